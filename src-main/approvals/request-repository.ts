import { sql } from 'kysely';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { RequestDraft, RequestState } from '#shared/model/request.ts';
import type { ApprovalChain } from '#shared/model/seal.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import { nextState, type RequestEvent } from './request-state.ts';

/** A submitted request (用印申请) as it is kept: what was asked never changes, only how far it is. */
export interface StampingRequest {
  readonly requestId: string;
  readonly approvalYear: number;
  readonly approvalSeq: number;
  readonly state: RequestState;
  /** 0-based step of the chain that waits. */
  readonly step: number;
  readonly sealEsId: string;
  /** SM3 of the snapshot, lower-case hex. */
  readonly documentSm3: string;
  readonly pages: number;
  readonly draft: RequestDraft;
  readonly handler: { readonly account: string; readonly name: string; readonly deptName: string };
  /** The seal's chain as it was at submission; null under a holder's regime. */
  readonly chain: ApprovalChain | null;
  readonly submittedAt: Date;
  readonly approvedUntil: Date | null;
  readonly entryNo: string | null;
  /** Why an invalidated request is so: its seal left `active`, or its document was changed after the approval. */
  readonly invalidBecause: 'seal' | 'document' | null;
  /** The batch it was submitted with, and where it stands in it (from 1); null for a request by itself. */
  readonly batch: { readonly batchId: string; readonly position: number } | null;
}

const queries = createQueries<ApprovalSchema>();

/** The next number of a year; it is taken by inserting a request under it. */
export function nextApprovalSeq(tx: WriteTransaction, approvalYear: number): number {
  const last = get(
    tx,
    queries
      .selectFrom('requests')
      .select((e) => e.fn.max('approval_seq').as('seq'))
      .where('approval_year', '=', approvalYear),
  );
  return (last?.seq ?? 0) + 1;
}

/** Keeps a request under the number it bears. */
export function insertRequest(tx: WriteTransaction, request: StampingRequest): StampingRequest {
  run(
    tx,
    queries.insertInto('requests').values({
      request_id: request.requestId,
      approval_year: request.approvalYear,
      approval_seq: request.approvalSeq,
      state: request.state,
      step: request.step,
      seal_es_id: request.sealEsId,
      document_sm3: request.documentSm3,
      pages: request.pages,
      draft: JSON.stringify(request.draft),
      handler: request.handler.account,
      handler_name: request.handler.name,
      handler_dept: request.handler.deptName,
      chain: request.chain === null ? null : JSON.stringify(request.chain),
      submitted_at: request.submittedAt.toISOString(),
      approved_until: request.approvedUntil?.toISOString() ?? null,
      entry_no: request.entryNo,
      invalid_because: request.invalidBecause,
      batch_id: request.batch?.batchId ?? null,
      batch_position: request.batch?.position ?? null,
    }),
  );
  return request;
}

/** @throws APPROVAL_NOT_FOUND */
export function readRequest(db: ReadableDb, requestId: string): StampingRequest {
  const row = get(db, queries.selectFrom('requests').selectAll().where('request_id', '=', requestId));
  if (!row) throw new StationError('APPROVAL_NOT_FOUND', { request: requestId });
  return toRequest(row);
}

/** Requests by themselves, newest first; those of a batch are found through it, unless they are asked for as well. */
export function listRequests(
  db: ReadableDb,
  filter: { state?: RequestState | undefined; limit: number; withBatches?: boolean },
) {
  const every = queries.selectFrom('requests').selectAll();
  const wanted = filter.withBatches === true ? every : every.where('batch_id', 'is', null);
  const newest = wanted.orderBy('submitted_at', 'desc').limit(filter.limit);
  return all(db, filter.state ? newest.where('state', '=', filter.state) : newest).map(toRequest);
}

/** The first request of a batch: what all have in common is read from it. @throws APPROVAL_NOT_FOUND */
export function firstOfBatch(db: ReadableDb, batchId: string): StampingRequest {
  const members = queries.selectFrom('requests').selectAll().where('batch_id', '=', batchId);
  const row = get(db, members.orderBy('batch_position').limit(1));
  if (!row) throw new StationError('APPROVAL_NOT_FOUND', { request: batchId });
  return toRequest(row);
}

/** The requests of one batch, in the order of its list. */
export function requestsOfBatch(db: ReadableDb, batchId: string): readonly StampingRequest[] {
  const members = queries.selectFrom('requests').selectAll().where('batch_id', '=', batchId);
  return all(db, members.orderBy('batch_position')).map(toRequest);
}

