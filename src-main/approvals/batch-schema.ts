import type { Migration } from '#main/storage/migrations.ts';

export interface BatchSchema {
  batches: {
    batch_id: string;
    batch_year: number;
    batch_seq: number;
    title: string;
    seal_es_id: string;
    files: number;
    list_root: Uint8Array;
    submitted_at: string;
  };
  batch_members: {
    batch_id: string;
    position: number;
    request_id: string;
    document_sm3: string;
    request_sm3: string;
    inclusion_proof: Uint8Array;
    has_notice: 0 | 1;
  };
  batch_decisions: {
    batch_id: string;
    step: number;
    account: string;
    name: string;
    post: string;
    decision: 'approve' | 'refuse';
    opinion: string;
    at: string;
    statement: string;
    signature_rs: Uint8Array;
    signer_certificate: Uint8Array;
    proof: 'person' | 'station';
  };
}

const immutable = (table: string): string => `
  CREATE TRIGGER ${table}_are_not_edited BEFORE UPDATE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
  CREATE TRIGGER ${table}_are_not_removed BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
`;

/** One approval for many files. How far a batch is stands in its members, each of which is a request of its own. */
export const batchMigrations: readonly Migration[] = [
  {
    number: 460,
    name: 'batches: many requests under one approval',
    sql: `
      CREATE TABLE batches (
        batch_id TEXT PRIMARY KEY,
        batch_year INTEGER NOT NULL,
        batch_seq INTEGER NOT NULL,
        title TEXT NOT NULL,
        seal_es_id TEXT NOT NULL,
        files INTEGER NOT NULL CHECK (files BETWEEN 1 AND 1000),
        list_root BLOB NOT NULL CHECK (length(list_root) = 32),
        submitted_at TEXT NOT NULL,
        UNIQUE (batch_year, batch_seq)
      ) STRICT;
      CREATE TABLE batch_members (
        batch_id TEXT NOT NULL REFERENCES batches (batch_id),
        position INTEGER NOT NULL,
        request_id TEXT NOT NULL UNIQUE,
        document_sm3 TEXT NOT NULL,
        request_sm3 TEXT NOT NULL,
        inclusion_proof BLOB NOT NULL CHECK (length(inclusion_proof) % 32 = 0),
        has_notice INTEGER NOT NULL CHECK (has_notice IN (0, 1)),
        PRIMARY KEY (batch_id, position),
        UNIQUE (batch_id, document_sm3)
      ) STRICT;
      CREATE TABLE batch_decisions (
        batch_id TEXT NOT NULL REFERENCES batches (batch_id),
        step INTEGER NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        post TEXT NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('approve', 'refuse')),
        opinion TEXT NOT NULL,
        at TEXT NOT NULL,
        statement TEXT NOT NULL,
        signature_rs BLOB NOT NULL,
        signer_certificate BLOB NOT NULL,
        proof TEXT NOT NULL CHECK (proof IN ('person', 'station')),
        PRIMARY KEY (batch_id, step)
      ) STRICT;
      ${['batches', 'batch_members', 'batch_decisions'].map(immutable).join('')}
      ALTER TABLE requests ADD COLUMN batch_id TEXT REFERENCES batches (batch_id);
      ALTER TABLE requests ADD COLUMN batch_position INTEGER;
      CREATE INDEX requests_by_document ON requests (document_sm3);
      CREATE INDEX requests_by_batch ON requests (batch_id, batch_position);
      CREATE TRIGGER a_request_stays_in_its_batch BEFORE UPDATE OF batch_id, batch_position ON requests
        BEGIN SELECT RAISE(ABORT, 'a submitted request is not changed'); END;
    `,
  },
];
