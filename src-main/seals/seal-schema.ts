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
];
