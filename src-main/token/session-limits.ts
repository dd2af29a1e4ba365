import type { Clock } from '#main/platform/clock.ts';
import { useRefused } from '#main/warrant/warrant-office.ts';
import type { KeySession } from './key-session.ts';

/** What a login is good for. */
export interface SessionLimits {
  readonly clock: Clock;
  readonly maxMinutes: number;
  readonly maxSignatures: number;
}

export interface LimitedSession extends KeySession {
  readonly endsAt: Date;
  /** Signatures that are left. */
  readonly left: number;
  /** Closed, used up, or its time over. */
  readonly isOver: boolean;
  /** @throws TOKEN_USE_REFUSED when the session was closed, its signatures are used up, or its time is over */
  refuseOver(): void;
}

/** So many signatures within the time; the login is ended when the time is over, whoever forgot to close it. */
export function limited(session: KeySession, { clock, maxMinutes, maxSignatures }: SessionLimits): LimitedSession {
  const endsAt = new Date(clock.now().getTime() + maxMinutes * 60_000);
  let left = maxSignatures;
  let isClosed = false;
  const timer = setTimeout(() => void close(), maxMinutes * 60_000).unref();
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    await session.close();
  };
  const isSpent = (): boolean => left <= 0 || clock.now() > endsAt;
  const refuseOver = (): void => {
    if (isClosed) throw useRefused('sessionClosed');
    if (isSpent()) throw useRefused('batchLimit');
  };
  return {
    ...session,
    endsAt,
    get left() {
      return left;
    },
    get isOver() {
      return isClosed || isSpent();
    },
    refuseOver,
    async sign(e, message) {
      refuseOver();
      left -= 1;
      return await session.sign(e, message);
    },
    close,
  };
}
