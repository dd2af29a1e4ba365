import { setOwnPassword } from '#main/station/account-care.ts';
import { authenticateAtDoor } from '#main/station/people.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

type Guarded = ReturnType<typeof guardedContract>;

export function sessionMethods(guarded: Guarded, parts: StationParts) {
  return {
    signIn: guarded.session.signIn.handler(async ({ input }) => {
      // A wrong data folder must not look like a wrong password.
      parts.ready();
      const { account, password } = input;
      const { person, mustChangePassword } = await authenticateAtDoor(parts.db, account, password, parts.clock.now());
      return { session: parts.sessions.open(person, mustChangePassword), person, mustChangePassword };
    }),
    changePassword: guarded.session.changePassword.handler(async ({ input, context }) => {
      const { db, clock, sessions } = parts;
      const { oldPassword, newPassword } = input;
      const { account } = signedIn(context);
      await authenticateAtDoor(db, account, oldPassword, clock.now());
      if (newPassword === oldPassword) throw new StationError('RPC_INVALID_INPUT', { detail: '@details.samePassword' });
      await setOwnPassword(db, account, newPassword, clock.now());
      if (context.session !== undefined) sessions.passwordChanged(context.session);
      return { changed: true };
    }),
    signOut: guarded.session.signOut.handler(({ context }) => {
      if (context.session !== undefined) parts.sessions.close(context.session);
      return { signedOut: true };
    }),
    who: guarded.session.who.handler(({ context }) => signedIn(context)),
  };
}
