import { moveRequest } from '#main/approvals/request-repository.ts';
import { placementsDigest } from '#main/approvals/approval-service.ts';
import { appendIntent } from '#main/ledger/append-leaf.ts';
import { fileSource } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import type { SessionSignature, StampingSession } from '#main/token/signing-session.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText, officeTime } from '#shared/model/register-entry.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import type { DigestPass } from '#main/documents/document-digest.ts';
import { giveBackChanged } from './give-back.ts';
import { finishJob, recordOutcome, voidJob } from './finish-job.ts';
import { insertJob, type StampingJob } from './job-repository.ts';
import { planOutput, requireSpace } from './output-file.ts';
import { prepareStamp, wholeSecond, type PreparedStamp } from './prepare-stamp.ts';
import { gatherCase, preCheck, type StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

export interface StampOrder {
  readonly requestId: string;
  readonly user: SignedInPerson;
  readonly outputFolder?: string | undefined;
  readonly onStep?: (step: StampStep) => void;
}

/** A PIN that took longer than this gets a fresh signing time; the stamp is prepared again. */
const freshMs = 30_000;

/** Stations with a stamp under way: one job per key at a time (lifecycles C.4). */
const busy = new WeakSet<StampDesk>();

/**
 * Stamp one document: check, place, ask for the PIN, write the intent, let the key sign, journal the signature,
 * embed, verify from disk, record, release. A key operation cannot be taken back, so the ledger is written on both
 * sides of it.
 *
 * @throws the first refusal of the pre-checks; STAMP_STATION_BUSY while another stamp is under way; TOKEN_*; STAMP_*;
 *   DOC_*
 */
export async function stamp(desk: StampDesk, order: StampOrder): Promise<StampResult> {
  if (busy.has(desk)) throw new StationError('STAMP_STATION_BUSY', {});
  busy.add(desk);
  try {
    return await stampAlone(desk, order);
  } finally {
    busy.delete(desk);
  }
}

async function stampAlone(desk: StampDesk, order: StampOrder): Promise<StampResult> {
  const startedAt = performance.now();
  const stampCase = gatherCase(desk, order.requestId);
  const { checks, digests } = await preCheck(desk, stampCase, order.user);
  const refusal = firstRefusal(checks);
  if (refusal?.code) {
    if (refusal.code === 'DOC_CHANGED_SINCE_APPROVAL') giveBackChanged(desk, order.requestId);
    throw new StationError(refusal.code, refusal.facts ?? {});
  }
  // Before anybody is asked for a PIN; looked at again when the output is planned.
  requireSpace(order.outputFolder ?? desk.sealedFolder, stampCase.document.size);

  const warrant = transaction(desk.db, (tx) => desk.warrants.issue(tx, approvedUse(desk, tx, stampCase)));
  const source = fileSource(stampCase.documentPath);
  try {
    const prepare = (): Promise<PreparedStamp & { signedAt: Date }> => prepareAt(desk, stampCase, source, digests);
    const early = await prepare();
    const session = await desk.key.open(warrant, { documentName: stampCase.document.fileName });
    let closing: Promise<void> | undefined;
    try {
      const isStale = desk.clock.now().getTime() - early.signedAt.getTime() > freshMs;
      const prepared = isStale ? await prepare() : early;
      const job = writeIntent(desk, stampCase, warrant, prepared, digests, order);
      order.onStep?.('intent');
      const signatureRs = await signOnce(desk, stampCase, job, prepared, session, digests);
      order.onStep?.('signature');
      // The key has done its part: it is logged out while the document is finished.
      closing = session.close();
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
        (step) => order.onStep?.(step),
      );
      return {
        requestId: order.requestId,
        entryNo: entryNoText(job.entryNo),
        output: finished.output,
        digestAfterSm3: finished.digestAfter.sm3,
        usedAt: officeTime(job.signedAt),
        stampMs: Math.round((performance.now() - startedAt) * 10) / 10,
      };
    } finally {
      await (closing ?? session.close());
    }
  } finally {
    source.close();
  }
}

type Tx = Parameters<StampDesk['warrants']['issue']>[0];

function approvedUse(desk: StampDesk, tx: Tx, { request, seal }: StampCase) {
  const key = { certificateSm3: sm3(seal.certificate), tokenSerial: seal.tokenSerial };
  return desk.approvals.approvedUse(tx, request.requestId, key);
}

async function prepareAt(
  desk: StampDesk,
  { request, document, seal, certificate }: StampCase,
  source: ReturnType<typeof fileSource>,
  digests: DigestPass,
): Promise<PreparedStamp & { signedAt: Date }> {
  const signedAt = wholeSecond(desk.clock.now());
  const { format } = document;
  const input = { format, source, seal, certificate, draft: request.draft, signedAt, originalHash: digests.sm3State };
  return { ...(await prepareStamp(input)), signedAt };
}

/** One transaction: intent leaf with its register number, warrant reserved for exactly this digest, job, request. */
function writeIntent(
  desk: StampDesk,
  { request, document, seal }: StampCase,
  warrant: StampingWarrant,
  prepared: PreparedStamp & { signedAt: Date },
  digests: DigestPass,
  order: StampOrder,
): StampingJob {
  const { binding, warrantId } = warrant;
  if (Buffer.compare(binding.placementsDigest, placementsDigest(request.draft)) !== 0) {
    throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
  }
  return transaction(desk.db, (tx) => {
    const { index, entryNo } = appendIntent(tx, desk.ledger, desk.identity.unitCode, {
      requestId: request.requestId,
      warrantId,
      sealEsId: seal.esId,
      digestBefore: { sm3: digests.sm3, sha256: digests.sha256 },
      placements: request.draft.placements.map((placement) => ({ ...placement })),
      custodian: { account: order.user.account, name: order.user.name },
      tokenSerial: seal.tokenSerial,
    });
    desk.warrants.reserve(tx, warrant, prepared.e);
    moveRequest(tx, request.requestId, 'start', { entryNo: entryNoText(entryNo) });
    const folder = order.outputFolder ?? desk.sealedFolder;
    const job: StampingJob = {
      warrantId,
      requestId: request.requestId,
      state: 'intent',
      entryNo: { year: entryNo.year, seq: entryNo.seq },
      intentIndex: index,
      ...planOutput(folder, document.fileName, entryNoText(entryNo), document.size),
      signedAt: prepared.signedAt,
      e: prepared.e,
      sealUser: order.user.account,
      workstation: desk.identity.stationId,
      createdAt: desk.clock.now(),
    };
    insertJob(tx, job);
    return job;
  });
}

/**
 * The one key operation. Whatever it answers is settled at once: a signature is journaled, a clean refusal voids the
 * number, and a failure under which the key may have signed is recorded as 结果不明.
 */
async function signOnce(
  desk: StampDesk,
  stampCase: StampCase,
  job: StampingJob,
  prepared: PreparedStamp,
  session: StampingSession,
  digests: DigestPass,
): Promise<Uint8Array> {
  let signature: SessionSignature;
  try {
    signature = await session.sign(job.e, prepared.tbs);
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
