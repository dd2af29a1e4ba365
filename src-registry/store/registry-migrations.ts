import type { Migration } from '#main/storage/migrations.ts';

const tables = `
CREATE TABLE accounts (account TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, token_sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE units (code TEXT PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL) STRICT;
CREATE TABLE enrolment_codes (
  code_sm3 TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES units(code), station TEXT NOT NULL UNIQUE,
  valid_to TEXT NOT NULL, used_at TEXT) STRICT;
CREATE TABLE stations (
  station TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES units(code), host_name TEXT NOT NULL,
  certificate BLOB NOT NULL, enrolled_at TEXT NOT NULL,
  ledger_size INTEGER NOT NULL, root TEXT NOT NULL, frontier TEXT NOT NULL, checkpoint TEXT,
  is_diverged INTEGER NOT NULL) STRICT;
CREATE TABLE token_models (model TEXT PRIMARY KEY, product_certificate TEXT NOT NULL, is_training INTEGER NOT NULL) STRICT;
CREATE TABLE seal_cases (
  case_id TEXT PRIMARY KEY, state TEXT NOT NULL, since TEXT NOT NULL, unit TEXT NOT NULL REFERENCES units(code),
  category TEXT NOT NULL, seal_name TEXT NOT NULL, station TEXT NOT NULL REFERENCES stations(station),
  custodian_account TEXT NOT NULL, custodian_name TEXT NOT NULL, token_serial TEXT NOT NULL, token_model TEXT NOT NULL,
  application TEXT NOT NULL, reason TEXT, es_id TEXT UNIQUE, valid_from TEXT, valid_to TEXT,
  reviewed_by TEXT, made_by TEXT, filing_number TEXT, challenge TEXT,
  CHECK (made_by IS NULL OR made_by <> reviewed_by)) STRICT;
-- XA-E-19: one name seal in a unit, whoever asks at the same moment.
CREATE UNIQUE INDEX one_name_seal ON seal_cases (unit)
  WHERE category = 'unit_name' AND state NOT IN ('returned', 'rejected', 'cancelled');
CREATE TABLE seal_events (
  number INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES seal_cases(case_id), at TEXT NOT NULL, event TEXT NOT NULL,
  from_state TEXT, to_state TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, reason TEXT) STRICT;
CREATE TABLE seal_makings (
  es_id TEXT PRIMARY KEY, case_id TEXT NOT NULL UNIQUE REFERENCES seal_cases(case_id), seal BLOB NOT NULL,
  certificate BLOB NOT NULL, maker_certificate BLOB NOT NULL, impression_sm3 TEXT NOT NULL, is_training INTEGER NOT NULL,
  reviewed_by TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL, CHECK (made_by <> reviewed_by)) STRICT;
CREATE TABLE usage_leaves (
  station TEXT NOT NULL REFERENCES stations(station), leaf_index INTEGER NOT NULL, leaf_hash TEXT NOT NULL,
  record TEXT NOT NULL, flags TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (station, leaf_index)) STRICT;
CREATE TABLE urgent_notices (
  station TEXT NOT NULL REFERENCES stations(station), leaf_index INTEGER NOT NULL, leaf_hash TEXT NOT NULL,
  record TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (station, leaf_index)) STRICT;
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY, station TEXT NOT NULL REFERENCES stations(station), ledger_size INTEGER NOT NULL,
  statement TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE envelope_answers (
  id TEXT PRIMARY KEY, station TEXT NOT NULL, route TEXT NOT NULL, body_sm3 TEXT NOT NULL, answer TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE incidents (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, station TEXT, es_id TEXT, detail TEXT NOT NULL) STRICT;
CREATE TABLE divergences (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, station TEXT NOT NULL, kept_checkpoint TEXT, kept_size INTEGER NOT NULL,
  kept_root TEXT NOT NULL, offered_checkpoint TEXT NOT NULL, offered_size INTEGER NOT NULL, offered_root TEXT NOT NULL) STRICT;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, facts TEXT NOT NULL,
  chain TEXT NOT NULL) STRICT;
`;

const insertOnly = [
  'seal_events',
  'seal_makings',
  'usage_leaves',
  'urgent_notices',
  'receipts',
  'envelope_answers',
  'incidents',
  'divergences',
  'audit',
];

function refuseChange(table: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (verb) =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} is insert-only'); END;`,
    )
    .join('\n');
}

export const registryMigrations: readonly Migration[] = [
  { number: 1000, name: 'registry tables', sql: tables },
  { number: 1001, name: 'registry insert-only tables', sql: insertOnly.map(refuseChange).join('\n') },
];
