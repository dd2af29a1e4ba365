import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { StampingSchema } from './job-schema.ts';

/** What came of asking for a timestamp of one stamp; neither where none was asked for. */
export interface StampTimestamp {
  /** DER of the token. */
  readonly token: Uint8Array | null;
  /** Why there is none though one was asked for. */
  readonly failure: string | null;
}

export const notStamped: StampTimestamp = { token: null, failure: null };

const queries = createQueries<StampingSchema>();

/** Before the token is used: the file is made with it, again if need be. The database refuses a second answer. */
export function journalTimestamp(tx: WriteTransaction, warrantId: string, found: StampTimestamp, at: Date): void {
  const row = { warrant_id: warrantId, token: found.token, failure: found.failure, at: at.toISOString() };
  run(tx, queries.insertInto('stamp_timestamps').values(row));
}

export function findTimestamp(db: ReadableDb, warrantId: string): StampTimestamp | undefined {
  const row = get(db, queries.selectFrom('stamp_timestamps').selectAll().where('warrant_id', '=', warrantId));
  return row && { token: row.token === null ? null : new Uint8Array(row.token), failure: row.failure };
}
