import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { KeyUse } from './key-use.ts';

/**
 * Every signature a key on a token gave, written before anything is done with it. If the station dies now, the
 * signature is embedded from here and the key is not asked again.
 */
export interface JournaledSignature {
  readonly useKind: KeyUse['kind'];
  /** The warrant's number, or the use's own for a use without a warrant. */
  readonly useId: string;
  /** 32 bytes: what was signed, SM3(Z || message). */
  readonly e: Uint8Array;
  /** 64 bytes: r then s, big-endian. */
  readonly signatureRs: Uint8Array;
  /** 32 bytes; null for a certificate request, whose key has no certificate yet. */
  readonly certificateSm3: Uint8Array | null;
  readonly tokenSerial: string;
  readonly at: Date;
}

interface JournalTable {
  use_kind: KeyUse['kind'];
  use_id: string;
  e: Uint8Array;
  signature_rs: Uint8Array;
  certificate_sm3: Uint8Array | null;
  token_serial: string;
  at: string;
}

const queries = createQueries<{ signature_journal: JournalTable }>();

/**
 * Append one signature. The database refuses a second one for the same use, one without a reserved warrant for this
 * digest, and any change or deletion afterwards.
 */
export function journalSignature(tx: WriteTransaction, signature: JournaledSignature): void {
  run(
    tx,
    queries.insertInto('signature_journal').values({
      use_kind: signature.useKind,
      use_id: signature.useId,
      e: signature.e,
      signature_rs: signature.signatureRs,
      certificate_sm3: signature.certificateSm3,
      token_serial: signature.tokenSerial,
      at: signature.at.toISOString(),
    }),
  );
}

/** The signature a warrant gave, if it gave one. */
export function findJournaled(db: ReadableDb, warrantId: string): JournaledSignature | undefined {
  const row = get(db, queries.selectFrom('signature_journal').selectAll().where('use_id', '=', warrantId));
  if (row === undefined) return undefined;
  return {
    useKind: row.use_kind,
    useId: row.use_id,
    e: new Uint8Array(row.e),
    signatureRs: new Uint8Array(row.signature_rs),
    certificateSm3: row.certificate_sm3 === null ? null : new Uint8Array(row.certificate_sm3),
    tokenSerial: row.token_serial,
    at: new Date(row.at),
  };
}
