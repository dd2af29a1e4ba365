import { get } from '#main/storage/queries.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { EntryNo } from '#shared/model/register-entry.ts';
import { ledgerQueries as queries } from './ledger-schema.ts';

/**
 * The next register number of a unit in a calendar year, counted from 1 without a gap.
 *
 * A number is taken by the intent that carries it and in no other way, so it is asked for and used in one transaction.
 * There is no counter beside the ledger that could disagree with it.
 */
export function nextEntryNo(db: ReadableDb, unitCode: string, year: number): EntryNo {
  const query = queries
    .selectFrom('ledger_leaves')
    .select((leaf) => leaf.fn.max('entry_seq').as('last'))
    .where('kind', '=', 'intent')
    .where('unit_code', '=', unitCode)
    .where('entry_year', '=', year);
  return { unitCode, year, seq: (get(db, query)?.last ?? 0) + 1 };
}
