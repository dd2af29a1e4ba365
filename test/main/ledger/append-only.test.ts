import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { addReceipt, listReceipts, receiptCovering, receiptedSize } from '#main/ledger/receipts.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import { transaction } from '#main/storage/database.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import { openStationLedger, stampOnce, type StationLedger } from '#test/support/station-ledger.ts';

const queries = createQueries<Record<never, never>>();
let ledger: StationLedger;
beforeEach(() => {
  ledger = openStationLedger();
  stampOnce(ledger);
  const head = latestHead(ledger.db)!;
  const receipt = {
    fromIndex: 0,
    size: head.size,
    root: head.root,
    receipt: '{}',
    receivedAt: '2026-03-09T06:06:00.000Z',
  };
  transaction(ledger.db, (tx) => addReceipt(tx, receipt));
});
afterEach(() => ledger.close());

const statements = [
  "UPDATE ledger_leaves SET at = '2020-01-01T00:00:00.000Z'",
  "UPDATE ledger_leaves SET search_text = '' WHERE leaf_index = 1",
  'UPDATE OR REPLACE ledger_leaves SET leaf_index = 0 WHERE leaf_index = 1',
  'DELETE FROM ledger_leaves',
  'DELETE FROM ledger_leaves WHERE leaf_index = 1',
  `REPLACE INTO ledger_leaves SELECT * FROM ledger_leaves WHERE leaf_index = 1`,
  `INSERT OR REPLACE INTO ledger_leaves (leaf_index, kind, at, leaf_bytes, leaf_hash, unit_code, entry_year, entry_seq)
    SELECT 2, kind, at, leaf_bytes, leaf_hash, unit_code, entry_year, entry_seq FROM ledger_leaves WHERE leaf_index = 0`,
  `INSERT OR REPLACE INTO ledger_leaves (leaf_index, kind, at, leaf_bytes, leaf_hash, intent_index)
    SELECT 2, kind, at, leaf_bytes, leaf_hash, intent_index FROM ledger_leaves WHERE leaf_index = 1`,
  `INSERT INTO ledger_leaves (leaf_index, kind, at, leaf_bytes, leaf_hash)
    SELECT 7, 'urgent', at, leaf_bytes, leaf_hash FROM ledger_leaves WHERE leaf_index = 1`,
  `INSERT INTO ledger_leaves (kind, at, leaf_bytes, leaf_hash)
    SELECT 'urgent', at, leaf_bytes, leaf_hash FROM ledger_leaves WHERE leaf_index = 1`,
  'UPDATE ledger_nodes SET hash = zeroblob(32)',
  'DELETE FROM ledger_nodes',
  'REPLACE INTO ledger_nodes SELECT level, position, zeroblob(32) FROM ledger_nodes',
  'UPDATE ledger_frontier SET size = 1',
  'DELETE FROM ledger_frontier',
  "UPDATE ledger_checkpoints SET note = ''",
  'DELETE FROM ledger_checkpoints WHERE size = 2',
  "REPLACE INTO ledger_checkpoints SELECT size, root, '' FROM ledger_checkpoints WHERE size = 2",
  "INSERT INTO ledger_checkpoints VALUES (1, zeroblob(32), '')",
  "UPDATE ledger_receipts SET receipt = ''",
  'DELETE FROM ledger_receipts',
  'REPLACE INTO ledger_receipts SELECT * FROM ledger_receipts',
];

describe('the ledger tables', () => {
  it.each(statements)('refuse %s', (statement) => {
    const attempt = () => transaction(ledger.db, (tx) => run(tx, sql.raw(statement).compile(queries)));
    expect(attempt).toThrow('append only');
  });

  it.each(statements)('refuse it also to another program: %s', (statement) => {
    const outsider = new DatabaseSync(ledger.file);
    expect(() => outsider.exec(statement)).toThrow('append only');
    outsider.close();
  });
});

describe('receipts', () => {
  it('tell how far the registry has signed, and which receipt covers a leaf', () => {
    expect(receiptedSize(ledger.db)).toBe(2);
    expect(receiptCovering(ledger.db, 1)?.receiptNo).toBe(1);
    expect(receiptCovering(ledger.db, 2)).toBeUndefined();
    expect(listReceipts(ledger.db)).toHaveLength(1);
  });
});
