import { headAt, headCovering, latestHead } from '#main/ledger/checkpoints.ts';
import { leavesFrom, urgentLeavesAfter, type StoredLeaf } from '#main/ledger/ledger-repository.ts';
import { addReceipt, receiptedSize } from '#main/ledger/receipts.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction, type WritableDb } from '#main/storage/database.ts';
import { append, emptyFrontier, rootOf, type Frontier } from '#shared/log/merkle-tree.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import type { Receipt, SignedReceipt } from '#shared/registry/registry-statements.ts';
import type { UsageLeaf } from '#shared/registry/usage.ts';

export interface OutboxHead {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The checkpoint note as the machine key signed it. */
  readonly note: string;
}

/** The ledger as its own outbox: what is sent next follows from what was receipted, nothing is queued beside it. */
export interface LedgerOutbox {
  /** Leaves `[index, index + limit)`, fewer at the end. */
  leavesFrom(index: number, limit: number): readonly UsageLeaf[];
  urgentAfter(index: number): readonly UsageLeaf[];
  /** Undefined while the ledger is empty. */
  head(): OutboxHead | undefined;
  checkpointAt(size: number): OutboxHead | undefined;
  /** The first checkpoint over leaf `index`. */
  checkpointCovering(index: number): OutboxHead | undefined;
  /** Root over the first `size` leaves as this station has them, hex; undefined when it has fewer. */
  rootAt(size: number): string | undefined;
  receiptedSize(): number;
  /** A verified receipt, kept for ever. */
  saveReceipt(receipt: SignedReceipt, receivedAt: Date): void;
}

const pageLength = 500;

/** The outbox over this station's ledger. */
export function ledgerOutbox(db: WritableDb): LedgerOutbox {
  return {
    leavesFrom: (index, limit) => leavesFrom(db, index, limit).map(usageLeaf),
    urgentAfter: (index) => urgentLeavesAfter(db, index).map(usageLeaf),
    head: () => outboxHead(latestHead(db)),
    checkpointAt: (size) => outboxHead(headAt(db, size)),
    checkpointCovering: (index) => outboxHead(headCovering(db, index)),
    rootAt: (size) => outboxHead(headAt(db, size))?.root ?? computedRoot(db, size),
    receiptedSize: () => receiptedSize(db),
    saveReceipt: ({ statement, signature, certificate }, receivedAt) =>
      transaction(db, (tx) => {
        addReceipt(tx, {
          fromIndex: statement.fromIndex,
          size: statement.ledgerSize,
          root: rootBytes(statement),
          receipt: JSON.stringify({ statement, signature, certificate }),
          receivedAt: receivedAt.toISOString(),
        });
      }),
  };
}

function usageLeaf({ index, bytes, hash }: StoredLeaf): UsageLeaf {
  return { index, record: new TextDecoder().decode(bytes), leafHash: toHex(hash) };
}

function outboxHead(head: { size: number; root: Uint8Array; note: string } | undefined): OutboxHead | undefined {
  return head && { size: head.size, root: toHex(head.root), note: head.note };
}

function rootBytes({ root }: Receipt): Uint8Array {
  return Uint8Array.from(Buffer.from(root, 'hex'));
}

/** Only where no checkpoint was written at that size: from the leaves, page by page. */
function computedRoot(db: WritableDb, size: number): string | undefined {
  let frontier: Frontier = emptyFrontier;
  while (frontier.size < size) {
    const leaves = leavesFrom(db, frontier.size, Math.min(pageLength, size - frontier.size));
    if (leaves.length === 0) return undefined;
    frontier = leaves.reduce((grown, { hash }) => append(sm3, grown, hash).frontier, frontier);
  }
  return toHex(rootOf(sm3, frontier));
}
