import { sql } from 'kysely';
import type { ReadableDb } from '#main/storage/database.ts';
import { createQueries, get } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { KeptBatchDraft } from '#shared/model/kept-batch-draft.ts';
import type { Placement } from '#shared/model/placement.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import { readBatch } from './batch-repository.ts';
import { isMendable, requestsOfBatch } from './request-repository.ts';

const written = (places: readonly Placement[]): string => JSON.stringify(places);

const queries = createQueries<ApprovalSchema>();

/**
 * What a batch that was returned becomes when it is to be mended: its files that came to nothing, each naming the
 * request whose place it takes. Places that all of them have are shared again.
 *
 * @throws APPROVAL_NOT_FOUND for somebody else's batch, or for one of which nothing came to nothing
 */
export function batchAgain(db: ReadableDb, batchId: string, account: string): KeptBatchDraft {
  const { title } = readBatch(db, batchId);
  // What was invalidated has another document or another seal by now: that is asked for from the beginning.
  const open = requestsOfBatch(db, batchId).filter(
    ({ handler, state }) => handler.account === account && isMendable(state) && state !== 'invalidated',
  );
  const [first] = open;
  if (!first) throw new StationError('APPROVAL_NOT_FOUND', { request: batchId });
  const { sealEsId, copies, reason, deptName, documentType, documentCategory, remark } = first.draft;
  const form = {
    sealEsId,
    copies,
    reason,
    deptName,
    documentType,
    ...(documentCategory !== undefined && { documentCategory }),
    ...(remark !== undefined && { remark }),
    documentTitle: title,
    signatureProfile: signatureProfileOf(first.draft),
  };
  const shared = first.draft.placements;
  const isAlike = open.every(({ draft }) => written(draft.placements) === written(shared));
  const files = open.map(({ requestId, draft: { documentId, placements } }) => ({
    documentId,
    own: isAlike ? null : [...placements],
    formerRequestId: requestId,
  }));
  return { form, shared: isAlike ? [...shared] : [], files };
}

/** Does a request name one of this batch's as the one whose place it takes? */
export function isBatchMended(db: ReadableDb, batchId: string): boolean {
  const members = queries.selectFrom('batch_members').select('request_id').where('batch_id', '=', batchId);
  const later = queries
    .selectFrom('requests')
    .select('request_id')
    .where(sql<string>`json_extract(draft, '$.formerRequestId')`, 'in', members)
    .limit(1);
  return get(db, later) !== undefined;
}
