import { setTimeout as pause } from 'node:timers/promises';
import { StationError } from '#shared/errors/station-error.ts';
import { backOffMs } from './back-off.ts';

/** Between two exchanges while all is well. */
const calmPauseMs = 60_000;

export interface SyncLoop {
  /** Now rather than later: something urgent was recorded, or a person asks. */
  hurry(): void;
  /** Ends the loop; an exchange under way is let to its end. */
  stop(): Promise<void>;
}

/**
 * Synchronise in the background: again and again while it works, with growing pauses while the registry cannot be
 * reached. A failure that trying again cannot mend (a contradiction, a bad certificate) is not retried by itself; it
 * waits for `hurry`.
 */
export function startSyncLoop(engine: { run(): Promise<unknown> }, random: () => number = Math.random): SyncLoop {
  const end = new AbortController();
  let wake = new AbortController();
  let failures = 0;
  let isHurried = false;

  const wait = async (milliseconds: number): Promise<void> => {
    // Asked for while an exchange was under way: what it is about may have come too late for that one.
    if (isHurried) return;
    wake = new AbortController();
    const signal = AbortSignal.any([end.signal, wake.signal]);
    await pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  };

  const longestMs = 2 ** 31 - 1;
  const turn = async (): Promise<number> => {
    isHurried = false;
    try {
      await engine.run();
      failures = 0;
      return calmPauseMs;
    } catch (error) {
      failures += 1;
      const isWorthTrying = error instanceof StationError && error.row.retryable;
      return isWorthTrying ? backOffMs(failures, random()) : longestMs;
    }
  };

  const loop = async (): Promise<void> => {
    while (!end.signal.aborted) await wait(await turn());
  };
  const running = loop();
  return {
    hurry: () => {
      isHurried = true;
      wake.abort();
    },
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
