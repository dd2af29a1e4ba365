import type { Generated } from 'kysely';
import type { AskedLongTerm, LongTermLevel } from '#shared/model/long-term.ts';
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
  long_term_settings: { change_no: Generated<number>; level: LongTermLevel; account: string; at: string };
  /** Certificates, lists and responses that were put into files, once each. */
  archived_objects: { sm3: string; der: Uint8Array };
  /** What was put behind one stamp: digests of objects, by kind, as JSON. */
  stamp_archives: { warrant_id: string; objects: string; token: Uint8Array | null; failure: string | null; at: string };
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
    /** What the custodian asked for beyond the office's decision. */
    long_term: AskedLongTerm | null;
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
  {
    number: 980,
    name: 'long-term material: what the office decided, and what was put behind a stamp',
    sql: `
      CREATE TABLE long_term_settings (
        change_no INTEGER PRIMARY KEY,
        level TEXT NOT NULL CHECK (level IN ('off', 'material', 'timestamped')),
        account TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER long_term_settings_are_not_edited BEFORE UPDATE ON long_term_settings
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
      CREATE TRIGGER long_term_settings_stay BEFORE DELETE ON long_term_settings
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
      CREATE TABLE archived_objects (
        sm3 TEXT PRIMARY KEY,
        der BLOB NOT NULL
      ) STRICT;
      CREATE TRIGGER archived_objects_are_not_edited BEFORE UPDATE ON archived_objects
        BEGIN SELECT RAISE(ABORT, 'archived objects are append-only'); END;
      CREATE TRIGGER archived_objects_stay BEFORE DELETE ON archived_objects
        BEGIN SELECT RAISE(ABORT, 'archived objects are append-only'); END;
      CREATE TABLE stamp_archives (
        warrant_id TEXT PRIMARY KEY,
        objects TEXT NOT NULL,
        token BLOB,
        failure TEXT CHECK (failure IS NULL OR token IS NULL),
        at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER stamp_archives_are_not_edited BEFORE UPDATE ON stamp_archives
        BEGIN SELECT RAISE(ABORT, 'archives are append-only'); END;
      CREATE TRIGGER stamp_archives_stay BEFORE DELETE ON stamp_archives
        BEGIN SELECT RAISE(ABORT, 'archives are append-only'); END;
    `,
  },
  {
    number: 990,
    name: 'long-term material that a custodian asked for beyond the decision of the office',
    sql: `
      ALTER TABLE stamping_jobs ADD COLUMN long_term TEXT CHECK (long_term IN ('material', 'timestamped'));
    `,
  },
];
