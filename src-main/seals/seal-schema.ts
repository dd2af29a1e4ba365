import type { Migration } from '#main/storage/migrations.ts';
import type { SealState } from '#shared/model/seal.ts';

export interface SealSchema {
  kept_seals: {
    es_id: string;
    seal_code: string;
    name: string;
    category: string;
    state: SealState;
    state_since: string;
    suspended_here: number;
    custodian: string;
    holder: string | null;
    bound_station: string;
    token_serial: string;
    token_manufacturer: string;
    token_model: string;
    is_training: number;
    chain: string | null;
    seal_der: Uint8Array;
    certificate: Uint8Array;
    installed_at: string;
  };
  /** What the registry said of a seal's making when it was taken into use. */
  seal_papers: { es_id: string; filing_number: string | null; reviewed_by: string | null; made_by: string | null };
  /** States of the registry that have passed; the database writes them when a state changes. */
  seal_states: { state_index: number | null; es_id: string; state: SealState; since: string };
}

export const sealMigrations: readonly Migration[] = [
  {
    number: 301,
    name: 'seals this station keeps',
    sql: `
      CREATE TABLE kept_seals (
        es_id TEXT PRIMARY KEY,
        seal_code TEXT NOT NULL,
        name TEXT NOT NULL,
        category TEXT NOT NULL,
        state TEXT NOT NULL,
        state_since TEXT NOT NULL,
        suspended_here INTEGER NOT NULL DEFAULT 0,
        custodian TEXT NOT NULL CHECK (custodian <> ''),
        holder TEXT,
        bound_station TEXT NOT NULL,
        token_serial TEXT NOT NULL,
        token_manufacturer TEXT NOT NULL,
        token_model TEXT NOT NULL,
        is_training INTEGER NOT NULL,
        chain TEXT,
        seal_der BLOB NOT NULL,
        certificate BLOB NOT NULL,
        installed_at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER seal_data_is_not_changed BEFORE UPDATE OF
        es_id, seal_code, name, category, token_serial, seal_der, certificate ON kept_seals
        BEGIN SELECT RAISE(ABORT, 'seal data is not changed on a workstation'); END;
    `,
  },
  {
    number: 350,
    name: 'papers and earlier states of seals',
    sql: `
      CREATE TABLE seal_papers (
        es_id TEXT PRIMARY KEY,
        filing_number TEXT,
        reviewed_by TEXT,
        made_by TEXT
      ) STRICT;
      CREATE TABLE seal_states (
        state_index INTEGER PRIMARY KEY,
        es_id TEXT NOT NULL,
        state TEXT NOT NULL,
        since TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER seal_states_are_kept AFTER UPDATE OF state ON kept_seals WHEN NEW.state <> OLD.state
        BEGIN INSERT INTO seal_states (es_id, state, since) VALUES (OLD.es_id, OLD.state, OLD.state_since); END;
      CREATE TRIGGER seal_states_are_not_edited BEFORE UPDATE ON seal_states
        BEGIN SELECT RAISE(ABORT, 'earlier states are append-only'); END;
      CREATE TRIGGER seal_states_are_not_removed BEFORE DELETE ON seal_states
        BEGIN SELECT RAISE(ABORT, 'earlier states are append-only'); END;
    `,
  },
];
