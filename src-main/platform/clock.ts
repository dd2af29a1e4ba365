/** Where "now" comes from. A port, so that tests, drills and the recovery after a crash can set the time. */
export interface Clock {
  /** @returns a fresh Date; the caller owns it */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set, for tests and for recomputing a past verdict. */
export interface AdjustableClock extends Clock {
  set(moment: Date): void;
  advance(milliseconds: number): void;
}

export function adjustableClock(start: Date): AdjustableClock {
  let currentMs = start.getTime();
  return {
    now: () => new Date(currentMs),
    set: (moment) => {
      currentMs = moment.getTime();
    },
    advance: (milliseconds) => {
      currentMs += milliseconds;
    },
  };
}
