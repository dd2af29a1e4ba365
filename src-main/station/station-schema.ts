import type { Generated } from 'kysely';
import type { Migration } from '#main/storage/migrations.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';

export interface StationSchema {
  station_identity: {
    id: 1;
    station_id: string;
    unit_name: string;
    unit_code: string;
    profile_id: string;
    registry_url: string;
    registry_root_sm3: string;
    created_at: string;
  };
  people: {
    account: string;
    name: string;
    post: string;
    dept_name: string;
    roles: string;
    password_hash: string;
    failed_tries: number;
    locked: number;
    created_at: string;
    /** The password was given by an administrator and opens nothing but its own change. */
    must_change: Generated<number>;
    one_time_until: string | null;
    ended_at: string | null;
    appointment_no: Generated<string>;
  };
  /** Who did what to whose account; never changed. */
  account_changes: {
    change_id: Generated<number>;
    at: string;
    account: string;
    act: 'password-reset' | 'password-changed' | 'unlocked' | 'ended' | 'roles-changed';
    by_account: string;
    consent_by: string | null;
    detail: string;
  };
  /** Kept by people for themselves; nothing depends on them. */
  saved_filters: {
    account: string;
    name: string;
    filter: string;
    saved_at: string;
  };
  /** Decisions of the office; the newest holds. */
  signature_forms: {
    change_no: Generated<number>;
    profile: SignatureProfile;
    account: string;
    at: string;
  };
  operations: {
    operation_id: Generated<number>;
    at: string;
    account: string;
    action: string;
    object: string;
    result: string;
  };
}

export const stationMigrations: readonly Migration[] = [
  {
    number: 101,
    name: 'identity, people and the operation log',
    sql: `
      CREATE TABLE station_identity (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        station_id TEXT NOT NULL,
        unit_name TEXT NOT NULL,
        unit_code TEXT NOT NULL,
        profile_id TEXT NOT NULL,
        registry_url TEXT NOT NULL,
        registry_root_sm3 TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE TABLE people (
        account TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        post TEXT NOT NULL,
        dept_name TEXT NOT NULL,
        roles TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        failed_tries INTEGER NOT NULL DEFAULT 0,
        locked INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER people_are_never_removed BEFORE DELETE ON people
        BEGIN SELECT RAISE(ABORT, 'people are disabled, never removed'); END;
      CREATE TABLE operations (
        operation_id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account TEXT NOT NULL CHECK (account <> ''),
        action TEXT NOT NULL,
        object TEXT NOT NULL,
        result TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER operations_are_not_edited BEFORE UPDATE ON operations
        BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
      CREATE TRIGGER operations_are_not_removed BEFORE DELETE ON operations
        BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
    `,
  },
  {
    number: 150,
    name: 'passwords, ends and roles of accounts',
    sql: `
      ALTER TABLE people ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE people ADD COLUMN one_time_until TEXT;
      ALTER TABLE people ADD COLUMN ended_at TEXT;
      ALTER TABLE people ADD COLUMN appointment_no TEXT NOT NULL DEFAULT '';
      CREATE TRIGGER people_stay_ended BEFORE UPDATE OF ended_at ON people WHEN OLD.ended_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an account that was ended stays ended'); END;
      CREATE TABLE account_changes (
        change_id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account TEXT NOT NULL,
        act TEXT NOT NULL
          CHECK (act IN ('password-reset', 'password-changed', 'unlocked', 'ended', 'roles-changed')),
        by_account TEXT NOT NULL,
        consent_by TEXT,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER account_changes_are_not_edited BEFORE UPDATE ON account_changes
        BEGIN SELECT RAISE(ABORT, 'changes of accounts are append-only'); END;
      CREATE TRIGGER account_changes_are_not_removed BEFORE DELETE ON account_changes
        BEGIN SELECT RAISE(ABORT, 'changes of accounts are append-only'); END;
    `,
  },
  {
    number: 160,
    name: 'ways of looking at the register that people keep',
    sql: `
      CREATE TABLE saved_filters (
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        filter TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (account, name)
      ) STRICT;
    `,
  },
  {
    number: 170,
    name: 'the form of signature an application begins with',
    sql: `
      CREATE TABLE signature_forms (
        change_no INTEGER PRIMARY KEY,
        profile TEXT NOT NULL CHECK (profile IN ('seal', 'compatible')),
        account TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER signature_forms_are_not_edited BEFORE UPDATE ON signature_forms
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
      CREATE TRIGGER signature_forms_stay BEFORE DELETE ON signature_forms
        BEGIN SELECT RAISE(ABORT, 'decisions of the office are append-only'); END;
    `,
  },
];
