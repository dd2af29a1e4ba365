import { createSm3 } from '#main/sm/sm3.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { leafAt, leavesOfEntry, listEntriesAfter } from './ledger-repository.ts';
import type { EntryFilter, EntryLeaf, RecordOf, StoredLeaf } from './ledger-repository.ts';

/** One line of the register with what belongs to it. */
export interface ExportEntry {
  readonly leaf: EntryLeaf;
  readonly intent: StoredLeaf<RecordOf<'intent'>>;
  readonly corrections: readonly StoredLeaf<RecordOf<'correction'>>[];
}

const entriesPerRead = 200;

/**
 * All entries of a filter in the order of the ledger, read in small pages: the length of the ledger does not matter,
 * and between two pages the database is free. No cap is applied (ATK-46).
 *
 * @param end leaves from this index on are left out: what is appended during the export
 */
export function* exportEntries(db: ReadableDb, filter: EntryFilter, end: number): Generator<ExportEntry> {
  let after = -1;
  for (;;) {
    const leaves = listEntriesAfter(db, filter, after, entriesPerRead);
    for (const leaf of leaves) {
      if (leaf.index >= end) return;
      yield withItsLeaves(db, leaf, end);
      after = leaf.index;
    }
    if (leaves.length < entriesPerRead) return;
  }
}

function withItsLeaves(db: ReadableDb, leaf: EntryLeaf, end: number): ExportEntry {
  const intent = leafAt(db, leaf.record.body.intentIndex) as StoredLeaf<RecordOf<'intent'>>;
  const related = leavesOfEntry(db, intent.record.body.entryNo);
  const isCorrection = (each: StoredLeaf): each is StoredLeaf<RecordOf<'correction'>> =>
    each.record.kind === 'correction' && each.index < end;
  return { leaf, intent, corrections: related.filter(isCorrection) };
}

/** An export on its way to a file. */
export interface ExportFile {
  /** The bytes in order; can be read once, and stopped at any point. */
  readonly chunks: Iterable<Uint8Array>;
  /** What was written. Only after the last chunk. */
  summary(): ExportSummary;
}

export interface ExportSummary {
  readonly entries: number;
  readonly bytes: number;
  /** SM3 of the file, hexadecimal. */
  readonly sm3: string;
}

/** Count and digest the bytes of an export as they pass. @param lines each entry as text, and text around them */
export function digestedExport(lines: Iterable<{ text: string; isEntry: boolean }>): ExportFile {
  const utf8 = new TextEncoder();
  const hash = createSm3();
  let done: ExportSummary | undefined;
  function* pass(): Generator<Uint8Array> {
    let entries = 0;
    let bytes = 0;
    for (const { text, isEntry } of lines) {
      const chunk = utf8.encode(text);
      hash.update(chunk);
      entries += isEntry ? 1 : 0;
      bytes += chunk.length;
      yield chunk;
    }
    done = { entries, bytes, sm3: toHex(hash.digest()) };
  }
  return {
    chunks: pass(),
    summary() {
      if (!done) throw new RangeError('the export has not been read to its end');
      return done;
    },
  };
}
