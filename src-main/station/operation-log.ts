import { all, createQueries, get, run } from '#main/storage/queries.ts';
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

/** The last use by somebody who had signed in. */
export function lastWork(db: ReadableDb): Operation | undefined {
  const signedIn = queries.selectFrom('operations').selectAll().where('account', '<>', 'anonymous');
  return get(db, signedIn.orderBy('operation_id', 'desc').limit(1));
}

/** Accounts that worked here lately, the latest first. */
export function accountsAtWork(db: ReadableDb, limit: number): readonly string[] {
  const latest = queries
    .selectFrom('operations')
    .select((e) => ['account', e.fn.max('operation_id').as('latest')])
    .where('account', '<>', 'anonymous')
    .groupBy('account')
    .orderBy('latest', 'desc')
    .limit(limit);
  return all(db, latest).map((row) => row.account);
}
