import { randomBytes } from 'node:crypto';
import { transaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import type { StampingJob } from './job-repository.ts';
import type { StampDesk } from './stamp-desk.ts';
import { findTimestamp, journalTimestamp, notStamped, type StampTimestamp } from './timestamp-journal.ts';

/**
 * The timestamp of a signature the key has given: the journaled one, or one asked for now and journaled before it is
 * used, so that the same file can be made again. An authority that does not answer is noted, and the stamp goes on.
 *
 * @param signatureDer what is stamped: the signature value, DER SEQUENCE{r,s}
 * @throws STAMP_TIMESTAMP_AWAITED where the office requires one: the job stays open, and the next start asks again
 */
export async function obtainTimestamp(
  desk: StampDesk,
  job: StampingJob,
  signatureDer: Uint8Array,
): Promise<StampTimestamp> {
  const kept = findTimestamp(desk.db, job.warrantId);
  if (kept) return kept;
  const { source, isRequired } = desk.timestamps.settings();
  if (source === 'off') return notStamped;
  let found: StampTimestamp;
  try {
    found = { token: await desk.timestamps.ask(signatureDer, job.signedAt), failure: null };
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'STAMP_TIMESTAMP_UNAVAILABLE') throw error;
    const detail = String(error.facts['detail'] ?? '');
    if (isRequired) {
      const entry = entryNoText(job.entryNo);
      throw new StationError('STAMP_TIMESTAMP_AWAITED', { entry, detail, mayHaveSigned: true }, error);
    }
    found = { token: null, failure: detail.replace(/^@details\./, '') || 'unavailable' };
  }
  transaction(desk.db, (tx) => journalTimestamp(tx, job.warrantId, found, desk.clock.now()));
  return found;
}

/**
 * Where a timestamp is required, nobody is asked for a PIN while the authority is silent.
 *
 * @throws STAMP_TIMESTAMP_UNAVAILABLE
 */
export async function requireTimestamps(desk: StampDesk): Promise<void> {
  if (desk.timestamps.settings().isRequired) await desk.timestamps.ask(randomBytes(32), desk.clock.now());
}
