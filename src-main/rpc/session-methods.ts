import { addPerson, authenticate, listPeople } from '#main/station/people.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

type Guarded = ReturnType<typeof guardedContract>;

export function sessionMethods(guarded: Guarded, parts: StationParts) {
  return {
    signIn: guarded.session.signIn.handler(async ({ input }) => {
      // A wrong data folder must not look like a wrong password.
      parts.ready();
      const person = await authenticate(parts.db, input.account, input.password);
      return { session: parts.sessions.open(person), person };
    }),
    signOut: guarded.session.signOut.handler(({ context }) => {
      if (context.session !== undefined) parts.sessions.close(context.session);
      return { signedOut: true };
    }),
    who: guarded.session.who.handler(({ context }) => signedIn(context)),
  };
}

export function peopleMethods(guarded: Guarded, parts: StationParts) {
  return {
    add: guarded.station.people.add.handler(({ input }) => addPerson(parts.db, input, parts.clock.now())),
    list: guarded.station.people.list.handler(() => listPeople(parts.db)),
  };
}
