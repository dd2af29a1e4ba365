import type { LedgerState } from '#main/ledger/ledger-watch.ts';
import { leafAt, type StoredLeaf } from '#main/ledger/ledger-repository.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { LedgerStateView } from '#shared/contract/ledger-views.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText, officeTime, type EntryNo } from '#shared/model/register-entry.ts';

export function ledgerStateView(db: ReadableDb, { checkedAt, report }: LedgerState): LedgerStateView {
  const { ok, entries, leaves, firstBad } = report;
  return {
    checkedAt: officeTime(checkedAt),
    isSound: ok,
    entries,
    leaves,
    firstBad: firstBad ? { ...firstBad, entryNo: entryNoAt(db, firstBad.index) } : null,
  };
}

/** The register number a leaf carries; null where there is none, or the leaf cannot be read any more. */
export function entryNoAt(db: ReadableDb, index: number): string | null {
  const leaf = readable(db, index);
  const number = leaf && numberOf(leaf);
  return number ? entryNoText(number) : null;
}

/** A leaf that was tampered with may not be a record at all. */
function readable(db: ReadableDb, index: number): StoredLeaf | undefined {
  try {
    return leafAt(db, index);
  } catch (error) {
    if (error instanceof StationError) return undefined;
    throw error;
  }
}

function numberOf({ record }: StoredLeaf): Pick<EntryNo, 'year' | 'seq'> | null {
  if (record.kind === 'urgent') return null;
  if (record.kind !== 'outcome') return record.body.entryNo;
  const { ledgerYear: year, seqNo: seq } = record.body.entry;
  return { year, seq };
}
