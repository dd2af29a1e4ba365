import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { digestDocument } from '#main/documents/document-digest.ts';
import { leavesOfEntry } from '#main/ledger/ledger-repository.ts';
import { fileSource } from '#main/platform/files.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { findJournaled, type JournaledSignature } from '#main/warrant/signature-journal.ts';
import { findWarrant } from '#main/warrant/warrant-repository.ts';
import type { RecoveryResult } from '#shared/contract/stamping.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { embedStamp, finishJob, recordOutcome, releaseJob, voidJob, type FinishInput } from './finish-job.ts';
import { findArchive } from './archive-journal.ts';
import { findJob, listOpenJobs, type StampingJob } from './job-repository.ts';
import { removeTemporary } from './output-file.ts';
import { prepareStamp } from './prepare-stamp.ts';
import { gatherCase } from './stamp-case.ts';
import { findTimestamp, notStamped } from './timestamp-journal.ts';
import type { StampDesk } from './stamp-desk.ts';

/**
 * Settles what a crash left behind, before anything else is done:
 *
 * - outcome recorded, file not released: rename, or embed again when the temporary file is gone or damaged;
 * - signature journaled: embed again and finish; when the file can never be made, 已签未存;
 * - intent alone: voided when the key was certainly never asked, else 结果不明 for a person to settle.
 *
 * A job that cannot be settled now (disk full, another file in its place) stays open for the next start and keeps
 * nobody else from working.
 */
export async function recover(desk: StampDesk): Promise<readonly RecoveryResult[]> {
  const results: RecoveryResult[] = [];
  for (const job of listOpenJobs(desk.db)) {
    const outcome = await settle(desk, job);
    results.push({ requestId: job.requestId, entryNo: entryNoText(job.entryNo), outcome });
  }
  return results;
}

type Outcome = RecoveryResult['outcome'];

/** @throws what the job waits for */
export function settleNow(desk: StampDesk, job: StampingJob): Promise<Outcome> {
  return job.state === 'recorded' ? makeGood(desk, job) : settleIntent(desk, job);
}

async function settle(desk: StampDesk, job: StampingJob): Promise<Outcome> {
  try {
    return await settleNow(desk, job);
  } catch (error) {
    if (mayPass(error)) return 'waiting';
    throw error;
  }
}

async function settleIntent(desk: StampDesk, job: StampingJob): Promise<Outcome> {
  const journaled = findJournaled(desk.db, job.warrantId);
  if (journaled) return await finishSigned(desk, job, journaled);
  if (findWarrant(desk.db, job.warrantId)?.takenAt === null) {
    voidJob(desk, job, 'interrupted');
    return 'voided';
  }
  recordWithoutFile(desk, job, { result: 'unknown' });
  return 'unknown';
}

async function finishSigned(desk: StampDesk, job: StampingJob, journaled: JournaledSignature): Promise<Outcome> {
  try {
    await prepareAgain(desk, job, journaled, async (input) => {
      await finishJob(desk, input, () => undefined);
    });
    return 'finished';
  } catch (error) {
    const state = findJob(desk.db, job.warrantId)?.state;
    if (state === 'unknown') return 'signed-unsaved';
    if (state !== 'intent' || mayPass(error)) throw error;
    removeTemporary(job);
    const signatureDigest = Buffer.from(sm3(rsToDer(journaled.signatureRs))).toString('hex');
    recordWithoutFile(desk, job, { result: 'signed-unsaved', signatureDigest });
    return 'signed-unsaved';
  }
}

/** The register says 成功, so the file must be there with its digest: it is released, or made again byte for byte. */
async function makeGood(desk: StampDesk, job: StampingJob): Promise<Outcome> {
  const expected = recordedDigest(desk, job);
  if ((await digestOf(job.outputPath)) === expected) {
    removeTemporary(job);
  } else if ((await digestOf(job.temporaryPath)) !== expected) {
    try {
      await prepareAgain(desk, job, findJournaled(desk.db, job.warrantId), async (input) => {
        const { warrantId } = job;
        const archive = findArchive(desk.db, warrantId) ?? null;
        await embedStamp(input, findTimestamp(desk.db, warrantId) ?? notStamped, archive);
      });
    } catch {
      // The register keeps its word open: whatever is in the way is told at every start until the file can be made.
      return 'waiting';
    }
  }
  releaseJob(desk, job);
  return 'finished';
}

const passing = new Set([
  'STATION_STORAGE_FAILED',
  'LEDGER_WRITE_FAILED',
  'STAMP_DISK_FULL',
  'STAMP_OUTPUT_EXISTS',
  'STAMP_TIMESTAMP_AWAITED',
]);

/** A hindrance of this computer that may be gone at the next start, unlike a document that is no longer the same. */
function mayPass(error: unknown): boolean {
  if (error instanceof StationError) return passing.has(error.code);
  return error instanceof Error && 'syscall' in error && 'code' in error && error.code !== 'ENOENT';
}

function recordWithoutFile(
  desk: StampDesk,
  job: StampingJob,
  facts: { readonly result: 'unknown' | 'signed-unsaved'; readonly signatureDigest?: string },
): void {
  const stampCase = gatherCase(desk, job.requestId);
  const { sm3, sha256 } = stampCase.document;
  const common = { entryId: randomUUID(), usedAt: job.signedAt, digestBefore: { sm3, sha256 } };
  recordOutcome(desk, stampCase, job, { ...common, ...facts }, 'unknown');
}

/** SM3 of the sealed file as the register has it. */
function recordedDigest(desk: StampDesk, job: StampingJob): string | undefined {
  const { unitCode } = desk.identity;
  for (const { record } of leavesOfEntry(desk.db, { unitCode, ...job.entryNo })) {
    if (record.kind === 'outcome') return record.body.entry.digestAfter?.sm3;
  }
  return undefined;
}

async function digestOf(file: string): Promise<string | null> {
  if (!fs.existsSync(file)) return null;
  const source = fileSource(file);
  try {
    return (await digestDocument(source)).sm3;
  } finally {
    source.close();
  }
}

/** Makes the same prepared stamp again from the snapshot, the kept seal and the job's own signing time. */
async function prepareAgain(
  desk: StampDesk,
  job: StampingJob,
  journaled: JournaledSignature | undefined,
  act: (input: FinishInput) => Promise<void>,
): Promise<void> {
  if (!journaled) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'recorded without a journaled signature' });
  const stampCase = gatherCase(desk, job.requestId);
  const source = fileSource(stampCase.documentPath);
  try {
    const digests = await digestDocument(source);
    if (digests.sm3 !== stampCase.request.documentSm3) {
      const facts = { approved: stampCase.request.documentSm3, actual: digests.sm3 };
      throw new StationError('DOC_CHANGED_SINCE_APPROVAL', facts);
    }
    const { request, document, seal, certificate } = stampCase;
    const { signedAt } = job;
    const originalHash = digests.sm3State;
    const { textFont } = desk;
    const { format } = document;
    const input = { format, source, seal, certificate, draft: request.draft, signedAt, originalHash, textFont };
    const prepared = await prepareStamp(input);
    if (Buffer.compare(prepared.e, job.e) !== 0) {
      throw new StationError('INTERNAL_UNEXPECTED', { detail: 'the prepared document differs from the signed one' });
    }
    await act({
      stampCase,
      job,
      prepared,
      signatureRs: journaled.signatureRs,
      original: { path: stampCase.documentPath, sm3: digests.sm3State, sha256: digests.sha256State },
      digestBefore: { sm3: digests.sm3, sha256: digests.sha256 },
    });
  } finally {
    source.close();
  }
}
