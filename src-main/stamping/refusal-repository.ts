import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import type { StampingSchema } from './job-schema.ts';

/** Why a file of a batch was passed over: the key was not asked for it, and no number was used. */
export interface FileRefusal extends Pick<ErrorShape, 'code' | 'facts'> {
  readonly at: Date;
}

const queries = createQueries<StampingSchema & { requests: { request_id: string; batch_id: string | null } }>();

export function insertRefusal(tx: WriteTransaction, requestId: string, { code, facts, at }: FileRefusal): void {
  const row = { request_id: requestId, at: at.toISOString(), code, facts: JSON.stringify(facts) };
  run(tx, queries.insertInto('stamping_refusals').values(row));
}

/** The last refusal of each file of a batch, by request. */
export function refusalsOfBatch(db: ReadableDb, batchId: string): ReadonlyMap<string, FileRefusal> {
  const ofBatch = queries
    .selectFrom('stamping_refusals')
    .innerJoin('requests', 'requests.request_id', 'stamping_refusals.request_id')
    .selectAll('stamping_refusals')
    .where('requests.batch_id', '=', batchId)
    .orderBy('stamping_refusals.at');
  return new Map(
    all(db, ofBatch).map(({ request_id: requestId, at, code, facts }) => [
      requestId,
      { code: code as FileRefusal['code'], facts: JSON.parse(facts) as FileRefusal['facts'], at: new Date(at) },
    ]),
  );
}
