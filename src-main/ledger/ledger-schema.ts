import { sql } from 'kysely';
import { createQueries } from '#main/storage/queries.ts';
import type { Migration } from '#main/storage/migrations.ts';
import type { LeafKind } from '#shared/log/record.ts';

/** One leaf. The bytes are what counts; the columns after the hash repeat parts of them for searching. */
export interface LeafRow {
  leaf_index: number;
  kind: LeafKind;
  at: string;
  leaf_bytes: Uint8Array;
  leaf_hash: Uint8Array;
  unit_code: string | null;
  entry_year: number | null;
  entry_seq: number | null;
  intent_index: number | null;
  seal_es_id: string | null;
  used_at: string | null;
  result: string | null;
  search_text: string | null;
}

export interface LedgerSchema {
  ledger_leaves: LeafRow;
  /** Hashes of complete subtrees above the leaves, so that a proof reads a handful of rows. */
  ledger_nodes: { level: number; position: number; hash: Uint8Array };
  /** One row: where the tree stands. The only row of the ledger that changes; it can be computed from the leaves. */
  ledger_frontier: { id: 1; size: number; hashes: Uint8Array };
  ledger_checkpoints: { size: number; root: Uint8Array; note: string };
  /** What the registry signed for; leaves `[from_index, size)` were handed in when the root was `root`. */
  ledger_receipts: {
    receipt_no: number;
    from_index: number;
    size: number;
    root: Uint8Array;
    receipt: string;
    received_at: string;
  };
}

export const ledgerQueries = createQueries<LedgerSchema>();

/**
 * Kinds as literals in the SQL, not as values: the planner takes an index made for some kinds only when it reads in
 * the statement that no other kind is asked for.
 */
export const intentKind = sql.lit<LeafKind>('intent');
export const urgentKind = sql.lit<LeafKind>('urgent');
/** Leaves that make a line of the register. */
export const entryKinds = [sql.lit<LeafKind>('outcome'), sql.lit<LeafKind>('void')] as const;

const appendOnly = (table: string): string => `
  CREATE TRIGGER ${table}_keep_update BEFORE UPDATE ON ${table}
  BEGIN SELECT RAISE(ABORT, 'append only: ${table}'); END;
  CREATE TRIGGER ${table}_keep_delete BEFORE DELETE ON ${table}
  BEGIN SELECT RAISE(ABORT, 'append only: ${table}'); END;`;

/**
 * The database itself refuses to change or remove what was written, to leave a gap, to give a number twice and to
 * settle an intent twice. The conditions are triggers and not only unique indexes, because REPLACE would resolve an
 * index conflict by deleting the older row.
 *
 * This keeps honest programs honest; somebody who can write the file can remove the triggers. Against him stand the
 * hashes, the signed checkpoints and the heads the registry has seen.
 */
export const ledgerMigrations: readonly Migration[] = [
  {
    number: 601,
    name: 'ledger',
    sql: `
  CREATE TABLE ledger_leaves (
    leaf_index INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('intent', 'outcome', 'void', 'correction', 'urgent')),
    at TEXT NOT NULL,
    leaf_bytes BLOB NOT NULL,
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
    unit_code TEXT, entry_year INTEGER, entry_seq INTEGER,
    intent_index INTEGER, seal_es_id TEXT, used_at TEXT, result TEXT, search_text TEXT
  ) STRICT;
  CREATE UNIQUE INDEX ledger_number ON ledger_leaves (unit_code, entry_year, entry_seq) WHERE kind = 'intent';
  CREATE UNIQUE INDEX ledger_settlement ON ledger_leaves (intent_index) WHERE kind IN ('outcome', 'void');
  CREATE INDEX ledger_seal ON ledger_leaves (seal_es_id, leaf_index) WHERE kind = 'intent';
  CREATE INDEX ledger_used_at ON ledger_leaves (used_at) WHERE kind IN ('outcome', 'void');
  CREATE INDEX ledger_urgent ON ledger_leaves (leaf_index) WHERE kind = 'urgent';
  CREATE INDEX ledger_entry ON ledger_leaves (entry_year, entry_seq);

  CREATE TRIGGER ledger_leaves_in_order BEFORE INSERT ON ledger_leaves BEGIN
    SELECT RAISE(ABORT, 'append only: not the next leaf')
      WHERE NEW.leaf_index IS NOT (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaves);
    SELECT RAISE(ABORT, 'append only: number already taken')
      WHERE NEW.kind = 'intent' AND EXISTS (SELECT 1 FROM ledger_leaves WHERE kind = 'intent'
        AND unit_code = NEW.unit_code AND entry_year = NEW.entry_year AND entry_seq = NEW.entry_seq);
    SELECT RAISE(ABORT, 'append only: intent already settled')
      WHERE NEW.kind IN ('outcome', 'void') AND EXISTS (SELECT 1 FROM ledger_leaves
        WHERE kind IN ('outcome', 'void') AND intent_index = NEW.intent_index);
  END;
  ${appendOnly('ledger_leaves')}

  CREATE TABLE ledger_nodes (
    level INTEGER NOT NULL CHECK (level > 0),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER ledger_nodes_once BEFORE INSERT ON ledger_nodes BEGIN
    SELECT RAISE(ABORT, 'append only: ledger_nodes')
      WHERE EXISTS (SELECT 1 FROM ledger_nodes WHERE level = NEW.level AND position = NEW.position);
  END;
  ${appendOnly('ledger_nodes')}

  CREATE TABLE ledger_frontier (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    hashes BLOB NOT NULL
  ) STRICT;
  INSERT INTO ledger_frontier (id, size, hashes) VALUES (1, 0, x'');
  CREATE TRIGGER ledger_frontier_grows BEFORE UPDATE ON ledger_frontier BEGIN
    SELECT RAISE(ABORT, 'append only: ledger_frontier') WHERE NEW.size <= OLD.size;
  END;
  CREATE TRIGGER ledger_frontier_keep_delete BEFORE DELETE ON ledger_frontier
  BEGIN SELECT RAISE(ABORT, 'append only: ledger_frontier'); END;

  CREATE TABLE ledger_checkpoints (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_checkpoints_in_order BEFORE INSERT ON ledger_checkpoints BEGIN
    SELECT RAISE(ABORT, 'append only: not the next checkpoint')
      WHERE NEW.size <= (SELECT coalesce(max(size), 0) FROM ledger_checkpoints);
  END;
  ${appendOnly('ledger_checkpoints')}

  CREATE TABLE ledger_receipts (
    receipt_no INTEGER PRIMARY KEY,
    from_index INTEGER NOT NULL CHECK (from_index >= 0),
    size INTEGER NOT NULL CHECK (size >= from_index),
    root BLOB NOT NULL CHECK (length(root) = 32),
    receipt TEXT NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_receipts_in_order BEFORE INSERT ON ledger_receipts BEGIN
    SELECT RAISE(ABORT, 'append only: not the next receipt')
      WHERE NEW.receipt_no IS NOT (SELECT coalesce(max(receipt_no) + 1, 1) FROM ledger_receipts);
  END;
  ${appendOnly('ledger_receipts')}
`,
  },
];
