import type { EntryFilter, EntryLeaf } from '#main/ledger/ledger-repository.ts';
import { receiptedSize } from '#main/ledger/receipts.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { RegisterRow } from '#shared/contract/ledger-views.ts';
import { isOutOfHours } from '#shared/model/working-hours.ts';
import { entryRow } from './entry-row.ts';
import { requestOfVoid } from './entry-sources.ts';

/** What a person asked for, as the ledger reads it. @param receipted leaves the registry has signed for */
export function ledgerFilter({ view = 'all', ...filter }: RegisterFilter, receipted: number): EntryFilter {
  if (view === 'void') return { ...filter, result: 'void' };
  if (view === 'out-of-hours') return { ...filter, isOutOfHours: true };
  if (view === 'pending') return { ...filter, fromIndex: receipted };
  return filter;
}

/** @param receipted leaves the registry has signed for; read when left out */
export function registerRow(db: ReadableDb, leaf: EntryLeaf, receipted = receiptedSize(db)): RegisterRow {
  const row = entryRow(db, leaf, receipted);
  if (leaf.record.kind === 'void') {
    const documentNumber = requestOfVoid(db, leaf)?.draft.documentNumber ?? null;
    return { ...row, documentNumber, copies: null, isOutOfHours: false };
  }
  const { documentNumber = null, copies, usedAt } = leaf.record.body.entry;
  return { ...row, documentNumber, copies, isOutOfHours: isOutOfHours(usedAt) };
}
