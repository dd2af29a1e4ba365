import type { RecoveryResult } from '#shared/contract/stamping.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { listOpenJobs, type StampingJob } from './job-repository.ts';
import { settleNow } from './recover.ts';
import type { StampDesk } from './stamp-desk.ts';
import { inTurn, isAtWork } from './station-turn.ts';

/** Uses of the key whose documents are not finished, and at which nobody works: they wait for something. */
export function waitingJobs(desk: StampDesk): readonly StampingJob[] {
  return isAtWork(desk) ? [] : listOpenJobs(desk.db);
}

/**
 * Takes up one stamp that waits, from what is journaled and without the key, as the next start would.
 *
 * @throws STAMP_NOTHING_WAITING; STAMP_STATION_BUSY; what it waits for, such as STAMP_TIMESTAMP_AWAITED;
 *   STAMP_SELF_CHECK_FAILED, STAMP_OUTCOME_UNKNOWN, STAMP_OUTPUT_EXISTS where that is how it ends
 */
export function takeUpAgain(desk: StampDesk, requestId: string): Promise<RecoveryResult> {
  return inTurn(desk, async () => {
    const job = listOpenJobs(desk.db).find((one) => one.requestId === requestId);
    if (!job) throw new StationError('STAMP_NOTHING_WAITING', {});
    const entryNo = entryNoText(job.entryNo);
    const outcome = await settleNow(desk, job);
    const code = refusals[outcome];
    if (code)
      throw new StationError(code, { entry: entryNo, file: job.outputPath, detail: '@details.outputNotVerified' });
    return { requestId, entryNo, outcome };
  });
}

/** What recovery only tells, a person who asked for one document is refused with. */
const refusals: Readonly<Partial<Record<RecoveryResult['outcome'], ErrorCode>>> = {
  'signed-unsaved': 'STAMP_SELF_CHECK_FAILED',
  unknown: 'STAMP_OUTCOME_UNKNOWN',
  waiting: 'STAMP_OUTPUT_EXISTS',
};
