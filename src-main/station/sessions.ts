import { randomBytes } from 'node:crypto';
import type { Clock } from '#main/platform/clock.ts';
import type { SessionEnd } from '#shared/contract/events.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';

/** Who is signed in. Sessions live in memory only: a restart signs everybody out. */
export interface Sessions {
  /** Opens a session; an older one of the same account ends, so one account works at one place (XC-D-5). */
  open(person: SignedInPerson, mustChangePassword?: boolean): string;
  /**
   * @param isUse false for what a screen asks by itself: such a call does not keep an unattended session awake
   * @throws RPC_SIGNED_OUT for an unknown or idle session
   */
  personOf(session: string, isUse?: boolean): SignedInPerson;
  /** The session may do nothing but give its person another password. */
  mustChangePassword(session: string): boolean;
  /** The person has a password of his own now. */
  passwordChanged(session: string): void;
  close(session: string): void;
  /** Ends whatever this account has open: its roles, its password or its end were decided anew. */
  closeOf(account: string): void;
  /** Tells of every session that ends, once each, whatever ended it. */
  onEnd(listener: (session: string, reason: SessionEnd) => void): void;
  /** Signs everybody out at once: the computer was locked or goes to sleep. */
  endAll(): void;
  /** Ends the sessions that have become idle; without it they end when they are used next. */
  endIdle(): void;
}

/** Idle lock after ten minutes (U-APR-6; product value). */
const idleMs = 10 * 60_000;

export function createSessions(clock: Clock): Sessions {
  const open = new Map<string, { person: SignedInPerson; lastUsedMs: number; mustChange: boolean }>();
  const listeners: ((session: string, reason: SessionEnd) => void)[] = [];

  function end(session: string, reason: SessionEnd): void {
    if (!open.delete(session)) return;
    for (const listener of listeners) listener(session, reason);
  }

  const isIdle = ({ lastUsedMs }: { lastUsedMs: number }): boolean => clock.now().getTime() - lastUsedMs > idleMs;

  return {
    open: (person, mustChangePassword = false) => {
      for (const [session, row] of open) if (row.person.account === person.account) end(session, 'replaced');
      const session = randomBytes(24).toString('base64url');
      open.set(session, { person, lastUsedMs: clock.now().getTime(), mustChange: mustChangePassword });
      return session;
    },
    personOf: (session, isUse = true) => {
      const row = open.get(session);
      if (!row || isIdle(row)) {
        end(session, 'idle');
        throw new StationError('RPC_SIGNED_OUT', {});
      }
      if (isUse) row.lastUsedMs = clock.now().getTime();
      return row.person;
    },
    mustChangePassword: (session) => open.get(session)?.mustChange ?? false,
    passwordChanged: (session) => {
      const row = open.get(session);
      if (row) row.mustChange = false;
    },
    close: (session) => end(session, 'signed-out'),
    closeOf: (account) => {
      for (const [session, { person }] of open) if (person.account === account) end(session, 'signed-out');
    },
    onEnd: (listener) => {
      listeners.push(listener);
    },
    endAll: () => {
      for (const session of open.keys()) end(session, 'locked');
    },
    endIdle: () => {
      for (const [session, row] of open) if (isIdle(row)) end(session, 'idle');
    },
  };
}
