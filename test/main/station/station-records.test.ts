import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { findIdentity, readIdentity, writeIdentity, type StationIdentity } from '#main/station/identity.ts';
import { listOperations, logOperation } from '#main/station/operation-log.ts';
import { loadProfile } from '#main/station/profile-store.ts';
import { stationMigrations, type StationSchema } from '#main/station/station-schema.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const queries = createQueries<StationSchema>();
let db: WritableDb;
beforeAll(() => {
  db = openWritable(':memory:');
  migrate(db, stationMigrations);
});
afterAll(() => db.close());

const identity: StationIdentity = {
  stationId: 'SK-1',
  unitName: '青禾县农业农村局',
  unitCode: '11410799MB0000001L',
  profileId: 'anyang-2020',
  registryUrl: 'http://127.0.0.1:7443',
  registryRootSm3: 'a'.repeat(64),
  createdAt: '2026-03-09T06:05:07.000Z',
};

describe('the identity of a station', () => {
  it('is missing before the set-up', () => {
    expect(findIdentity(db)).toBeUndefined();
    expect(() => readIdentity(db)).toThrow('STATION_NOT_READY');
  });

  it('is written once', () => {
    transaction(db, (tx) => writeIdentity(tx, identity));
    expect(readIdentity(db)).toEqual(identity);
    const other = { ...identity, stationId: 'SK-2' };
    expect(() => transaction(db, (tx) => writeIdentity(tx, other))).toThrow('STATION_ALREADY_SET_UP');
    expect(readIdentity(db)).toEqual(identity);
  });
});

describe('the operation log (AC-XC-D-18)', () => {
  const operation = { at: '2026-03-09T06:05:07.000Z', account: 'lin', action: 'ledger.list', object: '', result: 'ok' };

  it('keeps who, when, what, on which object and with which result, the newest first', () => {
    logOperation(db, operation);
    logOperation(db, { ...operation, action: 'stamping.stamp', object: 'r-1', result: 'APPROVAL_MISSING' });
    expect(listOperations(db, 10)).toMatchObject([{ action: 'stamping.stamp', object: 'r-1' }, operation]);
    expect(listOperations(db, 1)).toHaveLength(1);
  });

  it('is append-only', () => {
    const edit = queries.updateTable('operations').set({ account: 'somebody' });
    expect(() => transaction(db, (tx) => run(tx, edit))).toThrow('append-only');
    expect(() => transaction(db, (tx) => run(tx, queries.deleteFrom('operations')))).toThrow('append-only');
    expect(listOperations(db, 10)).toHaveLength(2);
  });

  it('AC-XC-D-5: takes no line without an actor', () => {
    expect(() => logOperation(db, { ...operation, account: '' })).toThrow("account <> ''");
  });
});

describe('the profile in force', () => {
  it('is loaded with the digest that the register keeps beside every entry', () => {
    const { profile, digest } = loadProfile(programFiles.policyFolder, 'anyang-2020');
    const file = fs.readFileSync(path.join(programFiles.policyFolder, 'anyang-2020.json'));
    expect(profile.profileId).toBe('anyang-2020');
    expect(digest).toBe(Buffer.from(sm3(file)).toString('hex'));
  });

  it.each(['anyang-1999', 'policy-profile.schema', '../anyang-2020', '', 'ANYANG-2020', 'anyang-2020.json'])(
    'is refused under the name “%s”',
    (name) => {
      expect(() => loadProfile(programFiles.policyFolder, name)).toThrow('STATION_PROFILE_INVALID');
    },
  );

  it.each([
    ['no JSON', '{'],
    ['JSON that is no profile', '{}'],
    ['a list', '[]'],
  ])('is refused when the file holds %s', (_what, content) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
    fs.writeFileSync(path.join(folder, 'broken-2020.json'), content);
    expect(() => loadProfile(folder, 'broken-2020')).toThrow('STATION_PROFILE_INVALID');
    fs.rmSync(folder, { recursive: true });
  });

  it('is refused when the file speaks of another regulation', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
    fs.copyFileSync(path.join(programFiles.policyFolder, 'anyang-2020.json'), path.join(folder, 'hainan-2021.json'));
    expect(() => loadProfile(folder, 'hainan-2021')).toThrow('STATION_PROFILE_INVALID');
    fs.rmSync(folder, { recursive: true });
  });
});
