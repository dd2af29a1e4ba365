import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { exportCsv } from '#main/ledger/export-csv.ts';
import { leavesOfEntry } from '#main/ledger/ledger-repository.ts';
import { createWords } from '#main/platform/words.ts';
import { createTrustReading } from '#main/reader/trust-words.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import type { TimestampSettings } from '#shared/model/timestamp-settings.ts';
import type { RegisterEntry } from '#shared/model/register-entry.ts';
import { parseEntryNo } from '#shared/model/register-entry.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { startTimestampAuthority, type TimestampAuthority } from '#test/support/timestamp-authority.ts';

const readTrust = createTrustReading();
const pdf = path.join(programFiles.samples, '通知.pdf');
const ofd = path.join(programFiles.samples, '许可决定书.ofd');
let demo: DemoStation;
let authority: TimestampAuthority;

beforeAll(async () => {
  demo = await openDemoStation();
  authority = await startTimestampAuthority(path.join(demo.folder, 'registry', 'keys'), demo.clock);
});
afterAll(async () => {
  await authority?.close();
  await demo?.close();
});
beforeEach(() => {
  authority.patience = undefined;
});

async function decide(isRequired: boolean, source: TimestampSettings['source'] = 'address'): Promise<void> {
  const system = await demo.client(demoPeople.system);
  const url = source === 'address' ? authority.url : null;
  await system.station.timestamps.change({ source, url, isRequired });
}

function entryOf({ entryNo }: Pick<StampResult, 'entryNo'>): RegisterEntry {
  const { unitCode } = demo.station.parts.ready().identity;
  const leaves = leavesOfEntry(demo.station.parts.db, { unitCode, ...parseEntryNo(entryNo)! });
  const outcome = leaves.map(({ record }) => record).find(({ kind }) => kind === 'outcome');
  return (outcome as { body: { entry: RegisterEntry } }).body.entry;
}

/** As anybody judges the file `days` later, with the same roots and no status service. */
async function judgedLater(file: string, days: number) {
  const now = new Date(demo.clock.now().getTime() + days * 86_400_000);
  const context = readTrust({ ...demo.station.parts.ready().trust(), now, status: null });
  const words = createWords();
  const report = await verifyFile(file, context, (shape) => words.error(shape));
  return { verdict: report.verdict, sources: report.signatures.map(({ timeSource }) => timeSource) };
}

