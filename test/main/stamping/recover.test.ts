import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { listOpenJobs } from '#main/stamping/job-repository.ts';
import { listWarrants } from '#main/warrant/warrant-repository.ts';
import type { StampStep } from '#shared/contract/stamping.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

let demo: DemoStation;
beforeEach(async () => {
  demo = await openDemoStation();
});
afterEach(() => demo.close());

const samples = {
  PDF: path.join(programFiles.samples, '通知.pdf'),
  OFD: path.join(programFiles.samples, '许可决定书.ofd'),
};

class PowerCut extends Error {}

/** Stamps until a step and stops there, as a cut would; the job stays as it is on the disk. */
async function stopAt(step: StampStep, requestId: string, before: () => void = () => undefined): Promise<void> {
  const stop = (now: StampStep): void => {
    if (now !== step) return;
    before();
    throw new PowerCut();
  };
  await expect(demo.stampInSteps(requestId, stop)).rejects.toBeInstanceOf(PowerCut);
}

const entryOfFirst = (): string => {
  const [job] = listOpenJobs(demo.station.parts.db);
  return path.basename(job!.outputPath).slice(0, 11);
};

async function rows() {
  return (await demo.client(demoPeople.auditor)).ledger.list({});
}

/** One entry, one file with its digest that verifies, nothing else lying about. */
async function expectOneSealedFile(): Promise<void> {
  const auditor = await demo.client(demoPeople.auditor);
  const [entry, ...others] = await auditor.ledger.list({});
  expect(others).toEqual([]);
  expect(entry!.result).toBe('success');
  const files = demo.sealedFiles();
  expect(files).toHaveLength(1);
  const file = path.join(demo.station.paths.sealed, files[0]!);
  expect(toHex(sm3(fs.readFileSync(file)))).toBe(entry!.digestAfterSm3);
  const report = await auditor.verification.verify({ files: [file] });
  expect(report.files[0]!.verdict).toBe('valid');
  expect(await auditor.ledger.check()).toMatchObject({ ok: true });
  expect(listWarrants(demo.station.parts.db, 'reserved')).toEqual([]);
}

describe.each(['PDF', 'OFD'] as const)('a stamp of a %s that was cut off (U-CUS-14, ATK-40)', (format) => {
  it('after the intent, before the key was asked: the number is void and the request may be stamped again', async () => {
    const requestId = await demo.submitApproved(samples[format]);
    await stopAt('intent', requestId);
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, outcome: 'voided' }]);
    expect(demo.sealedFiles()).toEqual([]);
    expect(await demo.requestState(requestId)).toBe('approved');
    const { entryNo } = await demo.stamp(requestId);
    expect(entryNo).toMatch(/-000002$/);
    expect((await rows()).map(({ result }) => result)).toEqual(['success', 'void']);
  });

  it('after the signature was journaled: the file is made from the journal, and the key is not asked again', async () => {
    const requestId = await demo.submitApproved(samples[format]);
    await stopAt('signature', requestId);
    const signed = demo.key.signatureCount();
    demo.key.unplug();
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect(demo.key.signatureCount()).toBe(signed);
    await expectOneSealedFile();
  });

  it('after the self-check, before the entry: the temporary file is replaced by the same bytes', async () => {
    const requestId = await demo.submitApproved(samples[format]);
    let temporary = '';
    await stopAt('self-check', requestId, () => {
      const [part] = demo.sealedFiles();
      expect(part).toMatch(/^\..*\.part$/);
      temporary = toHex(sm3(fs.readFileSync(path.join(demo.station.paths.sealed, part!))));
    });
    await demo.reopen();
    await expectOneSealedFile();
    expect((await rows())[0]!.digestAfterSm3).toBe(temporary);
  });

  it('after the entry, before the final name: the file gets its name', async () => {
    const requestId = await demo.submitApproved(samples[format]);
    const stranger = await recordWithoutName(requestId);
    fs.rmSync(stranger);
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ outcome: 'finished' }]);
    await expectOneSealedFile();
  });

  it.each([
    ['gone', (part: string) => fs.rmSync(part)],
    ['damaged', (part: string) => fs.truncateSync(part, 100)],
  ] as const)('after the entry, with the temporary file %s: it is made again byte for byte', async (_how, harm) => {
    const requestId = await demo.submitApproved(samples[format]);
    fs.rmSync(await recordWithoutName(requestId));
    harm(partFile());
    expect((await demo.reopen()).recovered).toMatchObject([{ outcome: 'finished' }]);
    await expectOneSealedFile();
  });

  it('between the final name and the removal of the temporary one: one name is left', async () => {
    const requestId = await demo.submitApproved(samples[format]);
    const output = await recordWithoutName(requestId);
    fs.rmSync(output);
    fs.linkSync(partFile(), output);
    await demo.reopen();
    await expectOneSealedFile();
    expect(await demo.requestState(requestId)).toBe('consumed');
  });
});

const partFile = (): string =>
  path.join(
    demo.station.paths.sealed,
    demo.sealedFiles().find((name) => name.endsWith('.part'))!,
  );

/** Another file takes the final name just before the entry is written. @returns the final name */
async function recordWithoutName(requestId: string): Promise<string> {
  let output = '';
  const obstruct = (step: StampStep): void => {
    if (step !== 'self-check') return;
    output = listOpenJobs(demo.station.parts.db)[0]!.outputPath;
    fs.writeFileSync(output, 'somebody else');
  };
  await expect(demo.stampInSteps(requestId, obstruct)).rejects.toMatchObject({ code: 'STAMP_OUTPUT_EXISTS' });
  expect(fs.readFileSync(output, 'utf8')).toBe('somebody else');
  return output;
}

describe('what cannot be finished', () => {
  it('waits while another file stands in its place, and keeps nobody from working', async () => {
    const requestId = await demo.submitApproved(samples.PDF);
    const stranger = await recordWithoutName(requestId);
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, outcome: 'waiting' }]);
    expect(fs.readFileSync(stranger, 'utf8')).toBe('somebody else');
    await demo.stamp(await demo.submitApproved(samples.OFD));

    fs.rmSync(stranger);
    expect((await demo.reopen()).recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect((await demo.reopen()).recovered).toEqual([]);
    expect(demo.sealedFiles()).toHaveLength(2);
  });

  it.each([
    ['changed', (file: string) => fs.appendFileSync(file, ' ')],
    ['gone', (file: string) => fs.rmSync(file)],
  ] as const)('because the original is %s: the signature stands in the register as 已签未存', async (_how, harm) => {
    const requestId = await demo.submitApproved(samples.PDF);
    await stopAt('signature', requestId);
    const entry = entryOfFirst();
    const original = await demo.originalOf(requestId);
    fs.chmodSync(original, 0o600);
    harm(original);
    const { recovered } = await demo.reopen();
    expect(recovered).toMatchObject([{ requestId, entryNo: entry, outcome: 'signed-unsaved' }]);
    expect((await rows())[0]).toMatchObject({ entryNo: entry, result: 'signed-unsaved', digestAfterSm3: '' });
    expect(demo.sealedFiles()).toEqual([]);
    expect((await demo.reopen()).recovered).toEqual([]);
  });
});
