import { sql } from 'kysely';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { RequestState } from '#shared/model/request.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import type { ListedFile } from './batch-list.ts';

/** 批量申请: what was asked in one go. What it asks never changes; how far it is stands in its requests. */
export interface Batch {
  readonly batchId: string;
  readonly batchYear: number;
  readonly batchSeq: number;
  readonly title: string;
  readonly sealEsId: string;
  readonly files: number;
  /** 32 bytes: the root of the list of files. */
  readonly listRoot: Uint8Array;
  readonly submittedAt: Date;
}

/** One line of a batch as it was fixed at submission. */
export interface BatchMember extends ListedFile {
  readonly requestId: string;
  readonly inclusionProof: Uint8Array;
  /** A decider should know something first: then the file must be read. */
  readonly hasNotice: boolean;
}

const queries = createQueries<ApprovalSchema>();

/** @returns the batch with its number of the year */
export function insertBatch(tx: WriteTransaction, batch: Omit<Batch, 'batchSeq'>): Batch {
  const ofYear = queries.selectFrom('batches').where('batch_year', '=', batch.batchYear);
  const last = get(
    tx,
    ofYear.select((e) => e.fn.max('batch_seq').as('seq')),
  );
  const batchSeq = (last?.seq ?? 0) + 1;
  run(
    tx,
    queries.insertInto('batches').values({
      batch_id: batch.batchId,
      batch_year: batch.batchYear,
      batch_seq: batchSeq,
      title: batch.title,
      seal_es_id: batch.sealEsId,
      files: batch.files,
      list_root: batch.listRoot,
      submitted_at: batch.submittedAt.toISOString(),
    }),
  );
  return { ...batch, batchSeq };
}

export function insertMember(tx: WriteTransaction, member: BatchMember): void {
  run(
    tx,
    queries.insertInto('batch_members').values({
      batch_id: member.batchId,
      position: member.position,
      request_id: member.requestId,
      document_sm3: member.documentSm3,
      request_sm3: member.requestSm3,
      inclusion_proof: member.inclusionProof,
      has_notice: member.hasNotice ? 1 : 0,
    }),
  );
}

/** @throws APPROVAL_NOT_FOUND */
export function readBatch(db: ReadableDb, batchId: string): Batch {
  const row = get(db, queries.selectFrom('batches').selectAll().where('batch_id', '=', batchId));
  if (!row) throw new StationError('APPROVAL_NOT_FOUND', { request: batchId });
  return toBatch(row);
}

/** Newest first. */
export function listBatches(db: ReadableDb, limit: number): readonly Batch[] {
  const newest = queries.selectFrom('batches').selectAll().orderBy('submitted_at', 'desc').limit(limit);
  return all(db, newest).map(toBatch);
}

export function findMember(db: ReadableDb, requestId: string): BatchMember | undefined {
  const row = get(db, queries.selectFrom('batch_members').selectAll().where('request_id', '=', requestId));
  return row && toMember(row);
}

/** Positions of files with a notice for the decider. */
export function noticedPositions(db: ReadableDb, batchId: string): readonly number[] {
  const noticed = queries
    .selectFrom('batch_members')
    .select('position')
    .where('batch_id', '=', batchId)
    .where('has_notice', '=', 1);
  return all(db, noticed).map(({ position }) => position);
}

/** How many requests of a batch are in which state. */
export function batchCounts(db: ReadableDb, batchId: string): Readonly<Partial<Record<RequestState, number>>> {
  const counted = queries
    .selectFrom('requests')
    .select(['state', (e) => e.fn.countAll<number>().as('count')])
    .where('batch_id', '=', batchId)
    .groupBy('state');
  return Object.fromEntries(all(db, counted).map(({ state, count }) => [state, Number(count)]));
}

/** How many stamps the files of a batch in one state ask for, all of them together. */
export function stampsOfBatch(db: ReadableDb, batchId: string, state: RequestState): number {
  const counted = queries
    .selectFrom('requests')
    .select(sql<number>`coalesce(sum(json_array_length(draft, '$.placements')), 0)`.as('stamps'))
    .where('batch_id', '=', batchId)
    .where('state', '=', state);
  return get(db, counted)?.stamps ?? 0;
}

function toBatch(row: ApprovalSchema['batches']): Batch {
  return {
    batchId: row.batch_id,
    batchYear: row.batch_year,
    batchSeq: row.batch_seq,
    title: row.title,
    sealEsId: row.seal_es_id,
    files: row.files,
    listRoot: row.list_root,
    submittedAt: new Date(row.submitted_at),
  };
}

function toMember(row: ApprovalSchema['batch_members']): BatchMember {
  return {
    batchId: row.batch_id,
    position: row.position,
    requestId: row.request_id,
    documentSm3: row.document_sm3,
    requestSm3: row.request_sm3,
    inclusionProof: row.inclusion_proof,
    hasNotice: row.has_notice === 1,
  };
}
