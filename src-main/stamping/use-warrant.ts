import { moveRequest } from '#main/approvals/request-repository.ts';
import { placementsDigest } from '#main/approvals/approval-service.ts';
import { appendIntent } from '#main/ledger/append-leaf.ts';
import { transaction, type WriteTransaction } from '#main/storage/database.ts';
import type { DigestPass } from '#main/documents/document-digest.ts';
import type { SessionSignature } from '#main/token/signing-session.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import { entryNoText, officeTime } from '#shared/model/register-entry.ts';
import { finishJob, recordOutcome, voidJob } from './finish-job.ts';
import { insertJob, type StampingJob } from './job-repository.ts';
import { planOutput } from './output-file.ts';
import type { ReadyStamp, TimedStamp } from './ready-stamp.ts';
import type { StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

/** One use of the key by one warrant, with whoever stands at it. */
export interface WarrantUse {
  readonly ready: ReadyStamp;
  /** The warrant, issued before or in the transaction of the intent. */
  readonly warrantIn: (tx: WriteTransaction) => StampingWarrant;
  readonly user: SignedInPerson;
  readonly outputFolder?: string | undefined;
  readonly longTerm?: AskedLongTerm | undefined;
  /** Asks the key, once. */
  readonly sign: (warrant: StampingWarrant, e: Uint8Array, toBeSigned: Uint8Array) => Promise<SessionSignature>;
  readonly onStep: (step: StampStep) => void;
  /** When the document was begun, for the time it took. */
  readonly startedAt: number;
}

/** A journaled signature whose document is not written yet: whatever happens now, recovery finishes it. */
export interface SignedUse {
  readonly use: WarrantUse;
  readonly job: StampingJob;
  readonly prepared: TimedStamp;
  /** 64 bytes: r then s. */
  readonly signatureRs: Uint8Array;
}

/**
 * From a warrant to a journaled signature: write the intent, let the key sign, journal what it gave. A key operation
 * cannot be taken back, so the ledger is written on both sides of it.
 *
 * @param inIntent written together with the intent
 * @throws TOKEN_*; STAMP_*; whatever is thrown, the request, its number and its warrant are settled
 */
export async function signWarrant(
  desk: StampDesk,
  use: WarrantUse,
  inIntent: (tx: WriteTransaction) => void = () => undefined,
): Promise<SignedUse> {
  const prepared = await use.ready.prepared();
  const { job, warrant } = writeIntent(desk, use, prepared, inIntent);
  use.onStep('intent');
  const signatureRs = await signOnce(desk, use, warrant, job, prepared);
  use.onStep('signature');
  return { use, job, prepared, signatureRs };
}

/**
 * From a journaled signature to a released file: embed, verify from disk, record, release.
 *
 * @param close marks the job as done; a batch does it together with its next intent
 * @throws STAMP_SELF_CHECK_FAILED; what cannot be written is left to recovery
 */
export async function finishUse(
  desk: StampDesk,
  { use, job, prepared, signatureRs }: SignedUse,
  close?: (job: StampingJob) => void,
): Promise<StampResult> {
  const { stampCase, digests } = use.ready;
  const finished = await finishJob(
    desk,
    {
      stampCase,
      job,
      prepared,
      signatureRs,
      original: { path: stampCase.documentPath, sm3: digests.sm3State, sha256: digests.sha256State },
      digestBefore: { sm3: digests.sm3, sha256: digests.sha256 },
    },
    use.onStep,
    close,
  );
  return {
    requestId: job.requestId,
    entryNo: entryNoText(job.entryNo),
    output: finished.output,
    digestAfterSm3: finished.digestAfter.sm3,
    usedAt: officeTime(job.signedAt),
    stampMs: Math.round((performance.now() - use.startedAt) * 10) / 10,
  };
}

/** One transaction: intent leaf with its register number, warrant reserved for exactly this digest, job, request. */
function writeIntent(
  desk: StampDesk,
  use: WarrantUse,
  prepared: TimedStamp,
  inIntent: (tx: WriteTransaction) => void,
): { readonly job: StampingJob; readonly warrant: StampingWarrant } {
  const { user, ready } = use;
  const { digests, stampCase } = ready;
  const { request, document, seal } = stampCase;
  return transaction(desk.db, (tx) => {
    inIntent(tx);
    const warrant = use.warrantIn(tx);
    const { binding, warrantId } = warrant;
    if (Buffer.compare(binding.placementsDigest, placementsDigest(request.draft)) !== 0) {
      throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
    }
    const { index, entryNo } = appendIntent(tx, desk.ledger, desk.identity.unitCode, {
      requestId: request.requestId,
      warrantId,
      sealEsId: seal.esId,
      digestBefore: { sm3: digests.sm3, sha256: digests.sha256 },
      placements: request.draft.placements.map((placement) => ({ ...placement })),
      custodian: { account: user.account, name: user.name },
      tokenSerial: seal.tokenSerial,
    });
    desk.warrants.reserve(tx, warrant, prepared.e);
    moveRequest(tx, request.requestId, 'start', { entryNo: entryNoText(entryNo) });
    const folder = use.outputFolder ?? desk.sealedFolder;
    const job: StampingJob = {
      warrantId,
      requestId: request.requestId,
      state: 'intent',
      entryNo: { year: entryNo.year, seq: entryNo.seq },
      intentIndex: index,
      ...planOutput(folder, document.fileName, entryNoText(entryNo), document.size),
      signedAt: prepared.signedAt,
      e: prepared.e,
      sealUser: user.account,
      workstation: desk.identity.stationId,
      createdAt: desk.clock.now(),
      longTerm: use.longTerm ?? null,
    };
    insertJob(tx, job);
    return { job, warrant };
  });
}

/**
 * The one key operation. Whatever it answers is settled at once: a signature is journaled, a clean refusal voids the
 * number, and a failure under which the key may have signed is recorded as 结果不明.
 */
async function signOnce(
  desk: StampDesk,
  { ready, sign }: WarrantUse,
  warrant: StampingWarrant,
  job: StampingJob,
  prepared: TimedStamp,
): Promise<Uint8Array> {
  const { stampCase, digests } = ready;
  let signature: SessionSignature;
  try {
    signature = await sign(warrant, job.e, prepared.toBeSigned);
  } catch (error) {
    const mayHaveSigned = !(error instanceof StationError) || error.facts['mayHaveSigned'] === true;
    if (mayHaveSigned) loseTrack(desk, stampCase, job, digests);
    else voidJob(desk, job, error.code);
    throw error;
  }
  try {
    transaction(desk.db, (tx) => journalSignature(tx, signature));
  } catch (error) {
    // The key has signed and the disk did not keep it: the number must never be voided now.
    loseTrack(desk, stampCase, job, digests);
    throw error;
  }
  return signature.signatureRs;
}

/** The key was asked and its answer is not in the journal: 结果不明, for a person to settle. */
function loseTrack(desk: StampDesk, stampCase: StampCase, job: StampingJob, digests: DigestPass): void {
  const digestBefore = { sm3: digests.sm3, sha256: digests.sha256 };
  const facts = { entryId: crypto.randomUUID(), result: 'unknown', usedAt: job.signedAt, digestBefore } as const;
  recordOutcome(desk, stampCase, job, facts, 'unknown');
}
