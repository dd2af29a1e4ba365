import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { get } from '#main/storage/queries.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { EntryNo } from '#shared/model/register-entry.ts';
import { intentKind, ledgerQueries as queries } from './ledger-schema.ts';

const lastNumber = prepareQuery((value: Slots<{ unitCode: string; year: number }>) =>
  queries
    .selectFrom('ledger_leaves')
    .select((leaf) => leaf.fn.max('entry_seq').as('last'))
    .where('kind', '=', intentKind)
    .where('unit_code', '=', value('unitCode'))
    .where('entry_year', '=', value('year')),
);

/**
 * The next register number of a unit in a calendar year, counted from 1 without a gap.
 *
 * A number is taken by the intent that carries it and in no other way, so it is asked for and used in one transaction.
 * There is no counter beside the ledger that could disagree with it.
 */
export function nextEntryNo(db: ReadableDb, unitCode: string, year: number): EntryNo {
  return { unitCode, year, seq: (get(db, lastNumber({ unitCode, year }))?.last ?? 0) + 1 };
}
