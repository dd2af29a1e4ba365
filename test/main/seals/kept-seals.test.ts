import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyRegistryState,
  installSeal,
  listKeptSeals,
  readKeptSeal,
  suspendHere,
  type NewSeal,
} from '#main/seals/kept-seals.ts';
import { sealMigrations, type SealSchema } from '#main/seals/seal-schema.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { refusalOf } from '#test/support/refusals.ts';

const queries = createQueries<SealSchema>();
const { maker, signer } = demoAuthority();
const esId = '11010000000001';
const delivered: NewSeal = {
  sealCode: '4107990000001',
  category: 'unit_name',
  state: 'active',
  custodian: 'zhou',
  holder: null,
  boundStation: 'SK-1',
  tokenSerial: 'T-1',
  tokenManufacturer: 'SealKeeper',
  tokenModel: 'softkey-training',
  isTraining: true,
  chain: { version: 1, steps: [{ name: '分管领导', approvers: ['chen'] }] },
  sealDer: makeSeal(maker, signer, { esId, name: '青禾县农业农村局' }),
  certificate: signer.certificate.der,
  installedAt: new Date('2026-03-09T06:05:07Z'),
};

let db: WritableDb;
beforeAll(() => {
  db = openWritable(':memory:');
  migrate(db, sealMigrations);
  transaction(db, (tx) => installSeal(tx, delivered));
});
afterAll(() => db.close());

const state = (): string => readKeptSeal(db, esId).state;

describe('a seal this station keeps', () => {
  it('is kept byte for byte as delivered; number and name come from the structure itself (HN-4)', () => {
    const { installedAt: _at, ...asDelivered } = delivered;
    const kept = readKeptSeal(db, esId);
    expect(kept).toMatchObject({ ...asDelivered, esId, name: '青禾县农业农村局' });
    expect(kept.seal.picture).toMatchObject({ type: 'PNG', widthMm: 42, heightMm: 42 });
    expect(listKeptSeals(db).map((seal) => seal.esId)).toEqual([esId]);
  });

  it('is not installed twice, nor without a custodian (AC-XC-E-11a, K-2)', () => {
    expect(() => transaction(db, (tx) => installSeal(tx, delivered))).toThrow('UNIQUE');
    const other = { ...delivered, custodian: '', sealDer: makeSeal(maker, signer, { esId: '11010000000002' }) };
    expect(() => transaction(db, (tx) => installSeal(tx, other))).toThrow("custodian <> ''");
    expect(listKeptSeals(db)).toHaveLength(1);
  });

  it('is refused when its structure cannot be read', async () => {
    const broken = { ...delivered, sealDer: delivered.sealDer.slice(0, 40) };
    expect(await refusalOf(() => transaction(db, (tx) => installSeal(tx, broken)))).toMatch(/^SEAL_MALFORMED/);
  });

  it('is not found under another number', async () => {
    expect(await refusalOf(() => readKeptSeal(db, '0'))).toBe('SEAL_NOT_FOUND');
  });

  it.each(['es_id', 'seal_code', 'name', 'category', 'token_serial', 'seal_der', 'certificate'] as const)(
    'K-9: its %s cannot be changed on a workstation',
    (column) => {
      const change = queries
        .updateTable('kept_seals')
        .set({ [column]: column === 'seal_der' || column === 'certificate' ? new Uint8Array(1) : 'x' });
      expect(() => transaction(db, (tx) => run(tx, change))).toThrow('seal data is not changed on a workstation');
    },
  );
});

describe('its state', () => {
  it('AC-AY-12b: is suspended here at once, whatever the registry last said', () => {
    transaction(db, (tx) => suspendHere(tx, esId, true));
    expect(state()).toBe('suspended');
    transaction(db, (tx) => applyRegistryState(tx, esId, 'active', '2026-03-09T07:00:00Z'));
    expect(state()).toBe('suspended');
    transaction(db, (tx) => suspendHere(tx, esId, false));
    expect(state()).toBe('active');
  });

  it('follows the registry, and a local stop never hides a worse state', () => {
    transaction(db, (tx) => suspendHere(tx, esId, true));
    for (const registryState of ['expired', 'cancelled', 'suspended'] as const) {
      transaction(db, (tx) => applyRegistryState(tx, esId, registryState, '2026-03-09T07:00:00Z'));
      expect(state()).toBe(registryState);
    }
  });
});
