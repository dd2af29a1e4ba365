import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { SavedFilter } from '#shared/contract/ledger-views.ts';
import type { StationSchema } from './station-schema.ts';

const queries = createQueries<StationSchema>();

/** More than anybody chooses from; the oldest goes when another comes. */
export const mostFilters = 20;

/** Ways of looking at the register that a person keeps for himself, by their names. */
export function savedFilters(db: ReadableDb, account: string): readonly SavedFilter[] {
  const own = queries.selectFrom('saved_filters').select(['name', 'filter']).where('account', '=', account);
  return all(db, own.orderBy('name')).map(({ name, filter }) => ({
    name,
    filter: JSON.parse(filter) as RegisterFilter,
  }));
}

/** A filter of the same name is replaced. */
export function saveFilter(
  tx: WriteTransaction,
  account: string,
  { name, filter }: SavedFilter,
  at: Date,
): readonly SavedFilter[] {
  const row = { account, name, filter: JSON.stringify(filter), saved_at: at.toISOString() };
  run(
    tx,
    queries
      .insertInto('saved_filters')
      .values(row)
      .onConflict((on) => on.columns(['account', 'name']).doUpdateSet({ filter: row.filter, saved_at: row.saved_at })),
  );
  const kept = queries
    .selectFrom('saved_filters')
    .select('name')
    .where('account', '=', account)
    .orderBy('saved_at', 'desc')
    .limit(mostFilters);
  run(tx, queries.deleteFrom('saved_filters').where('account', '=', account).where('name', 'not in', kept));
  return savedFilters(tx, account);
}

/** Nothing happens where there is no such filter. */
export function removeFilter(tx: WriteTransaction, account: string, name: string): readonly SavedFilter[] {
  run(tx, queries.deleteFrom('saved_filters').where('account', '=', account).where('name', '=', name));
  return savedFilters(tx, account);
}
