import { all, get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { ledgerQueries as queries } from './ledger-schema.ts';

/** What the registry signed for: it has seen the leaves `[fromIndex, size)` and the root over the first `size`. */
export interface StoredReceipt {
  readonly receiptNo: number;
  readonly fromIndex: number;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** The signed receipt exactly as it came; its signature was checked by whoever hands it in. */
  readonly receipt: string;
  /** UTC with milliseconds, by this PC's clock. */
  readonly receivedAt: string;
}

/** Keep a receipt. Receipts are only ever added. */
export function addReceipt(tx: WriteTransaction, receipt: Omit<StoredReceipt, 'receiptNo'>): StoredReceipt {
  const last = queries.selectFrom('ledger_receipts').select((row) => row.fn.max('receipt_no').as('last'));
  const stored = { ...receipt, receiptNo: (get(tx, last)?.last ?? 0) + 1 };
  const row = {
    receipt_no: stored.receiptNo,
    from_index: stored.fromIndex,
    size: stored.size,
    root: stored.root,
    receipt: stored.receipt,
    received_at: stored.receivedAt,
  };
  run(tx, queries.insertInto('ledger_receipts').values(row));
  return stored;
}

/** How many leaves the registry has signed for: where the next push begins. */
export function receiptedSize(db: ReadableDb): number {
  const query = queries.selectFrom('ledger_receipts').select((row) => row.fn.max('size').as('size'));
  return get(db, query)?.size ?? 0;
}

/** The first receipt that covers leaf `index`. */
export function receiptCovering(db: ReadableDb, index: number): StoredReceipt | undefined {
  const query = receiptQuery().where('size', '>', index).orderBy('size').limit(1);
  return all(db, query)[0];
}

export function listReceipts(db: ReadableDb): StoredReceipt[] {
  return all(db, receiptQuery().orderBy('receipt_no'));
}

function receiptQuery() {
  return queries
    .selectFrom('ledger_receipts')
    .select(['receipt_no as receiptNo', 'from_index as fromIndex', 'size', 'root', 'receipt'])
    .select('received_at as receivedAt');
}