describe('a stamp with a timestamp', () => {
  it.each([
    ['a PDF', pdf, {}],
    ['an OFD', ofd, {}],
    ['a PDF in the compatible form', pdf, { signatureProfile: 'compatible' }],
  ] as const)('is valid with a proven time, and stays so when everything has run out: %s', async (_, file, changes) => {
    await decide(false, 'off');
    const plain = await demo.stamp(await demo.submitApproved(file, undefined, changes));
    await decide(false);
    const proven = await demo.stamp(await demo.submitApproved(file, undefined, changes));
    expect(await judgedLater(plain.output, 0)).toEqual({ verdict: 'valid', sources: ['claimed'] });
    expect(await judgedLater(proven.output, 0)).toEqual({ verdict: 'valid', sources: ['timestamp'] });
    expect(await judgedLater(plain.output, 3650)).toEqual({ verdict: 'indeterminate', sources: ['claimed'] });
    expect(await judgedLater(proven.output, 3650)).toEqual({ verdict: 'valid', sources: ['timestamp'] });
    expect(entryOf(proven).timestampToken).toBeDefined();
    expect(entryOf(plain).timestampToken).toBeUndefined();
  });

  it('is made all the same when the authority is silent, and the register says so', async () => {
    await decide(false);
    authority.patience = 0;
    const result = await demo.stamp(await demo.submitApproved(pdf));
    expect(await judgedLater(result.output, 0)).toEqual({ verdict: 'valid', sources: ['claimed'] });
    const { timestampToken, timestampFailure } = entryOf(result);
    expect([timestampToken, typeof timestampFailure]).toEqual([undefined, 'string']);
  });

  it('does not wait for a silent authority again with each file of a run, and asks it anew after a minute', async () => {
    await decide(false);
    demo.clock.advance(61_000);
    authority.patience = 0;
    const { asked } = authority;
    const first = await demo.stamp(await demo.submitApproved(pdf));
    const second = await demo.stamp(await demo.submitApproved(pdf));
    expect(authority.asked).toBe(asked + 1);
    expect(entryOf(second).timestampFailure).toBe(entryOf(first).timestampFailure);
    authority.patience = undefined;
    demo.clock.advance(61_000);
    expect(entryOf(await demo.stamp(await demo.submitApproved(pdf))).timestampToken).toBeDefined();
  });

  it('is refused before the PIN when the office requires one and the authority is silent', async () => {
    await decide(true);
    authority.patience = 0;
    const requestId = await demo.submitApproved(pdf);
    const asked = demo.pin.asked.length;
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_UNAVAILABLE' });
    expect([demo.pin.asked.length, await demo.requestState(requestId)]).toEqual([asked, 'approved']);
  });

  it('waits for one that is required, and is finished at the next start without the key', async () => {
    await decide(true);
    authority.patience = 1;
    const requestId = await demo.submitApproved(pdf);
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_AWAITED' });
    const asked = demo.pin.asked.length;
    expect((await demo.reopen()).recovered).toMatchObject([{ requestId, outcome: 'waiting' }]);
    authority.patience = undefined;
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect(demo.pin.asked).toHaveLength(asked);
    expect(entryOf(recovered[0]!).timestampToken).toBeDefined();
  });

  it('waits for one that is required, and its custodian finishes it without a restart and without the key', async () => {
    await decide(true);
    authority.patience = 1;
    const requestId = await demo.submitApproved(pdf);
    await expect(demo.stamp(requestId)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_AWAITED' });
    const before = { asked: demo.pin.asked.length, signed: demo.key.signatureCount() };
    const custodian = await demo.client(demoPeople.custodian);
    const tasks = async () =>
      (await custodian.desk.summary()).tasks.filter((task) => task.requestId === requestId).map(({ kind }) => kind);
    expect(await tasks()).toEqual(['finish']);
    const finish = () => custodian.stamping.takeUpAgain({ requestId });
    await expect(finish()).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_AWAITED' });
    await expect(
      demo.client(demoPeople.handler).then((handler) => handler.stamping.takeUpAgain({ requestId })),
    ).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
    authority.patience = undefined;
    const result = await finish();
    expect(result).toMatchObject({ requestId, outcome: 'finished' });
    expect(entryOf(result).timestampToken).toBeDefined();
    expect({ asked: demo.pin.asked.length, signed: demo.key.signatureCount() }).toEqual(before);
    expect([await tasks(), await demo.requestState(requestId)]).toEqual([[], 'consumed']);
    await expect(finish()).rejects.toMatchObject({ code: 'STAMP_NOTHING_WAITING' });
  });

  it('is made again after a crash with the journaled token and the same bytes, asking nobody', async () => {
    await decide(false);
    const requestId = await demo.submitApproved(pdf);
    const before = demo.sealedFiles();
    let made: Buffer | undefined;
    const crash = demo.stampInSteps(requestId, (step) => {
      if (step !== 'self-check') return;
      const part = demo.sealedFiles().find((name) => !before.includes(name));
      const file = path.join(demo.station.paths.sealed, part!);
      made = fs.readFileSync(file);
      fs.rmSync(file);
      throw new Error('power cut');
    });
    await expect(crash).rejects.toThrow('power cut');
    const { asked } = authority;
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect(authority.asked).toBe(asked);
    const name = demo.sealedFiles().find((one) => !before.includes(one));
    expect(fs.readFileSync(path.join(demo.station.paths.sealed, name!))).toEqual(made);
  });
});

describe('the decision about timestamps', () => {
  it('is the system administrator’s, and off before anybody made it', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    const change = custodian.station.timestamps.change({ source: 'registry', url: null, isRequired: false });
    await expect(change).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
    const system = await demo.client(demoPeople.system);
    const wrong = system.station.timestamps.change({ source: 'address', url: 'file:///etc', isRequired: false });
    await expect(wrong).rejects.toMatchObject({ code: 'RPC_INVALID_INPUT' });
  });

  it('can be tried before: a token with its authority, or why none came, and nothing is decided by it', async () => {
    await decide(false, 'off');
    const { timestamps } = (await demo.client(demoPeople.system)).station;
    const meant = { source: 'address', url: authority.url, isRequired: true } as const;
    const { genTime, ...found } = await timestamps.test(meant);
    expect(found).toMatchObject({ isTrusted: true, doubts: [], policy: '2.999.3161' });
    expect(found.authority).not.toBe('');
    expect(Math.abs(Date.parse(genTime) - demo.clock.now().getTime())).toBeLessThan(60_000);
    authority.patience = 0;
    await expect(timestamps.test(meant)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_UNAVAILABLE' });
    const off = { source: 'off', url: null, isRequired: false } as const;
    await expect(timestamps.test(off)).rejects.toMatchObject({ code: 'STAMP_TIMESTAMP_UNAVAILABLE' });
    expect((await timestamps.read()).source).toBe('off');
  });
});

const lastCells = (line: string) => line.replaceAll('"', '').split(',').slice(-4, -1);

describe('a timestamp in the register', () => {
  it('is shown with the entry and in the sheet: time and authority, or why there is none, or that none was asked for', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    const shown = async (result: StampResult) =>
      (await custodian.ledger.story({ entryNo: result.entryNo })).facts.timestamp;
    const stamped = async () => demo.stamp(await demo.submitApproved(pdf));
    await decide(false, 'off');
    const plain = await stamped();
    demo.clock.advance(61_000);
    await decide(false);
    const proven = await stamped();
    authority.patience = 0;
    demo.clock.advance(61_000);
    const silent = await stamped();
    expect(await shown(plain)).toBeNull();
    const time = await shown(proven);
    expect(time).toMatchObject({ failure: null, authority: expect.stringContaining('时间戳') });
    expect(await shown(silent)).toMatchObject({ genTime: null, failure: expect.any(String) });
    const sheet = Buffer.concat([...exportCsv(demo.station.parts.db, zhCnLedger).chunks]).toString('utf8');
    const lines = sheet.trimEnd().split('\r\n');
    expect(lastCells(lines[0]!)).toEqual(['签名方式', '时间戳时间', '时间戳机构']);
    const sheetTime = time!.genTime!.slice(0, 19).replace('T', ' ');
    expect(lines.slice(-3).map(lastCells)).toEqual([
      ['电子印章签名', '', ''],
      ['电子印章签名', sheetTime, time!.authority],
      ['电子印章签名', expect.stringMatching(/^没有取得（.+）$/), ''],
    ]);
  });
});

describe('the form of signature', () => {
  it('an application begins with is the system administrator’s decision, and each one is kept', async () => {
    const system = await demo.client(demoPeople.system);
    const handler = await demo.client(demoPeople.handler);
    expect((await handler.station.registerForm()).signatureForm).toBe('seal');
    const change = handler.station.signatureForm.change({ profile: 'compatible' });
    await expect(change).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
    expect(await system.station.signatureForm.change({ profile: 'compatible' })).toBe('compatible');
    expect((await handler.station.registerForm()).signatureForm).toBe('compatible');
    expect(await system.station.signatureForm.change({ profile: 'seal' })).toBe('seal');
    expect(await handler.station.signatureForm.read()).toBe('seal');
  });
});
