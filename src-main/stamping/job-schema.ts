import type { Generated } from 'kysely';
import type { TimestampSettings } from '#shared/model/timestamp-settings.ts';
import type { Migration } from '#main/storage/migrations.ts';

export interface StampingSchema {
  timestamp_settings: {
    change_no: Generated<number>;
    source: TimestampSettings['source'];
    url: string | null;
    is_required: number;
    account: string;
    at: string;
  };
  stamp_timestamps: { warrant_id: string; token: Uint8Array | null; failure: string | null; at: string };
  stamping_jobs: {
    warrant_id: string;
    request_id: string;
    state: 'intent' | 'recorded' | 'released' | 'voided' | 'unknown';
    entry_year: number;
    entry_seq: number;
    intent_index: number;
    output_path: string;
    temporary_path: string;
    signed_at: string;
    e: Uint8Array;
    seal_user: string;
    workstation: string;
    created_at: string;
  };
  stamping_refusals: {
    request_id: string;
    at: string;
    code: string;
    facts: string;
  };
}

/** Numbers 950 to 999. */
export const stampingMigrations: readonly Migration[] = [
  {
    number: 951,
    name: 'stamping jobs: what recovery needs to finish or void a use',
    sql: `
      CREATE TABLE stamping_jobs (
        warrant_id TEXT PRIMARY KEY,
        request_id TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('intent', 'recorded', 'released', 'voided', 'unknown')),
        entry_year INTEGER NOT NULL,
        entry_seq INTEGER NOT NULL,
        intent_index INTEGER NOT NULL,
        output_path TEXT NOT NULL,
        temporary_path TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        e BLOB NOT NULL CHECK (length(e) = 32),
        seal_user TEXT NOT NULL,
        workstation TEXT NOT NULL,
        created_at TEXT NOT NULL,
        UNIQUE (entry_year, entry_seq)
      ) STRICT;
      CREATE INDEX stamping_jobs_open ON stamping_jobs (state);
      CREATE UNIQUE INDEX stamping_jobs_one_output ON stamping_jobs (output_path)
        WHERE state IN ('intent', 'recorded', 'released');
      CREATE TRIGGER stamping_jobs_stay BEFORE DELETE ON stamping_jobs
        BEGIN SELECT RAISE(ABORT, 'stamping jobs are not deleted'); END;
    `,
  },
  {
    number: 960,
    name: 'why a file of a batch was passed over',
    sql: `
      CREATE TABLE stamping_refusals (
        request_id TEXT NOT NULL,
        at TEXT NOT NULL,
        code TEXT NOT NULL,
        facts TEXT NOT NULL
      ) STRICT;
      CREATE INDEX stamping_refusals_by_request ON stamping_refusals (request_id, at);
      CREATE TRIGGER stamping_refusals_are_not_edited BEFORE UPDATE ON stamping_refusals
        BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
      CREATE TRIGGER stamping_refusals_stay BEFORE DELETE ON stamping_refusals
        BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
    `,
  },
  {
    number: 970,
    name: 'timestamps: what the office decided, and what came of asking',
    sql: `
      CREATE TABLE timestamp_settings (
        change_no INTEGER PRIMARY KEY,
        source TEXT NOT NULL CHECK (source IN ('off', 'registry', 'address')),
        url TEXT CHECK ((url IS NOT NULL) = (source = 'address')),
        is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
        account TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER timestamp_settings_are_not_edited BEFORE UPDATE ON timestamp_settings
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
      CREATE TRIGGER timestamp_settings_stay BEFORE DELETE ON timestamp_settings
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
      CREATE TABLE stamp_timestamps (
        warrant_id TEXT PRIMARY KEY,
        token BLOB,
        failure TEXT CHECK ((failure IS NULL) <> (token IS NULL)),
        at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER stamp_timestamps_are_not_edited BEFORE UPDATE ON stamp_timestamps
        BEGIN SELECT RAISE(ABORT, 'timestamps are append-only'); END;
      CREATE TRIGGER stamp_timestamps_stay BEFORE DELETE ON stamp_timestamps
        BEGIN SELECT RAISE(ABORT, 'timestamps are append-only'); END;
    `,
  },
];