/**
 * Was the same document put before the same seal shortly before, and not turned down (U-CUS-7)? Shortly: within the
 * time an approval is in force.
 */
export function isSubmittedAgain(db: ReadableDb, request: StampingRequest, withinMs: number): boolean {
  const since = new Date(request.submittedAt.getTime() - withinMs).toISOString();
  const earlier = queries
    .selectFrom('requests')
    .select('request_id')
    .where('document_sm3', '=', request.documentSm3)
    .where('seal_es_id', '=', request.sealEsId)
    .where('request_id', '<>', request.requestId)
    .where('submitted_at', '>=', since)
    .where('submitted_at', '<=', request.submittedAt.toISOString())
    .where('state', 'in', ['in-review', 'approved', 'executing', 'consumed', 'unsettled'])
    .limit(1);
  return get(db, earlier) !== undefined;
}

/**
 * Was another request submitted in the place of this one? It says so itself, or its handler asked again later under
 * the same title.
 */
export function isTakenUp(db: ReadableDb, former: StampingRequest): boolean {
  const { requestId, approvalYear, approvalSeq, handler, draft } = former;
  const later = queries
    .selectFrom('requests')
    .select('request_id')
    .where(sql<boolean>`(approval_year, approval_seq) > (${approvalYear}, ${approvalSeq})`)
    .where((either) =>
      either.or([
        either(sql<string>`json_extract(draft, '$.formerRequestId')`, '=', requestId),
        either.and([
          either('handler', '=', handler.account),
          either(sql<string>`json_extract(draft, '$.documentTitle')`, '=', draft.documentTitle),
        ]),
      ]),
    )
    .limit(1);
  return get(db, later) !== undefined;
}

/** States in which a request has come to nothing, and another may take its place. */
const mendable: ReadonlySet<RequestState> = new Set(['refused', 'withdrawn', 'invalidated', 'expired']);

export const isMendable = (state: RequestState): boolean => mendable.has(state);

/** @throws APPROVAL_NOT_FOUND for somebody else's request, or for one that has not come to nothing */
export function requireMendable(db: ReadableDb, requestId: string, account: string): void {
  const { handler, state } = readRequest(db, requestId);
  if (handler.account !== account || !isMendable(state)) {
    throw new StationError('APPROVAL_NOT_FOUND', { request: requestId });
  }
}

/** Moves a request along its table. @throws APPROVAL_STATE */
export function moveRequest(
  tx: WriteTransaction,
  requestId: string,
  event: RequestEvent,
  change: { step?: number; approvedUntil?: Date; entryNo?: string; invalidBecause?: 'seal' | 'document' } = {},
): StampingRequest {
  const request = readRequest(tx, requestId);
  run(
    tx,
    queries
      .updateTable('requests')
      .set({
        state: nextState(request.state, event),
        ...(change.step !== undefined && { step: change.step }),
        ...(change.approvedUntil && { approved_until: change.approvedUntil.toISOString() }),
        ...(change.entryNo !== undefined && { entry_no: change.entryNo }),
        ...(change.invalidBecause && { invalid_because: change.invalidBecause }),
      })
      .where('request_id', '=', requestId),
  );
  return readRequest(tx, requestId);
}

/** Requests on a seal that leaves `active` are closed (lifecycles C.1, effects). @returns which */
export function invalidateRequestsOnSeal(tx: WriteTransaction, esId: string): readonly string[] {
  const open = all(
    tx,
    queries
      .selectFrom('requests')
      .selectAll()
      .where('seal_es_id', '=', esId)
      .where('state', 'in', ['in-review', 'approved']),
  );
  return open.map((row) => moveRequest(tx, row.request_id, 'invalidate', { invalidBecause: 'seal' }).requestId);
}

function toRequest(row: ApprovalSchema['requests']): StampingRequest {
  return {
    requestId: row.request_id,
    approvalYear: row.approval_year,
    approvalSeq: row.approval_seq,
    state: row.state,
    step: row.step,
    sealEsId: row.seal_es_id,
    documentSm3: row.document_sm3,
    pages: row.pages,
    draft: JSON.parse(row.draft) as RequestDraft,
    handler: { account: row.handler, name: row.handler_name, deptName: row.handler_dept },
    chain: row.chain === null ? null : (JSON.parse(row.chain) as ApprovalChain),
    submittedAt: new Date(row.submitted_at),
    approvedUntil: row.approved_until === null ? null : new Date(row.approved_until),
    entryNo: row.entry_no,
    invalidBecause: row.invalid_because,
    batch: row.batch_id === null ? null : { batchId: row.batch_id, position: row.batch_position ?? 0 },
  };
}
