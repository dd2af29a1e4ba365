import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import type { Migration } from '#main/storage/migrations.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { TokenRef } from './host-protocol.ts';
import { pinSetMigration } from './pin-age.ts';
import type { Enrolment } from './self-test.ts';

const enrolments = `
CREATE TABLE token_enrolments (
  enrolment_index INTEGER PRIMARY KEY,
  serial TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  certificate_sm3 BLOB NOT NULL CHECK (length(certificate_sm3) = 32),
  profile_id TEXT NOT NULL,
  module_path TEXT NOT NULL,
  module_sm3 BLOB NOT NULL CHECK (length(module_sm3) = 32),
  library TEXT NOT NULL,
  tested_at TEXT NOT NULL
) STRICT;
CREATE INDEX token_enrolments_by_token ON token_enrolments (serial, manufacturer);
CREATE TRIGGER token_enrolments_no_update BEFORE UPDATE ON token_enrolments
BEGIN SELECT RAISE(ABORT, 'a self-test is a fact'); END;
CREATE TRIGGER token_enrolments_no_delete BEFORE DELETE ON token_enrolments
BEGIN SELECT RAISE(ABORT, 'a self-test is a fact'); END;
`;

/** Tables of the token room (numbers 700 to 799). */
export const tokenMigrations: readonly Migration[] = [
  { number: 700, name: 'token enrolments', sql: enrolments },
  pinSetMigration,
];

interface EnrolmentsTable {
  enrolment_index: number | null;
  serial: string;
  manufacturer: string;
  certificate_sm3: Uint8Array;
  profile_id: string;
  module_path: string;
  module_sm3: Uint8Array;
  library: string;
  tested_at: string;
}

const queries = createQueries<{ token_enrolments: EnrolmentsTable }>();

/** Keep one self-test; earlier ones stay. */
export function recordEnrolment(tx: WriteTransaction, enrolment: Enrolment): void {
  const { identity, profileId, modulePath, moduleSm3, library, testedAt } = enrolment;
  run(
    tx,
    queries.insertInto('token_enrolments').values({
      enrolment_index: null,
      serial: identity.serial,
      manufacturer: identity.manufacturer,
      certificate_sm3: identity.certificateSm3,
      profile_id: profileId,
      module_path: modulePath,
      module_sm3: moduleSm3,
      library,
      tested_at: testedAt.toISOString(),
    }),
  );
}

/** The latest self-test of a token; its `moduleSm3` is what the token host is told to expect. */
export function findEnrolment(db: ReadableDb, token: TokenRef): Enrolment | undefined {
  const row = get(
    db,
    queries
      .selectFrom('token_enrolments')
      .selectAll()
      .where('serial', '=', token.serial)
      .where('manufacturer', '=', token.manufacturer)
      .orderBy('enrolment_index', 'desc')
      .limit(1),
  );
  if (row === undefined) return undefined;
  return {
    identity: {
      serial: row.serial,
      manufacturer: row.manufacturer,
      certificateSm3: new Uint8Array(row.certificate_sm3),
    },
    profileId: row.profile_id,
    modulePath: row.module_path,
    moduleSm3: new Uint8Array(row.module_sm3),
    library: row.library,
    testedAt: new Date(row.tested_at),
  };
}
