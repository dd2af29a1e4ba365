import fs from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTextFont } from '#main/app/program-files.ts';
import { batchReport, batchReportRecord, batchReportTable } from '#main/rpc/batch-report.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { listOpenJobs } from '#main/stamping/job-repository.ts';
import type { BatchRun } from '#shared/contract/batches.ts';
import { findPerson } from '#main/station/people.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { approvedBatch, filesOf, submitBatch } from '#test/support/batches.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
beforeEach(() => {
  demo.pin.says = 'right';
  demo.key.control();
});
afterAll(() => demo.close());

async function run(batchId: string, account: string = demoPeople.custodian): Promise<BatchRun> {
  return (await demo.client(account)).batches.stamp({ batchId });
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'not refused',
    (error: unknown) => toErrorShape(error).code,
  );
}

const register = async () => (await demo.client(demoPeople.auditor)).ledger.list({ limit: 500 });
const isSound = async () => (await (await demo.client(demoPeople.auditor)).ledger.check()).ok;
const statesOf = (batchId: string) => filesOf(demo, batchId).map(({ state }) => state);

/** Numbers follow each other without a gap, and every entry 成功 has its file. */
async function expectWhole(): Promise<void> {
  const entries = await register();
  const numbers = entries.map(({ entryNo }) => Number(entryNo.slice(-6))).toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const sealed = demo.sealedFiles();
  for (const { entryNo, result } of entries) {
    expect(sealed.filter((name) => name.startsWith(entryNo))).toHaveLength(result === 'success' ? 1 : 0);
  }
  expect(sealed.filter((name) => name.startsWith('.'))).toEqual([]);
  expect(listOpenJobs(demo.station.parts.db)).toEqual([]);
  expect(await isSound()).toBe(true);
}

/** The report names every file with its numbers, digests and reasons; the PDF is read by a program that is not ours. */
async function expectReport(batchId: string, { results }: BatchRun): Promise<void> {
  const { parts } = demo.station;
  const personOf = (account: string) => findPerson(parts.db, account)!;
  const person = personOf(demoPeople.custodian);
  const report = batchReport(parts, batchId, person);
  const lines = batchReportTable(report, parts).trimEnd().split('\r\n');
  expect(lines).toHaveLength(results.length + 1);
  for (const { position, entryNo, output } of results) {
    const row = lines[position]!;
    expect(row).toContain(filesOf(demo, batchId)[position - 1]!.documentSm3);
    expect(row).toContain(entryNo ?? 'DOC_CHANGED_SINCE_APPROVAL');
    const after = output === null ? '' : Buffer.from(sm3(fs.readFileSync(output))).toString('hex');
    expect(row).toContain(`"${after}"`);
  }
  const record = await batchReportRecord(report, parts, person, readTextFont()!);
  const file = demo.file('结果单.pdf', record);
  if (!canRun('pdftotext', 'qpdf')) return;
  expect(ask('qpdf', ['--check', file]).status).toBe(0);
  const text = ask('pdftotext', ['-layout', file, '-']).text.replaceAll(/\s/g, '');
  for (const { entryNo } of results) expect(text).toContain(entryNo ?? 'DOC_CHANGED_SINCE_APPROVAL');
  expect(() => batchReport(parts, batchId, personOf(demoPeople.system))).toThrow('APPROVAL_NOT_FOUND');
}

