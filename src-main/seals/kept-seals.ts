import { readSeal } from '#main/formats/ses/read.ts';
import type { Seal } from '#main/formats/ses/seal.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { ApprovalChain, SealState } from '#shared/model/seal.ts';
import type { SealSchema } from './seal-schema.ts';

/** A seal this station keeps: the public structure, whose key it belongs to, and who answers for it. */
export interface KeptSeal {
  readonly esId: string;
  /** 印章编码: from the police side or the registry, never made up here (HN-4). */
  readonly sealCode: string;
  readonly name: string;
  readonly category: string;
  /** The registry's state, or `suspended` while this station has stopped the seal itself. */
  readonly state: SealState;
  readonly custodian: string;
  readonly holder: string | null;
  readonly boundStation: string;
  readonly tokenSerial: string;
  readonly tokenManufacturer: string;
  readonly tokenModel: string;
  readonly isTraining: boolean;
  readonly chain: ApprovalChain | null;
  /** DER of SESeal, byte for byte as the registry delivered it (K-9). */
  readonly sealDer: Uint8Array;
  /** DER of the signing certificate on the token. */
  readonly certificate: Uint8Array;
  readonly seal: Seal;
}

export interface NewSeal extends Omit<KeptSeal, 'seal' | 'esId' | 'name'> {
  readonly installedAt: Date;
}

const queries = createQueries<SealSchema>();

/** Takes a delivered seal into keeping. The esId and the name come from the structure itself. */
export function installSeal(tx: WriteTransaction, incoming: NewSeal): KeptSeal {
  const seal = readSeal(incoming.sealDer);
  run(
    tx,
    queries.insertInto('kept_seals').values({
      es_id: seal.esId,
      seal_code: incoming.sealCode,
      name: seal.name,
      category: incoming.category,
      state: incoming.state,
      state_since: incoming.installedAt.toISOString(),
      suspended_here: 0,
      custodian: incoming.custodian,
      holder: incoming.holder,
      bound_station: incoming.boundStation,
      token_serial: incoming.tokenSerial,
      token_manufacturer: incoming.tokenManufacturer,
      token_model: incoming.tokenModel,
      is_training: incoming.isTraining ? 1 : 0,
      chain: incoming.chain === null ? null : JSON.stringify(incoming.chain),
      seal_der: incoming.sealDer,
      certificate: incoming.certificate,
      installed_at: incoming.installedAt.toISOString(),
    }),
  );
  return readKeptSeal(tx, seal.esId);
}

export function listKeptSeals(db: ReadableDb): readonly KeptSeal[] {
  return all(db, queries.selectFrom('kept_seals').selectAll().orderBy('es_id')).map(toKeptSeal);
}

/** @throws SEAL_NOT_FOUND */
export function readKeptSeal(db: ReadableDb, esId: string): KeptSeal {
  const row = get(db, queries.selectFrom('kept_seals').selectAll().where('es_id', '=', esId));
  if (!row) throw new StationError('SEAL_NOT_FOUND', { seal: esId });
  return toKeptSeal(row);
}

/** Applies what the registry's signed status list says of a kept seal. */
export function applyRegistryState(tx: WriteTransaction, esId: string, state: SealState, since: string): void {
  run(tx, queries.updateTable('kept_seals').set({ state, state_since: since }).where('es_id', '=', esId));
}

/** Stops a seal on this station at once; only the registry's later `active` lifts it (AY-12). */
export function suspendHere(tx: WriteTransaction, esId: string, isSuspended: boolean): void {
  run(
    tx,
    queries
      .updateTable('kept_seals')
      .set({ suspended_here: isSuspended ? 1 : 0 })
      .where('es_id', '=', esId),
  );
}

function toKeptSeal(row: SealSchema['kept_seals']): KeptSeal {
  return {
    esId: row.es_id,
    sealCode: row.seal_code,
    name: row.name,
    category: row.category,
    state: row.suspended_here && row.state === 'active' ? 'suspended' : row.state,
    custodian: row.custodian,
    holder: row.holder,
    boundStation: row.bound_station,
    tokenSerial: row.token_serial,
    tokenManufacturer: row.token_manufacturer,
    tokenModel: row.token_model,
    isTraining: row.is_training === 1,
    chain: row.chain === null ? null : (JSON.parse(row.chain) as ApprovalChain),
    sealDer: row.seal_der,
    certificate: row.certificate,
    seal: readSeal(row.seal_der),
  };
}
