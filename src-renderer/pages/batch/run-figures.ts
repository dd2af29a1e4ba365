import { defaultBatchMinutes, type BatchRun } from '#shared/contract/batches.ts';

/** What a run tells in numbers. */
export interface RunFigures {
  readonly stamped: number;
  readonly refused: number;
  readonly waiting: number;
  /** Milliseconds until the last file, by what the files so far took; null before the second one. */
  readonly leftMs: number | null;
  /** Milliseconds of the login that are left; null before the PIN. */
  readonly loginMs: number | null;
}

/** The screen's idea of the station's clock may lag by seconds; a login is never said to be longer than it can be. */
const longestMs = defaultBatchMinutes * 60_000;

/** @param nowMs of the station's clock */
export function runFigures(run: BatchRun, nowMs: number): RunFigures {
  const refused = run.results.filter(({ refusal }) => refusal !== null).length;
  const stamped = run.results.length - refused;
  const waiting = Math.max(0, run.files - run.results.length - run.atWork.length);
  const perFileMs = stamped > 1 ? run.workMs / run.results.length : null;
  return {
    stamped,
    refused,
    waiting,
    leftMs: perFileMs === null ? null : perFileMs * (run.files - run.results.length),
    loginMs: run.loginUntil === null ? null : Math.min(longestMs, Math.max(0, Date.parse(run.loginUntil) - nowMs)),
  };
}
