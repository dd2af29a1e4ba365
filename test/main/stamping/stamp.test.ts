import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { toHex } from '#shared/log/text-bytes.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const samples = {
  PDF: path.join(programFiles.samples, '通知.pdf'),
  OFD: path.join(programFiles.samples, '许可决定书.ofd'),
};

describe.each(['PDF', 'OFD'] as const)('stamping an approved %s (U-CUS-1, AC-AY-13b)', (format) => {
  let requestId: string;
  let result: StampResult;
  const steps: string[] = [];
  beforeAll(async () => {
    requestId = await demo.submitApproved(samples[format]);
    demo.pin.during(() => void steps.push('pin'));
    result = await demo.stampInSteps(requestId, (step) => steps.push(step));
  });

  it('asks for the PIN after the pre-checks and before anything is written to the register', () => {
    expect(steps).toEqual(['pin', 'intent', 'signature', 'self-check', 'entry']);
    expect(demo.pin.asked.at(-1)).toMatchObject({ purpose: 'stamping', documentName: path.basename(samples[format]) });
  });

  it('gives a file whose digest is the one in the register, and leaves no temporary file', async () => {
    const digest = toHex(sm3(fs.readFileSync(result.output)));
    expect(digest).toBe(result.digestAfterSm3);
    const auditor = await demo.client(demoPeople.auditor);
    const [entry] = await auditor.ledger.list({ limit: 1 });
    expect(entry).toMatchObject({ result: 'success', digestAfterSm3: digest, entryNo: result.entryNo });
    expect(demo.sealedFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is found valid by the verifying path', async () => {
    const auditor = await demo.client(demoPeople.auditor);
    const { files } = await auditor.verification.verify({ files: [result.output] });
    expect(files[0]).toMatchObject({ format, verdict: 'valid' });
  });

  it('leaves the original as it was submitted', async () => {
    expect(fs.readFileSync(await demo.originalOf(requestId))).toEqual(fs.readFileSync(samples[format]));
    if (format !== 'PDF') return;
    const original = fs.readFileSync(samples.PDF);
    expect(fs.readFileSync(result.output).subarray(0, original.length)).toEqual(original);
  });

  it('uses the approval up: a second stamp is refused and names the entry (U-CUS-7, ATK-42)', async () => {
    expect(await demo.requestState(requestId)).toBe('consumed');
    const asked = demo.pin.asked.length;
    await expect(demo.stamp(requestId)).rejects.toMatchObject({
      code: 'APPROVAL_SPENT',
      facts: { entry: result.entryNo },
    });
    expect(demo.pin.asked).toHaveLength(asked);
  });
});

describe('the register after both', () => {
  it('counts without a gap and passes the checker', async () => {
    const auditor = await demo.client(demoPeople.auditor);
    const rows = await auditor.ledger.list({});
    expect(rows.map(({ entryNo }) => entryNo.slice(-6))).toEqual(['000002', '000001']);
    expect(await auditor.ledger.check()).toMatchObject({ ok: true, entries: 2, leaves: 4 });
  });
});
