import type { Migration } from '#main/storage/migrations.ts';
import type { RequestState } from '#shared/model/request.ts';
import { batchMigrations, type BatchSchema } from './batch-schema.ts';

export interface ApprovalSchema extends BatchSchema {
  requests: {
    request_id: string;
    approval_year: number;
    approval_seq: number;
    state: RequestState;
    step: number;
    seal_es_id: string;
    document_sm3: string;
    pages: number;
    draft: string;
    handler: string;
    handler_name: string;
    handler_dept: string;
    chain: string | null;
    submitted_at: string;
    approved_until: string | null;
    entry_no: string | null;
    invalid_because: 'seal' | 'document' | null;
    batch_id: string | null;
    batch_position: number | null;
  };
  decisions: {
    request_id: string;
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
  page_views: {
    request_id: string;
    account: string;
    page: number;
    medium: 'screen' | 'attested';
    at: string;
  };
  drafts: {
    draft_id: string;
    account: string;
    draft: string;
    saved_at: string;
    kind: 'request' | 'batch';
  };
  placing_templates: {
    template_id: string;
    account: string;
    name: string;
    is_shared: number;
    rules: string;
    saved_at: string;
  };
  notices_read: {
    request_id: string;
    state: RequestState;
    at: string;
  };
}

export const approvalMigrations: readonly Migration[] = [
  {
    number: 401,
    name: 'requests, decisions and what was read',
    sql: `
      CREATE TABLE requests (
        request_id TEXT PRIMARY KEY,
        approval_year INTEGER NOT NULL,
        approval_seq INTEGER NOT NULL,
        state TEXT NOT NULL,
        step INTEGER NOT NULL DEFAULT 0,
        seal_es_id TEXT NOT NULL,
        document_sm3 TEXT NOT NULL,
        pages INTEGER NOT NULL,
        draft TEXT NOT NULL,
        handler TEXT NOT NULL,
        handler_name TEXT NOT NULL,
        handler_dept TEXT NOT NULL,
        chain TEXT,
        submitted_at TEXT NOT NULL,
        approved_until TEXT,
        entry_no TEXT,
        UNIQUE (approval_year, approval_seq)
      ) STRICT;
      CREATE INDEX requests_by_state ON requests (state, submitted_at);
      CREATE TRIGGER what_was_asked_is_not_changed BEFORE UPDATE OF
        request_id, seal_es_id, document_sm3, pages, draft, handler, chain, submitted_at ON requests
        BEGIN SELECT RAISE(ABORT, 'a submitted request is not changed'); END;
      CREATE TABLE decisions (
        request_id TEXT NOT NULL REFERENCES requests (request_id),
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
        PRIMARY KEY (request_id, step)
      ) STRICT;
      CREATE TRIGGER decisions_are_not_edited BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
      CREATE TRIGGER decisions_are_not_removed BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
      CREATE TABLE page_views (
        request_id TEXT NOT NULL REFERENCES requests (request_id),
        account TEXT NOT NULL,
        page INTEGER NOT NULL,
        medium TEXT NOT NULL CHECK (medium IN ('screen', 'attested')),
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX page_views_by_request ON page_views (request_id, account);
    `,
  },
  {
    number: 402,
    name: 'drafts, and what applicants were told',
    sql: `
      CREATE TABLE drafts (
        draft_id TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        draft TEXT NOT NULL,
        saved_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX drafts_by_account ON drafts (account, saved_at);
      CREATE TABLE notices_read (
        request_id TEXT NOT NULL REFERENCES requests (request_id),
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (request_id, state)
      ) STRICT;
    `,
  },
  {
    number: 403,
    name: 'why a request is no longer in force',
    sql: `ALTER TABLE requests ADD COLUMN invalid_because TEXT CHECK (invalid_because IN ('seal', 'document'));`,
  },
  {
    number: 450,
    name: 'templates of places',
    sql: `
      CREATE TABLE placing_templates (
        template_id TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
        rules TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        UNIQUE (account, name)
      ) STRICT;
    `,
  },
  {
    number: 470,
    name: 'which request takes the place of which',
    sql: `CREATE INDEX requests_by_former ON requests (json_extract(draft, '$.formerRequestId'));`,
  },
  {
    number: 480,
    name: 'drafts of batches',
    sql: `ALTER TABLE drafts ADD COLUMN kind TEXT NOT NULL DEFAULT 'request' CHECK (kind IN ('request', 'batch'));`,
  },
  ...batchMigrations,
];
