import type { Migration } from '#main/storage/migrations.ts';

const warrants = `
CREATE TABLE warrants (
  warrant_id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  document_digest BLOB NOT NULL CHECK (length(document_digest) = 32),
  seal_es_id TEXT NOT NULL,
  placements_digest BLOB NOT NULL CHECK (length(placements_digest) = 32),
  copies INTEGER NOT NULL CHECK (copies >= 1),
  signer_cert_sm3 BLOB NOT NULL CHECK (length(signer_cert_sm3) = 32),
  token_serial TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('issued', 'reserved', 'spent', 'released', 'unknown')),
  reserved_e BLOB CHECK (reserved_e IS NULL OR length(reserved_e) = 32),
  taken_at TEXT,
  entry_number TEXT
) STRICT;

-- One request for one document gives one warrant, and so one sealed file.
CREATE UNIQUE INDEX warrants_one_per_request ON warrants (request_id) WHERE state <> 'released';

CREATE TRIGGER warrants_keep_binding BEFORE UPDATE OF
  warrant_id, request_id, document_digest, seal_es_id, placements_digest, copies, signer_cert_sm3, token_serial,
  expires_at, issued_at ON warrants
BEGIN SELECT RAISE(ABORT, 'a warrant keeps what it was issued for'); END;

CREATE TRIGGER warrants_go_forward BEFORE UPDATE OF state ON warrants
WHEN NOT (
  (OLD.state = 'issued' AND NEW.state IN ('reserved', 'released'))
  OR (OLD.state = 'reserved' AND NEW.state IN ('spent', 'released', 'unknown'))
  OR (OLD.state = 'unknown' AND NEW.state IN ('spent', 'released'))
)
BEGIN SELECT RAISE(ABORT, 'a warrant does not go back'); END;

-- The digest is fixed when the warrant is reserved, and the key is asked once.
CREATE TRIGGER warrants_one_digest BEFORE UPDATE OF reserved_e ON warrants
WHEN OLD.reserved_e IS NOT NULL AND NEW.reserved_e IS NOT OLD.reserved_e
BEGIN SELECT RAISE(ABORT, 'a warrant is reserved for one digest'); END;

CREATE TRIGGER warrants_taken_once BEFORE UPDATE OF taken_at ON warrants
WHEN OLD.taken_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a warrant is taken to the key once'); END;

CREATE TRIGGER warrants_stay BEFORE DELETE ON warrants
BEGIN SELECT RAISE(ABORT, 'warrants are not deleted'); END;
`;

const journal = `
CREATE TABLE signature_journal (
  journal_index INTEGER PRIMARY KEY,
  use_kind TEXT NOT NULL
    CHECK (use_kind IN ('stamping', 'certificate-request', 'activation-proof', 'self-test', 'seal-making')),
  use_id TEXT NOT NULL,
  e BLOB NOT NULL CHECK (length(e) = 32),
  signature_rs BLOB NOT NULL CHECK (length(signature_rs) = 64),
  certificate_sm3 BLOB CHECK (certificate_sm3 IS NULL OR length(certificate_sm3) = 32),
  token_serial TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- No warrant gives two signatures.
CREATE UNIQUE INDEX signature_journal_one_per_use ON signature_journal (use_id);

CREATE TRIGGER signature_journal_no_update BEFORE UPDATE ON signature_journal
BEGIN SELECT RAISE(ABORT, 'the signature journal is append-only'); END;
CREATE TRIGGER signature_journal_no_delete BEFORE DELETE ON signature_journal
BEGIN SELECT RAISE(ABORT, 'the signature journal is append-only'); END;

-- A warrant whose signature exists cannot be given back.
CREATE TRIGGER warrants_signed_stays BEFORE UPDATE OF state ON warrants
WHEN NEW.state = 'released' AND EXISTS (SELECT 1 FROM signature_journal WHERE use_id = OLD.warrant_id)
BEGIN SELECT RAISE(ABORT, 'this warrant has given a signature'); END;

CREATE TRIGGER signature_journal_matches_warrant BEFORE INSERT ON signature_journal
WHEN NEW.use_kind = 'stamping' AND NOT EXISTS (
  SELECT 1 FROM warrants WHERE warrant_id = NEW.use_id AND state IN ('reserved', 'unknown') AND reserved_e = NEW.e
)
BEGIN SELECT RAISE(ABORT, 'no reserved warrant for this signature'); END;
`;

const signatureProfile = `
ALTER TABLE warrants ADD COLUMN signature_profile TEXT NOT NULL DEFAULT 'seal'
  CHECK (signature_profile IN ('seal', 'compatible'));

CREATE TRIGGER warrants_keep_profile BEFORE UPDATE OF signature_profile ON warrants
BEGIN SELECT RAISE(ABORT, 'a warrant keeps what it was issued for'); END;
`;

/** Tables of the warrant room (numbers 500 to 599). */
export const warrantMigrations: readonly Migration[] = [
  { number: 500, name: 'warrants', sql: warrants },
  { number: 501, name: 'signature journal', sql: journal },
  { number: 570, name: 'the form a warrant signs in', sql: signatureProfile },
];
