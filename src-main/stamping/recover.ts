import fs from 'node:fs';
import { digestDocument } from '#main/documents/document-digest.ts';
import { fileSource } from '#main/platform/files.ts';
import { findJournaled } from '#main/warrant/signature-journal.ts';
import { findWarrant } from '#main/warrant/warrant-repository.ts';
import type { RecoveryResult } from '#shared/contract/stamping.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { embedStamp, finishJob, recordOutcome, releaseJob, voidJob, type FinishInput } from './finish-job.ts';
import { listOpenJobs, type StampingJob } from './job-repository.ts';
import { prepareStamp } from './prepare-stamp.ts';
import { gatherCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

/**
 * Settles what a crash left behind, before anything else is done:
 *
 * - outcome recorded, file not released: rename, or embed again when the temporary file is gone;
 * - signature journaled: embed again and finish;
 * - intent alone: voided when the key was certainly never asked, else 结果不明 for a person to settle.
 */
export async function recover(desk: StampDesk): Promise<readonly RecoveryResult[]> {
  const results: RecoveryResult[] = [];
  for (const job of listOpenJobs(desk.db)) {
    const outcome = job.state === 'recorded' ? await makeGood(desk, job) : await settleIntent(desk, job);
    results.push({ requestId: job.requestId, entryNo: entryNoText(job.entryNo), outcome });
  }
  return results;
}

async function settleIntent(desk: StampDesk, job: StampingJob): Promise<RecoveryResult['outcome']> {
  if (findJournaled(desk.db, job.warrantId)) {
    await prepareAgain(desk, job, async (input) => {
      await finishJob(desk, input, () => undefined);
    });
    return 'finished';
  }
  if (findWarrant(desk.db, job.warrantId)?.takenAt === null) {
    voidJob(desk, job, 'interrupted');
    return 'voided';
  }
  const stampCase = gatherCase(desk, job.requestId);
  const { sm3, sha256 } = stampCase.document;
  const facts = { entryId: crypto.randomUUID(), result: 'unknown', usedAt: job.signedAt } as const;
  recordOutcome(desk, stampCase, job, { ...facts, digestBefore: { sm3, sha256 } }, 'unknown');
  return 'unknown';
}

/** The register says 成功, so the file must be there: it is released, or made again byte for byte. */
async function makeGood(desk: StampDesk, job: StampingJob): Promise<RecoveryResult['outcome']> {
  if (!fs.existsSync(job.temporaryPath) && !fs.existsSync(job.outputPath)) {
    await prepareAgain(desk, job, async (input) => {
      await embedStamp(input);
    });
  }
  releaseJob(desk, job);
  return 'finished';
}

/** Makes the same prepared stamp again from the snapshot, the kept seal and the job's own signing time. */
async function prepareAgain(
  desk: StampDesk,
  job: StampingJob,
  act: (input: FinishInput) => Promise<void>,
): Promise<void> {
  const journaled = findJournaled(desk.db, job.warrantId);
  if (!journaled) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'recorded without a journaled signature' });
  const stampCase = gatherCase(desk, job.requestId);
  const source = fileSource(stampCase.documentPath);
  try {
    const digests = await digestDocument(source);
    if (digests.sm3 !== stampCase.request.documentSm3) {
      const facts = { approved: stampCase.request.documentSm3, actual: digests.sm3 };
      throw new StationError('DOC_CHANGED_SINCE_APPROVAL', facts);
    }
    const { request, document, seal } = stampCase;
    const { signedAt } = job;
    const originalHash = digests.sm3State;
    const input = { format: document.format, source, seal, draft: request.draft, signedAt, originalHash };
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