describe('a batch under one approval (U-CUS-15, AC-XA-L-30)', () => {
  it('stamps every file with one PIN, one number each in the order of the list, one file each', async () => {
    const batchId = await approvedBatch(demo, 6);
    const before = { asked: demo.pin.asked.length, signed: demo.key.signatureCount() };
    const result = await run(batchId);
    expect(result).toMatchObject({ end: 'finished', error: null, files: 6 });
    expect(demo.pin.asked).toHaveLength(before.asked + 1);
    expect(demo.pin.asked.at(-1)).toMatchObject({
      purpose: 'stamping',
      documentName: '农药经营许可证（延续）',
      batch: { documents: 6, minutes: 10 },
    });
    expect(demo.key.signatureCount()).toBe(before.signed + 6);
    const numbers = result.results.map(({ entryNo }) => Number(entryNo!.slice(-6)));
    expect(numbers).toEqual(Array.from({ length: 6 }, (_, index) => numbers[0]! + index));
    expect(result.results.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(statesOf(batchId))).toEqual(new Set(['consumed']));
    await expectWhole();
  });

  it('passes over a damaged file with its reason, uses no number for it, and finishes the others', async () => {
    const batchId = await approvedBatch(demo, 5);
    const [, , damaged] = filesOf(demo, batchId);
    const original = await demo.originalOf(damaged!.requestId);
    fs.chmodSync(original, 0o600);
    fs.truncateSync(original, 300);
    const result = await run(batchId);
    expect(result.end).toBe('finished');
    expect(result.results.find(({ position }) => position === 3)).toMatchObject({
      position: 3,
      entryNo: null,
      refusal: { code: 'DOC_CHANGED_SINCE_APPROVAL' },
    });
    const numbers = result.results.flatMap(({ entryNo }) => (entryNo ? [Number(entryNo.slice(-6))] : []));
    expect(numbers).toEqual(Array.from({ length: 4 }, (_, index) => numbers[0]! + index));
    expect(statesOf(batchId)).toEqual(['consumed', 'consumed', 'invalidated', 'consumed', 'consumed']);
    const { list } = await (await demo.client(demoPeople.custodian)).batches.get({ batchId });
    expect(list[2]).toMatchObject({ refusal: { code: 'DOC_CHANGED_SINCE_APPROVAL' }, entryNo: null });
    await expectReport(batchId, result);
    await expectWhole();
  });

  it('stops after the file at work when it is told to, and goes on where it stopped', async () => {
    demo.key.setLatencyMs(80);
    const batchId = await approvedBatch(demo, 6);
    const custodian = await demo.client(demoPeople.custodian);
    const running = run(batchId);
    await until(async () => ((await custodian.batches.run({ batchId }))?.results.length ?? 0) >= 2);
    expect(await custodian.batches.stop({ batchId })).toEqual({ stopping: true });
    const stopped = await running;
    expect(stopped.end).toBe('stopped');
    const done = stopped.results.length;
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(6);
    expect(statesOf(batchId).filter((state) => state === 'approved')).toHaveLength(6 - done);
    demo.key.control();
    const asked = demo.pin.asked.length;
    expect(await run(batchId)).toMatchObject({ end: 'finished', files: 6 - done });
    expect(demo.pin.asked).toHaveLength(asked + 1);
    expect(await codeOf(run(batchId))).toBe('APPROVAL_MISSING');
    await expectWhole();
  });

  it('stopped just when the next file was found changed, it keeps the reason for it', async () => {
    demo.key.setLatencyMs(500);
    const batchId = await approvedBatch(demo, 4);
    const [, , damaged] = filesOf(demo, batchId);
    const original = await demo.originalOf(damaged!.requestId);
    fs.chmodSync(original, 0o600);
    fs.truncateSync(original, 300);
    const custodian = await demo.client(demoPeople.custodian);
    const running = run(batchId);
    await until(async () => statesOf(batchId)[2] === 'invalidated');
    await custodian.batches.stop({ batchId });
    const stopped = await running;
    expect(stopped.end).toBe('stopped');
    expect(stopped.results.find(({ position }) => position === 3)?.refusal?.code).toBe('DOC_CHANGED_SINCE_APPROVAL');
    demo.key.control();
    expect(await run(batchId)).toMatchObject({ end: 'finished' });
    const { list } = await custodian.batches.get({ batchId });
    expect(list[2]).toMatchObject({ refusal: { code: 'DOC_CHANGED_SINCE_APPROVAL' }, state: 'invalidated' });
    await expectWhole();
  });

  it('ends when the time of its login is over, and the rest waits for another PIN', async () => {
    const batchId = await approvedBatch(demo, 4);
    demo.key.setLatencyMs(60);
    const running = (await demo.client(demoPeople.custodian)).batches.stamp({ batchId, minutes: 1 });
    const custodian = await demo.client(demoPeople.custodian);
    await until(async () => ((await custodian.batches.run({ batchId }))?.results.length ?? 0) >= 1);
    demo.clock.advance(61_000);
    const result = await running;
    expect(result.end).toBe('time-over');
    expect(result.results.length).toBeLessThan(4);
    demo.key.control();
    expect(await run(batchId)).toMatchObject({ end: 'finished' });
    await expectWhole();
  });

  it('leaves one file of it to be stamped by itself', async () => {
    const batchId = await approvedBatch(demo, 3);
    const [first] = filesOf(demo, batchId);
    const { entryNo } = await demo.stamp(first!.requestId);
    expect(entryNo).toMatch(/^\d{4}-\d{6}$/);
    expect(await run(batchId)).toMatchObject({ end: 'finished', files: 2 });
    await expectWhole();
  });
});

