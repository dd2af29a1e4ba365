import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWritable, transaction } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { findEnrolment, recordEnrolment, tokenMigrations } from '#main/token/enrolment-repository.ts';
import { selfTest, type Enrolment } from '#main/token/self-test.ts';
import { SelfTestUse } from '#main/warrant/key-use.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { softkeyModulePath } from '#test/support/softkey.ts';
import { answerWith, sessionClock } from './session-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'self-test-'));
let key: PersonalisedSoftkey;
let enrolment: Enrolment;
const inputFor = (useId: string) => ({
  use: new SelfTestUse(useId),
  tokenIdentity: key.identity,
  pinEntry: answerWith(key.userPin),
  isTrainingKeyAllowed: true,
  clock: sessionClock,
});

beforeAll(async () => {
  key = await makePersonalisedSoftkey(dir);
  const service = key.openService();
  ({ enrolment } = await selfTest(service, inputFor('self-test-1')));
  service.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('self-test of a key', () => {
  it('records key, profile, driver file and library version', () => {
    expect(enrolment).toMatchObject({
      identity: key.identity,
      profileId: 'softkey',
      modulePath: softkeyModulePath,
      library: expect.stringMatching(/^SealKeeper SealKeeper training key \d+\.\d+$/),
    });
    expect(enrolment.moduleSm3).toHaveLength(32);
  });

  it('fails with a profile that does not fit, and enrols nothing', async () => {
    const other = await makePersonalisedSoftkey(dir, { name: 'token-0002' });
    other.setPersonality('sign=0x80008105 z raw');
    const service = other.openService();
    const input = { ...inputFor('self-test-2'), tokenIdentity: other.identity };
    await expect(selfTest(service, input)).rejects.toMatchObject({ code: 'TOKEN_SIGNATURE_INVALID' });
    service.close();
  });

  it('is kept, and the latest one of a token is found', () => {
    const db = openWritable(':memory:');
    migrate(db, tokenMigrations);
    transaction(db, (tx) => {
      recordEnrolment(tx, { ...enrolment, library: 'earlier' });
      recordEnrolment(tx, enrolment);
    });
    expect(findEnrolment(db, key.token)).toEqual(enrolment);
    expect(findEnrolment(db, { serial: 'none', manufacturer: 'SealKeeper' })).toBeUndefined();
    db.close();
  });

  it('binds the driver: a file that was changed or planted since is not loaded (ATK-35)', async () => {
    const planted = join(dir, 'libsoftkey-planted.so');
    copyFileSync(softkeyModulePath, planted);
    const unchanged = key.openService({ modulePath: planted, moduleSm3: enrolment.moduleSm3 });
    expect((await unchanged.listTokens()).length).toBeGreaterThan(0);
    unchanged.close();
    appendFileSync(planted, 'x');
    const changed = key.openService({ modulePath: planted, moduleSm3: enrolment.moduleSm3 });
    await expect(changed.listTokens()).rejects.toMatchObject({
      code: 'TOKEN_MODULE_NOT_LOADED',
      facts: { detail: '@token.mismatch.module' },
    });
    changed.close();
  });
});
