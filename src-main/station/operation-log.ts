import { all, createQueries, run } from '#main/storage/queries.ts';
import { transaction, type ReadableDb, type WritableDb } from '#main/storage/database.ts';
import type { StationSchema } from './station-schema.ts';

/** One use of data or function: who, when, what, on which object, with which result (XC-D-18). */
export interface Operation {
  readonly at: string;
  readonly account: string;
  readonly action: string;
  readonly object: string;
  /** `ok` or an error code. */
  readonly result: string;
}

const queries = createQueries<StationSchema>();

export function logOperation(db: WritableDb, operation: Operation): void {
  transaction(db, (tx) => run(tx, queries.insertInto('operations').values(operation)));
}

export function listOperations(db: ReadableDb, limit: number): readonly Operation[] {
  return all(db, queries.selectFrom('operations').selectAll().orderBy('operation_id', 'desc').limit(limit));
}