describe('a batch that is refused', () => {
  it('before it is approved, to another custodian, and while another stamp is under way', async () => {
    const submitted = await submitBatch(demo, 2);
    expect(await codeOf(run(submitted))).toBe('APPROVAL_MISSING');
    const batchId = await approvedBatch(demo, 2);
    const asked = demo.pin.asked.length;
    expect(await codeOf(run(batchId, demoPeople.secondCustodian))).toBe('SEAL_NOT_CUSTODIAN');
    expect(demo.pin.asked).toHaveLength(asked);
    demo.pin.during(async () => expect(await codeOf(run(batchId))).toBe('STAMP_STATION_BUSY'));
    expect(await run(batchId)).toMatchObject({ end: 'finished' });
  });

  it.each([
    ['wrong', 'TOKEN_PIN_INCORRECT'],
    ['cancel', 'TOKEN_PIN_CANCELLED'],
  ] as const)('with a PIN that is %s: one try, no number, every file still approved (U-CUS-2)', async (says, code) => {
    const batchId = await approvedBatch(demo, 3);
    const before = { entries: await register(), asked: demo.pin.asked.length };
    demo.pin.says = says;
    expect(await codeOf(run(batchId))).toBe(code);
    expect(demo.pin.asked).toHaveLength(before.asked + 1);
    expect(await register()).toEqual(before.entries);
    expect(new Set(statesOf(batchId))).toEqual(new Set(['approved']));
    demo.pin.says = 'right';
    expect(await run(batchId)).toMatchObject({ end: 'finished', files: 3 });
  });
});

describe('trouble in the midst of a batch', () => {
  it('a key that is pulled stops it: what was done stays done, the rest goes on with the key back (U-CUS-4)', async () => {
    const batchId = await approvedBatch(demo, 5);
    demo.key.setLatencyMs(60);
    const custodian = await demo.client(demoPeople.custodian);
    const running = run(batchId);
    await until(async () => ((await custodian.batches.run({ batchId }))?.results.length ?? 0) >= 2);
    demo.key.unplug();
    const result = await running;
    expect(result.end).toBe('failed');
    expect(result.error?.code).toMatch(/^TOKEN_/);
    const done = result.results.length;
    demo.key.plug();
    const states = statesOf(batchId);
    expect(states.slice(0, done)).toEqual(Array.from({ length: done }, () => 'consumed'));
    expect(states.filter((state) => state === 'approved').length).toBeGreaterThanOrEqual(5 - done - 1);
    expect(await run(batchId)).toMatchObject({ end: 'finished' });
    expect(new Set(statesOf(batchId))).toEqual(
      new Set(states.includes('unsettled') ? ['consumed', 'unsettled'] : ['consumed']),
    );
    await expectWhole();
  });

  it('a key that lies stops it at the first bad signature, whose number is void (U-CUS-17)', async () => {
    const batchId = await approvedBatch(demo, 3);
    demo.key.giveWrongSignatures();
    const result = await run(batchId);
    expect(result).toMatchObject({ end: 'failed', error: { code: 'TOKEN_SIGNATURE_INVALID' }, results: [] });
    expect(new Set(statesOf(batchId))).toEqual(new Set(['approved']));
    demo.key.control();
    expect(await run(batchId)).toMatchObject({ end: 'finished', files: 3 });
    await expectWhole();
  });

  it('a folder that cannot be written stops it before the next number is used (U-CUS-13)', async () => {
    const batchId = await approvedBatch(demo, 3);
    const custodian = await demo.client(demoPeople.custodian);
    const file = demo.file('not-a-folder', new Uint8Array([1]));
    expect(await codeOf(custodian.batches.stamp({ batchId, outputFolder: `${file}/out` }))).toBe(
      'STATION_STORAGE_FAILED',
    );
    expect(new Set(statesOf(batchId))).toEqual(new Set(['approved']));
    expect(await run(batchId)).toMatchObject({ end: 'finished' });
    await expectWhole();
  });

  it('a custodian who signs out stops it after the file at work', async () => {
    const batchId = await approvedBatch(demo, 6);
    demo.key.setLatencyMs(80);
    const custodian = await demo.client(demoPeople.custodian);
    const running = run(batchId);
    await until(async () => ((await custodian.batches.run({ batchId }))?.results.length ?? 0) >= 1);
    await custodian.session.signOut();
    const result = await running;
    expect(result.end).toBe('stopped');
    expect(result.results.length).toBeLessThan(6);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never came to that');
}
