import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { programFiles } from '#main/app/program-files.ts';
import { listOperations } from '#main/station/operation-log.ts';
import { transaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { StationSchema } from '#main/station/station-schema.ts';
import type { PinChangeAnswer } from '#main/token/pin-change.ts';
import { filesHolding } from '#test/support/files-holding.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

const sample = path.join(programFiles.samples, '通知.pdf');
const dayMs = 86_400_000;
const newPin = 'Qinghe-7203';

let demo: DemoStation;
let typed: PinChangeAnswer;
let asked = 0;
let esId: string;
beforeAll(async () => {
  demo = await openDemoStation({
    pinChangeEntry: {
      askPinChange: async () => {
        asked += 1;
        return typed;
      },
    },
  });
  esId = (await (await custodian()).station.seals.list())[0]!.esId;
});
afterAll(() => demo.close());

const custodian = () => demo.client(demoPeople.custodian);
const care = async () => (await custodian()).station.key.care({ esId });
const change = (oldPin: string, next: string): PinChangeAnswer => {
  return { kind: 'pin-change', oldPin, newPin: next, newPinAgain: next };
};
/** A status list and a clock check as fresh as the clock of the test. */
async function checkOf(name: string, requestId: string) {
  const { checks } = await (await custodian()).stamping.precheck({ requestId });
  return checks.find(({ check }) => check === name);
}

describe('what the station knows of a key', () => {
  it('knows since when the PIN is in use and which driver was tested, from the day the seal was taken into use', async () => {
    expect(await care()).toMatchObject({
      pin: { state: 'fresh', days: 0, limitDays: 90, how: 'taken-into-use' },
      change: { mode: 'self', clause: 'AY-14' },
      test: { driver: 'same', profileId: 'softkey', moduleSm3: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('is no business of a handler', async () => {
    const handler = await demo.client(demoPeople.handler);
    await expect(handler.station.key.care({ esId })).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
  });
});

describe('self-test of a key through the contract', () => {
  it('needs the password once more, and the PIN is not asked without it', async () => {
    const before = demo.pin.asked.length;
    const test = (await custodian()).station.key.selfTest({ esId, password: 'not this one' });
    await expect(test).rejects.toMatchObject({ code: 'RPC_SIGN_IN_FAILED' });
    expect(demo.pin.asked).toHaveLength(before);
  });

  it('signs one statement, journals it like a stamp, and keeps date and driver', async () => {
    demo.clock.advance(3_600_000);
    const tested = await (await custodian()).station.key.selfTest({ esId, password: demoPassword });
    expect(demo.pin.asked.at(-1)).toMatchObject({ purpose: 'self-test' });
    expect(Date.parse(tested.test.testedAt!)).toBe(Math.floor(demo.clock.now().getTime() / 1000) * 1000);
    const db = demo.station.parts.db;
    const journal = createQueries<{ signature_journal: { use_kind: string; journal_index: number } }>();
    const newest = journal.selectFrom('signature_journal').select('use_kind').orderBy('journal_index', 'desc');
    expect(get(db, newest.limit(1))).toEqual({ use_kind: 'self-test' });
    const [last] = listOperations(db, 1);
    expect(last).toMatchObject({
      action: 'station.key.selfTest',
      account: demoPeople.custodian,
      object: esId,
      result: 'ok',
    });
  });

  it('is refused to whoever does not keep the seal', async () => {
    const other = await demo.client(demoPeople.secondCustodian);
    await expect(other.station.key.selfTest({ esId, password: demoPassword })).rejects.toMatchObject({
      code: 'SEAL_NOT_CUSTODIAN',
    });
  });
});

describe('a PIN that grows old (AC-AY-14, AC-XC-E-11b, AC-XA-E-25, U-CUS-10)', () => {
  let requestId: string;
  it('is pointed out seven days before, in the list of checks and on the desk, and still stamps', async () => {
    requestId = await demo.submitApproved(sample);
    demo.clock.advance(84 * dayMs);
    expect(await care()).toMatchObject({ pin: { state: 'due', days: 84 } });
    expect(await checkOf('stamp.pinAge', requestId)).toMatchObject({ state: 'warn', clause: 'AY-14' });
    const { expiries } = await (await custodian()).desk.summary();
    expect(expiries).toContainEqual(expect.objectContaining({ kind: 'pin', state: 'attention' }));
  });

  it('stops stamping when its time is over, before anybody is asked for it', async () => {
    demo.clock.advance(7 * dayMs);
    const before = demo.pin.asked.length;
    expect(await checkOf('stamp.pinAge', requestId)).toMatchObject({
      state: 'refused',
      code: 'TOKEN_PIN_TOO_OLD',
      facts: { days: 91, limit: 90 },
    });
    expect(demo.pin.asked).toHaveLength(before);
  });

  it('is young again once it was changed with the old one, and nobody keeps it', async () => {
    typed = change(demoPin, newPin);
    expect(await (await custodian()).station.key.changePin({ esId })).toMatchObject({
      pin: { state: 'fresh', days: 0, how: 'changed' },
    });
    expect(await checkOf('stamp.pinAge', requestId)).toMatchObject({ state: 'ok' });
    expect(filesHolding(demo.data, newPin)).toEqual([]);
    typed = change(newPin, `${demoPin}x`);
    await (await custodian()).station.key.changePin({ esId });
  });

  it('tells a wrong old PIN with the tries of the key, and its age stays', async () => {
    typed = change('wrong-one', newPin);
    const before = (await care()).pin.setAt;
    await expect((await custodian()).station.key.changePin({ esId })).rejects.toMatchObject({
      code: 'TOKEN_PIN_INCORRECT',
      facts: { triesState: 'tried' },
    });
    expect((await care()).pin.setAt).toBe(before);
  });
});

describe('a driver that is not the tested one', () => {
  it('stops stamping until the key was tested again (ATK-35)', async () => {
    const requestId = await demo.submitApproved(sample);
    const planted = path.join(demo.folder, 'libsoftkey-planted.so');
    fs.copyFileSync(programFiles.softkeyModule, planted);
    fs.appendFileSync(planted, 'x');
    process.env['SEALKEEPER_PKCS11_MODULE'] = planted;
    try {
      await demo.reopen();
      expect(await care()).toMatchObject({ test: { driver: 'changed' } });
      expect(await checkOf('stamp.driver', requestId)).toMatchObject({
        state: 'refused',
        code: 'TOKEN_DRIVER_CHANGED',
      });
    } finally {
      delete process.env['SEALKEEPER_PKCS11_MODULE'];
    }
    await demo.reopen();
    expect(await checkOf('stamp.driver', requestId)).toMatchObject({ state: 'ok' });
  });
});

describe('a PIN under hainan-2021', () => {
  it('cannot be changed here: nobody is asked and nothing reaches the key (AC-HN-18b, U-CUS-10)', async () => {
    const { db } = demo.station.parts;
    const queries = createQueries<StationSchema>();
    const change2021 = queries.updateTable('station_identity').set({ profile_id: 'hainan-2021' });
    transaction(db, (tx) => run(tx, change2021));
    await demo.reopen();
    const before = asked;
    demo.key.unplug();
    expect(await care()).toMatchObject({
      pin: { state: 'unlimited' },
      change: { mode: 'by-application', authority: '省大数据管理局', clause: 'HN-18' },
    });
    await expect((await custodian()).station.key.changePin({ esId })).rejects.toMatchObject({
      code: 'TOKEN_PIN_BY_APPLICATION',
      facts: { authority: '省大数据管理局' },
    });
    expect(asked).toBe(before);
    demo.key.plug();
  });
});
