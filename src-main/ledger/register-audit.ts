import type { LedgerRecord } from '#shared/log/record.ts';
import { ledgerYear, type EntryNo } from '#shared/model/register-entry.ts';
import type { BreakReason } from './ledger-report.ts';

/** The rules of the register itself, apart from hashes: numbers without a gap, every settlement with its intent. */
export interface RegisterAudit {
  /** @returns why the record does not fit those before it, or null */
  take(record: LedgerRecord): BreakReason | null;
  count(): { readonly entries: number; readonly openIntents: readonly number[] };
}

export function createRegisterAudit(): RegisterAudit {
  const lastNumber = new Map<string, number>();
  const open = new Map<number, EntryNo>();
  const entries = new Set<string>();
  /** Outcomes nobody has settled yet, by their leaf. */
  const unknown = new Map<number, EntryNo>();

  function settle(intentIndex: number, no: EntryNo): BreakReason | null {
    const intended = open.get(intentIndex);
    if (!intended || text(intended) !== text(no)) return 'settlement';
    open.delete(intentIndex);
    entries.add(text(no));
    return null;
  }

  return {
    take(record) {
      switch (record.kind) {
        case 'intent': {
          const no = record.body.entryNo;
          const book = `${no.unitCode}/${no.year}`;
          const isNext = no.seq === (lastNumber.get(book) ?? 0) + 1;
          if (!isNext || no.year !== ledgerYear(new Date(record.at))) return 'number-gap';
          lastNumber.set(book, no.seq);
          open.set(record.index, no);
          return null;
        }
        case 'void':
          return settle(record.body.intentIndex, record.body.entryNo);
        case 'outcome': {
          const { unitCode, ledgerYear: year, seqNo: seq } = record.body.entry;
          if (record.body.entry.result === 'unknown') unknown.set(record.index, { unitCode, year, seq });
          return settle(record.body.intentIndex, { unitCode, year, seq });
        }
        case 'correction': {
          const { entryNo, settlement } = record.body;
          if (!entries.has(text(entryNo))) return 'settlement';
          if (!settlement) return null;
          const settled = unknown.get(settlement.outcomeIndex);
          if (!settled || text(settled) !== text(entryNo)) return 'settlement';
          unknown.delete(settlement.outcomeIndex);
          return null;
        }
        case 'urgent':
          return null;
      }
    },
    count: () => ({ entries: entries.size, openIntents: [...open.keys()] }),
  };
}

function text({ unitCode, year, seq }: EntryNo): string {
  return `${unitCode}/${year}/${seq}`;
}
