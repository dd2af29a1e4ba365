import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { LongTermLevel } from '#shared/model/long-term.ts';
import type { StampingSchema } from './job-schema.ts';

const queries = createQueries<StampingSchema>();

/** The newest decision of the office; off before the first (ADR 0028). */
export function readLongTermLevel(db: ReadableDb): LongTermLevel {
  const newest = queries.selectFrom('long_term_settings').select('level').orderBy('change_no', 'desc').limit(1);
  return get(db, newest)?.level ?? 'off';
}

/** Earlier decisions stay. */
export function changeLongTermLevel(
  tx: WriteTransaction,
  level: LongTermLevel,
  by: { readonly account: string; readonly at: Date },
): void {
  run(tx, queries.insertInto('long_term_settings').values({ level, account: by.account, at: by.at.toISOString() }));
}
