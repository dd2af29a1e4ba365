import { createQueries } from '#main/storage/queries.ts';
import type { Migration } from '#main/storage/migrations.ts';

export interface SyncSchema {
  /** One row: where synchronisation stands. */
  sync_state: {
    id: 1;
    /** Index of the last urgent leaf the registry has taken, -1 before the first. */
    urgent_sent: number;
    last_success: string | null;
    /** Registry time minus station time at the last answer, in milliseconds. */
    clock_offset_ms: number | null;
    /** The latest moment the registry is known to have reached; never goes back. */
    registry_time: string | null;
  };
  /** The newest status list and trust list as they came, signature and all. */
  sync_lists: { kind: ListKind; number: number; issued_at: string; signed: string };
  /** Append only: contradictions and roll-backs, with the evidence of both sides. */
  sync_evidence: { evidence_no: number; at: string; kind: EvidenceKind; evidence: string };
}

export type ListKind = 'status' | 'trust';
export const evidenceKinds = [
  /** Two different statements of the registry under one number. */
  'statement-forked',
  'statement-replayed',
  /** The registry lost receipts it had given. */
  'registry-rolled-back',
  /** The registry holds more than this station: this one was restored from an older copy. */
  'station-rolled-back',
  /** Registry and station hold different ledgers. */
  'ledger-diverged',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const syncQueries = createQueries<SyncSchema>();

export const syncMigrations: readonly Migration[] = [
  {
    number: 801,
    name: 'synchronisation',
    sql: `
  CREATE TABLE sync_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    urgent_sent INTEGER NOT NULL,
    last_success TEXT,
    clock_offset_ms INTEGER,
    registry_time TEXT
  ) STRICT;
  INSERT INTO sync_state (id, urgent_sent) VALUES (1, -1);
  CREATE TABLE sync_lists (
    kind TEXT PRIMARY KEY CHECK (kind IN ('status', 'trust')),
    number INTEGER NOT NULL,
    issued_at TEXT NOT NULL,
    signed TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER sync_lists_never_go_back BEFORE UPDATE ON sync_lists BEGIN
    SELECT RAISE(ABORT, 'a list never goes back') WHERE NEW.number < OLD.number;
  END;
  CREATE TABLE sync_evidence (
    evidence_no INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    evidence TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER sync_evidence_keep_update BEFORE UPDATE ON sync_evidence
  BEGIN SELECT RAISE(ABORT, 'append only: sync_evidence'); END;
  CREATE TRIGGER sync_evidence_keep_delete BEFORE DELETE ON sync_evidence
  BEGIN SELECT RAISE(ABORT, 'append only: sync_evidence'); END;
`,
  },
];
