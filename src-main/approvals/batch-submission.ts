import type { Ids } from '#main/platform/ids.ts';
import type { WriteTransaction } from '#main/storage/database.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { sameBytes } from '#shared/log/merkle-tree.ts';
import { mostBatchFiles, type BatchDraft } from '#shared/model/batch.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import { maySubmit } from '#shared/policy/may-submit.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';
import { approvalMs, beijingYear, type SealForApproval } from './approval-service.ts';
import { fixList, rootOfList, type ListedFile } from './batch-list.ts';
import { insertBatch, insertMember, type Batch } from './batch-repository.ts';
import { requestDigest } from './decision-statement.ts';
import { insertRequest, isSubmittedAgain, nextApprovalSeq, type StampingRequest } from './request-repository.ts';

/** A document of a batch as the documents room knows it. */
export interface BatchDocument {
  readonly sm3: string;
  readonly pages: number;
  /** A decider should know something of it first, so it must be read. */
  readonly hasNotice: boolean;
}

interface AskedList {
  readonly draft: BatchDraft;
  /** In the order of the draft's files. */
  readonly documents: readonly BatchDocument[];
  readonly seal: SealForApproval;
}

/**
 * May this list be asked for? One file that may not holds up the whole list, and is named by its position.
 *
 * @throws APPROVAL_BATCH_SIZE, APPROVAL_BATCH_TWICE; what a single submission throws, with the fact `position`
 */
export function refuseList(profile: PolicyProfile, { draft, documents, seal }: AskedList): void {
  const drafts = draftsOf(draft);
  if (drafts.length === 0 || drafts.length > mostBatchFiles || drafts.length !== documents.length) {
    throw new StationError('APPROVAL_BATCH_SIZE', { files: drafts.length, most: mostBatchFiles });
  }
  const seen = new Map<string, number>();
  for (const [index, one] of drafts.entries()) {
    const position = index + 1;
    const title = one.documentTitle;
    const refusal = firstRefusal(maySubmit(profile, one, seal.category));
    if (refusal?.code) throw new StationError(refusal.code, { ...refusal.facts, position, title });
    const { sm3, pages } = documents[index]!;
    const beyond = one.placements.find(({ page }) => page > pages);
    if (beyond) throw new StationError('STAMP_PAGE_NOT_FOUND', { page: beyond.page, pages, position, title });
    const before = seen.get(sm3);
    if (before !== undefined) throw new StationError('APPROVAL_BATCH_TWICE', { first: before, position, title });
    seen.set(sm3, position);
  }
}

/** The draft of each file: what all have in common, with what is its own. */
function draftsOf({ common, files }: BatchDraft): readonly RequestDraft[] {
  return files.map((file) => ({ ...common, ...file }));
}

/** Writes the requests, the list that fixes them, and the batch, under their next numbers. */
export function keepBatch(
  tx: WriteTransaction,
  ids: Ids,
  asked: AskedList & {
    readonly handler: SignedInPerson;
    readonly at: Date;
  } & Pick<StampingRequest, 'state' | 'chain' | 'approvedUntil'>,
): Batch {
  const { draft, documents, seal, handler, at, state, chain, approvedUntil } = asked;
  const batchId = ids.uuid();
  const approvalYear = beijingYear(at);
  const firstSeq = nextApprovalSeq(tx, approvalYear);
  const requests = draftsOf(draft).map((one, index): StampingRequest => ({
    requestId: ids.uuid(),
    approvalYear,
    approvalSeq: firstSeq + index,
    state,
    step: 0,
    sealEsId: seal.esId,
    documentSm3: documents[index]!.sm3,
    pages: documents[index]!.pages,
    draft: one,
    handler: { account: handler.account, name: handler.name, deptName: handler.deptName },
    chain,
    submittedAt: at,
    approvedUntil,
    entryNo: null,
    invalidBecause: null,
    batch: { batchId, position: index + 1 },
  }));
  const lines = requests.map(lineOf);
  const { root, proofs } = fixList(lines);
  const { title } = draft;
  const named = { batchId, batchYear: approvalYear, title, sealEsId: seal.esId };
  const batch = insertBatch(tx, { ...named, files: lines.length, listRoot: root, submittedAt: at });
  for (const [index, request] of requests.entries()) {
    insertRequest(tx, request);
    const hasNotice = documents[index]!.hasNotice || isSubmittedAgain(tx, request, approvalMs);
    const { requestId } = request;
    insertMember(tx, { ...lines[index]!, requestId, inclusionProof: proofs[index]!, hasNotice });
  }
  return batch;
}

function lineOf(request: StampingRequest): ListedFile {
  const { batch, documentSm3 } = request;
  return { batchId: batch!.batchId, position: batch!.position, documentSm3, requestSm3: requestDigest(request) };
}

/**
 * Are these requests, as they stand now, the list that was submitted: none more, none less, none other?
 *
 * @throws APPROVAL_SIGNATURE_INVALID
 */
export function refuseOtherList(batch: Batch, requests: readonly StampingRequest[]): void {
  const isSame =
    requests.length === batch.files &&
    requests.every(({ batch: place }, index) => place?.position === index + 1) &&
    sameBytes(rootOfList(requests.map(lineOf)), batch.listRoot);
  if (!isSame) throw new StationError('APPROVAL_SIGNATURE_INVALID', { detail: '@details.requestDigestMismatch' });
}
