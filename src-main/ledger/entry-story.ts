import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { entryNoText, type EntryNo } from '#shared/model/register-entry.ts';
import { headCovering, type Head } from './checkpoints.ts';
import { leavesOfEntry, type EntryKey, type EntryLeaf, type RecordOf, type StoredLeaf } from './ledger-repository.ts';
import { receiptCovering, type StoredReceipt } from './receipts.ts';
import { proveInclusion } from './stored-tree.ts';

/** Everything the ledger knows about one register number. */
export interface EntryStory {
  readonly entryNo: EntryNo;
  readonly intent: StoredLeaf<RecordOf<'intent'>>;
  /** Missing while the stamping is under way or has not been recovered yet. */
  readonly settlement: EntryLeaf | null;
  readonly corrections: readonly StoredLeaf<RecordOf<'correction'>>[];
  /** That the settlement (or the intent, while there is none) stands in the ledger. */
  readonly proof: InclusionEvidence;
  /** The registry's receipt that covers it, once it has been handed in. */
  readonly receipt: StoredReceipt | null;
}

export interface InclusionEvidence {
  readonly index: number;
  /** The first signed checkpoint that covers the leaf. */
  readonly head: Head;
  /** 32-byte hashes from the bottom up. */
  readonly hashes: readonly Uint8Array[];
}

/** @throws LEDGER_NOT_FOUND when there is no such number, or several units have it and none was named */
export function findEntry(db: ReadableDb, key: EntryKey): EntryStory {
  const leaves = leavesOfEntry(db, key);
  const intents = leaves.filter(isIntent);
  const [intent] = intents;
  if (!intent || intents.length > 1) throw new StationError('LEDGER_NOT_FOUND', { entry: entryNoText(key) });
  const settlement = leaves.find(isSettlement) ?? null;
  const leaf = settlement ?? intent;
  return {
    entryNo: intent.record.body.entryNo,
    intent,
    settlement,
    corrections: leaves.filter(isCorrection),
    proof: evidenceOf(db, leaf.index),
    receipt: receiptCovering(db, leaf.index) ?? null,
  };
}

/** @throws LEDGER_NOT_FOUND when no checkpoint covers the leaf */
export function evidenceOf(db: ReadableDb, index: number): InclusionEvidence {
  const head = headCovering(db, index);
  if (!head) throw new StationError('LEDGER_NOT_FOUND', { entry: String(index) });
  return { index, head, hashes: proveInclusion(db, index, head.size) };
}

function isIntent(leaf: StoredLeaf): leaf is StoredLeaf<RecordOf<'intent'>> {
  return leaf.record.kind === 'intent';
}
function isSettlement(leaf: StoredLeaf): leaf is EntryLeaf {
  return leaf.record.kind === 'outcome' || leaf.record.kind === 'void';
}
function isCorrection(leaf: StoredLeaf): leaf is StoredLeaf<RecordOf<'correction'>> {
  return leaf.record.kind === 'correction';
}
