import { randomBytes } from 'node:crypto';
import type { Clock } from '#main/platform/clock.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';

/** Who is signed in. Sessions live in memory only: a restart signs everybody out. */
export interface Sessions {
  /** Opens a session; an older one of the same account ends, so one account works at one place (XC-D-5). */
  open(person: SignedInPerson): string;
  /** @throws RPC_SIGNED_OUT for an unknown or idle session */
  personOf(session: string): SignedInPerson;
  close(session: string): void;
}

/** Idle lock after ten minutes (U-APR-6; product value). */
const idleMs = 10 * 60_000;

export function createSessions(clock: Clock): Sessions {
  const open = new Map<string, { person: SignedInPerson; lastUsedMs: number }>();
  return {
    open: (person) => {
      for (const [session, row] of open) if (row.person.account === person.account) open.delete(session);
      const session = randomBytes(24).toString('base64url');
      open.set(session, { person, lastUsedMs: clock.now().getTime() });
      return session;
    },
    personOf: (session) => {
      const row = open.get(session);
      const nowMs = clock.now().getTime();
      if (!row || nowMs - row.lastUsedMs > idleMs) {
        open.delete(session);
        throw new StationError('RPC_SIGNED_OUT', {});
      }
      row.lastUsedMs = nowMs;
      return row.person;
    },
    close: (session) => {
      open.delete(session);
    },
  };
}
