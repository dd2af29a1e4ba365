import { randomUUID } from 'node:crypto';
import { moveRequest } from '#main/approvals/request-repository.ts';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { transaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { moveJob, type StampingJob } from './job-repository.ts';
import { release, removeTemporary, writeTemporary, type OriginalStates, type WrittenDigests } from './output-file.ts';
import type { StampArchive } from './archive-journal.ts';
import { archiveBytes, archivedToken, obtainArchive } from './obtain-archive.ts';
import { obtainTimestamp } from './obtain-timestamp.ts';
import type { StampTimestamp } from './timestamp-journal.ts';
import type { PreparedStamp } from './prepare-stamp.ts';
import { registerEntry, type OutcomeFacts } from './register-outcome.ts';
import { selfCheck } from './self-check.ts';
import type { StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

export interface FinishInput {
  readonly stampCase: StampCase;
  readonly job: StampingJob;
  readonly prepared: PreparedStamp;
  /** 64 bytes r||s from the journal. */
  readonly signatureRs: Uint8Array;
  readonly original: OriginalStates;
  readonly digestBefore: WrittenDigests;
}

/** A verified file under its temporary name. */
export interface EmbeddedStamp {
  readonly signatureDer: Uint8Array;
  readonly digestAfter: WrittenDigests;
}

/**
 * Embed a journaled signature, write the document under its temporary name, read it back from the disk and verify it.
 * The same input gives the same bytes.
 *
 * @throws STAMP_SELF_CHECK_FAILED; STATION_STORAGE_FAILED
 */
export async function embedStamp(
  input: FinishInput,
  timestamp: StampTimestamp,
  archive: StampArchive | null,
): Promise<EmbeddedStamp> {
  const { stampCase, job, original } = input;
  const { signatureDer, signedValue, finished } = signedBy(input, timestamp, archive);
  const added = archiveBytes({ stampCase, job, original, finished: () => finished }, archive);
  const written = added ? { ...finished, chunks: [...finished.chunks, added] } : finished;
  const digestAfter = writeTemporary(job, written, original);
  await selfCheck({
    file: job.temporaryPath,
    originalFile: stampCase.documentPath,
    format: stampCase.document.format,
    signedValue,
    certificate: stampCase.seal.certificate,
    profile: signatureProfileOf(stampCase.request.draft),
    entry: entryNoText(job.entryNo),
  });
  return { signatureDer, digestAfter };
}

/** The document around the journaled signature. */
function signedBy(input: FinishInput, { token }: StampTimestamp, archive: StampArchive | null) {
  const { prepared, signatureRs, stampCase } = input;
  const signatureDer = rsToDer(signatureRs);
  // An OFD has no place for material but the token itself.
  const isInToken = token !== null && archive !== null && stampCase.document.format === 'OFD';
  const signedValue = prepared.assemble(signatureDer, isInToken ? archivedToken(token, archive.store) : token);
  return { signatureDer, signedValue, finished: prepared.document.finish(signedValue) };
}

/**
 * From a journaled signature to a released file: embed, verify, record the outcome, give the final name. Recovery
 * after a crash runs the very same steps.
 *
 * @throws STAMP_SELF_CHECK_FAILED after recording 已签未存; STAMP_TIMESTAMP_AWAITED, which like
 *   a failure to write leaves the job open for recovery
 */
export async function finishJob(
  desk: StampDesk,
  input: FinishInput,
  onStep: (step: 'self-check' | 'entry') => void,
  close: (job: StampingJob) => void = (job) => closeJobs(desk, [job]),
) {
  const { stampCase, job, digestBefore } = input;
  const signatureDer = rsToDer(input.signatureRs);
  const timestamp = await obtainTimestamp(desk, job, signatureDer);
  const signatureDigest = Buffer.from(sm3(signatureDer)).toString('hex');
  const facts = { entryId: randomUUID(), usedAt: job.signedAt, digestBefore, signatureDigest, timestamp };
  let archive: StampArchive | null;
  let embedded: EmbeddedStamp;
  try {
    const finished = () => signedBy(input, timestamp, null).finished;
    const stamped = { stampCase, job, original: input.original, finished };
    archive = await obtainArchive(desk, stamped, timestamp);
    embedded = await embedStamp(input, timestamp, archive);
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'STAMP_SELF_CHECK_FAILED') throw error;
    // The temporary file first: after the outcome nobody would look for it any more.
    removeTemporary(job);
    recordOutcome(desk, stampCase, job, { ...facts, result: 'signed-unsaved' }, 'unknown');
    throw error;
  }
  onStep('self-check');
  const { digestAfter } = embedded;
  recordOutcome(desk, stampCase, job, { ...facts, archive, result: 'success', digestAfter }, 'recorded');
  release(job);
  close(job);
  onStep('entry');
  return { digestAfter, output: job.outputPath };
}

/** Gives a recorded file its final name and closes the job. Doing it twice changes nothing. */
export function releaseJob(desk: StampDesk, job: StampingJob): void {
  release(job);
  closeJobs(desk, [job]);
}

/** Jobs whose files have their final names. A crash before this leaves them to recovery, which finds the files. */
export function closeJobs(desk: StampDesk, jobs: readonly StampingJob[]): void {
  if (jobs.length === 0) return;
  transaction(desk.db, (tx) => {
    for (const { warrantId } of jobs) moveJob(tx, warrantId, 'released');
  });
}

/** The outcome leaf, the spent warrant and the consumed request: one transaction. */
export function recordOutcome(
  desk: StampDesk,
  stampCase: StampCase,
  job: StampingJob,
  facts: OutcomeFacts,
  state: StampingJob['state'],
): void {
  const entryText = entryNoText(job.entryNo);
  transaction(desk.db, (tx) => {
    const entry = registerEntry(desk, stampCase, job, facts);
    const { requestId, warrantId, intentIndex } = job;
    appendLeaf(tx, desk.ledger, { kind: 'outcome', body: { intentIndex, requestId, warrantId, entry } });
    if (facts.result === 'unknown') desk.warrants.markUnknown(tx, warrantId);
    else desk.warrants.spend(tx, warrantId, entryText);
    moveRequest(tx, requestId, facts.result === 'unknown' ? 'lose-track' : 'finish', { entryNo: entryText });
    moveJob(tx, warrantId, state);
  });
}

/** No signature was made: the number stays in the register as 作废, and the request may be stamped again. */
export function voidJob(desk: StampDesk, job: StampingJob, reason: string): void {
  transaction(desk.db, (tx) => {
    const entryNo = { unitCode: desk.identity.unitCode, ...job.entryNo };
    appendLeaf(tx, desk.ledger, { kind: 'void', body: { entryNo, intentIndex: job.intentIndex, reason } });
    desk.warrants.release(tx, job.warrantId);
    moveRequest(tx, job.requestId, 'abort');
    moveJob(tx, job.warrantId, 'voided');
  });
  removeTemporary(job);
}
