import { batchCounts, listBatches, noticedPositions, type Batch } from '#main/approvals/batch-repository.ts';
import { firstOfBatch, requestsOfBatch } from '#main/approvals/request-repository.ts';
import { listEntries } from '#main/ledger/ledger-repository.ts';
import { receiptedSize } from '#main/ledger/receipts.ts';
import type { Words } from '#main/platform/words.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { refusalsOfBatch } from '#main/stamping/refusal-repository.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { BatchFile, BatchRow, BatchView } from '#shared/contract/batches.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { mostBatchFiles } from '#shared/model/batch.ts';
import { entryNoText, officeTime } from '#shared/model/register-entry.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { filesToRead } from '#shared/policy/batch-reading.ts';
import { decisionViews, maySee } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

const shownBatches = 100;

export function batchRow(db: ReadableDb, words: Words, batch: Batch): BatchRow {
  const first = firstOfBatch(db, batch.batchId);
  return {
    batchId: batch.batchId,
    batchNo: words.say('approvals.batchNo', { year: batch.batchYear, seq: batch.batchSeq }),
    title: batch.title,
    files: batch.files,
    counts: batchCounts(db, batch.batchId),
    handler: first.handler,
    sealEsId: batch.sealEsId,
    submittedAt: officeTime(batch.submittedAt),
    approvedUntil: first.approvedUntil ? officeTime(first.approvedUntil) : null,
    decisions: decisionViews(db, first.requestId),
  };
}

/** Batches this person may see, newest first. */
export function batchRows({ db, words }: StationParts, person: SignedInPerson): readonly BatchRow[] {
  return listBatches(db, shownBatches)
    .filter(({ batchId }) => maySee(person, firstOfBatch(db, batchId)))
    .map((batch) => batchRow(db, words, batch));
}

/** @throws APPROVAL_NOT_FOUND, also for a batch of somebody else */
export function refuseUnseen(db: ReadableDb, person: SignedInPerson, batchId: string): void {
  if (maySee(person, firstOfBatch(db, batchId))) return;
  throw new StationError('APPROVAL_NOT_FOUND', { request: batchId });
}

/** The whole batch as this person sees it: what he must read of it is his own. */
export function batchView(parts: StationParts, batch: Batch, { account }: SignedInPerson): BatchView {
  const { db, words } = parts;
  const requests = requestsOfBatch(db, batch.batchId);
  const noticed = noticedPositions(db, batch.batchId);
  const must = new Set(filesToRead(sm3, { root: batch.listRoot, count: batch.files, noticed }, account));
  const { batches } = parts.ready().desk;
  const unread = new Map(batches.unread(batch.batchId, account).map(({ position, pages }) => [position, pages]));
  const refusals = refusalsOfBatch(db, batch.batchId);
  const pending = pendingEntries(db);
  const { reason, unitName, deptName, copies, documentType, documentCategory, remark } = requests[0]!.draft;
  return {
    ...batchRow(db, words, batch),
    common: {
      reason,
      unitName,
      deptName,
      copies,
      documentType,
      ...(documentCategory !== undefined && { documentCategory }),
      ...(remark !== undefined && { remark }),
    },
    listSm3: toHex(batch.listRoot),
    list: requests.map((request, index): BatchFile => {
      const position = index + 1;
      const refusal = request.state === 'consumed' ? undefined : refusals.get(request.requestId);
      const { requestId, documentSm3, pages, state, entryNo: number, draft } = request;
      // A number that was voided stays with the request until it is stamped; it is no number of this file.
      const entryNo = state === 'consumed' || state === 'unsettled' ? number : null;
      return {
        position,
        requestId,
        documentId: draft.documentId,
        title: draft.documentTitle,
        documentNumber: draft.documentNumber ?? null,
        documentSm3,
        pages,
        stamps: draft.placements.length,
        state,
        entryNo,
        isSynced: entryNo !== null && !pending.has(entryNo),
        hasNotice: noticed.includes(position),
        mustRead: must.has(position),
        unread: unread.get(position) ?? [],
        refusal: refusal ? { code: refusal.code, facts: refusal.facts, at: officeTime(refusal.at) } : null,
      };
    }),
  };
}

/** Numbers the registry has not receipted; more than a whole batch of them are not looked at one by one. */
function pendingEntries(db: ReadableDb): ReadonlySet<string> {
  const leaves = listEntries(db, { fromIndex: receiptedSize(db) }, { limit: 2 * mostBatchFiles });
  return new Set(
    leaves.map(({ record }) =>
      record.kind === 'void'
        ? entryNoText(record.body.entryNo)
        : entryNoText({ year: record.body.entry.ledgerYear, seq: record.body.entry.seqNo }),
    ),
  );
}
