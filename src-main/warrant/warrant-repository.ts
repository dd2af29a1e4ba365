import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';
import type { UseBinding } from './approved-use.ts';

export type WarrantState = 'issued' | 'reserved' | 'spent' | 'released' | 'unknown';

interface WarrantsTable {
  warrant_id: string;
  request_id: string;
  document_digest: Uint8Array;
  seal_es_id: string;
  placements_digest: Uint8Array;
  copies: number;
  signer_cert_sm3: Uint8Array;
  token_serial: string;
  expires_at: string;
  issued_at: string;
  state: WarrantState;
  reserved_e: Uint8Array | null;
  taken_at: string | null;
  entry_number: string | null;
  signature_profile: SignatureProfile;
}

const queries = createQueries<{ warrants: WarrantsTable }>();

/** One warrant as it stands in the database. */
export interface WarrantRow {
  readonly warrantId: string;
  readonly binding: UseBinding;
  readonly state: WarrantState;
  /** The 32-byte digest it was reserved for. */
  readonly reservedE: Uint8Array | null;
  /** When it was taken to the key; null means that the key was certainly never asked. */
  readonly takenAt: Date | null;
  readonly entryNumber: string | null;
}

function toRow(row: WarrantsTable): WarrantRow {
  return {
    warrantId: row.warrant_id,
    binding: {
      requestId: row.request_id,
      documentDigestSm3: new Uint8Array(row.document_digest),
      sealEsId: row.seal_es_id,
      placementsDigest: new Uint8Array(row.placements_digest),
      copies: row.copies,
      signatureProfile: row.signature_profile,
      signerCertSm3: new Uint8Array(row.signer_cert_sm3),
      tokenSerial: row.token_serial,
      expiresAt: new Date(row.expires_at),
    },
    state: row.state,
    reservedE: row.reserved_e === null ? null : new Uint8Array(row.reserved_e),
    takenAt: row.taken_at === null ? null : new Date(row.taken_at),
    entryNumber: row.entry_number,
  };
}

export function insertWarrant(tx: WriteTransaction, warrantId: string, binding: UseBinding, at: Date): void {
  run(
    tx,
    queries.insertInto('warrants').values({
      warrant_id: warrantId,
      request_id: binding.requestId,
      document_digest: binding.documentDigestSm3,
      seal_es_id: binding.sealEsId,
      placements_digest: binding.placementsDigest,
      copies: binding.copies,
      signer_cert_sm3: binding.signerCertSm3,
      token_serial: binding.tokenSerial,
      expires_at: binding.expiresAt.toISOString(),
      issued_at: at.toISOString(),
      state: 'issued',
      reserved_e: null,
      taken_at: null,
      entry_number: null,
      signature_profile: binding.signatureProfile,
    }),
  );
}

export function findWarrant(db: ReadableDb, warrantId: string): WarrantRow | undefined {
  const row = get(db, queries.selectFrom('warrants').selectAll().where('warrant_id', '=', warrantId));
  return row === undefined ? undefined : toRow(row);
}

/** The warrant of a request that was not given back; there is at most one. */
export function findWarrantOfRequest(db: ReadableDb, requestId: string): WarrantRow | undefined {
  const row = get(
    db,
    queries.selectFrom('warrants').selectAll().where('request_id', '=', requestId).where('state', '<>', 'released'),
  );
  return row === undefined ? undefined : toRow(row);
}

/** Warrants in one state, oldest first: recovery asks for the reserved ones. */
export function listWarrants(db: ReadableDb, state: WarrantState): WarrantRow[] {
  const query = queries.selectFrom('warrants').selectAll().where('state', '=', state).orderBy('issued_at');
  return all(db, query).map(toRow);
}

/** @returns false when the warrant is not in state `issued` */
export function reserveRow(tx: WriteTransaction, warrantId: string, e: Uint8Array): boolean {
  const query = queries
    .updateTable('warrants')
    .set({ state: 'reserved', reserved_e: e })
    .where('warrant_id', '=', warrantId)
    .where('state', '=', 'issued');
  return run(tx, query) === 1;
}

/** @returns false unless this is the first taking of a warrant that is reserved for exactly this digest */
export function takeRow(tx: WriteTransaction, warrantId: string, e: Uint8Array, at: Date): boolean {
  const query = queries
    .updateTable('warrants')
    .set({ taken_at: at.toISOString() })
    .where('warrant_id', '=', warrantId)
    .where('state', '=', 'reserved')
    .where('reserved_e', '=', e)
    .where('taken_at', 'is', null);
  return run(tx, query) === 1;
}

const statesBefore: Record<'spent' | 'released' | 'unknown', readonly WarrantState[]> = {
  spent: ['reserved', 'unknown'],
  released: ['issued', 'reserved', 'unknown'],
  unknown: ['reserved'],
};

/** @returns false when the warrant cannot go from its state to this one */
export function settleRow(
  tx: WriteTransaction,
  warrantId: string,
  to: 'spent' | 'released' | 'unknown',
  entryNumber: string | null,
): boolean {
  const query = queries
    .updateTable('warrants')
    .set(entryNumber === null ? { state: to } : { state: to, entry_number: entryNumber })
    .where('warrant_id', '=', warrantId)
    .where('state', 'in', statesBefore[to]);
  return run(tx, query) === 1;
}
