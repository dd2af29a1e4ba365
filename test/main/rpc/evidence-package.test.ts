import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { memoryClient } from '#main/rpc/router.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { sampleNotice } from '#test/support/screen-station.ts';

// Evidence of one number that somebody without this program can check (values: evidence before claims).

let demo: DemoStation;
let entryNo: string;
let folder: string;
beforeAll(async () => {
  demo = await openDemoStation();
  const requestId = await demo.submit(sampleNotice);
  await demo.approve(requestId);
  ({ entryNo } = await (await demo.client(demoPeople.custodian)).stamping.stamp({ requestId }));
  folder = fs.mkdtempSync(path.join(demo.folder, 'evidence-'));
});
afterAll(() => demo.close());

const auditor = () => demo.client(demoPeople.auditor);

async function unpacked(name: string): Promise<string> {
  const file = path.join(folder, `${name}.zip`);
  await (await auditor()).ledger.evidence({ entryNo, purpose: '配合案件调查', path: file });
  const target = path.join(folder, name);
  expect(ask('unzip', ['-q', file, '-d', target]).status).toBe(0);
  return target;
}

describe.skipIf(!canRun('unzip', 'python3', 'openssl'))('the evidence of a number', () => {
  it('holds records, proof, checkpoint, decisions, request and a Chinese explanation', async () => {
    const at = await unpacked('whole');
    expect(fs.readdirSync(at).toSorted()).toEqual(
      expect.arrayContaining([
        'README.txt',
        'check.py',
        'checkpoint.txt',
        'decisions.json',
        'proof.json',
        'request.json',
      ]),
    );
    expect(fs.readdirSync(path.join(at, 'leaves')).map((name) => name.replace(/^\d+-/, ''))).toEqual(
      expect.arrayContaining(['intent.json', 'outcome.json']),
    );
    const readme = fs.readFileSync(path.join(at, 'README.txt'), 'utf8');
    expect(readme).toContain(`登记号：${entryNo}`);
    expect(readme).toContain('用途：配合案件调查');
    const [decision] = JSON.parse(fs.readFileSync(path.join(at, 'decisions.json'), 'utf8')) as { proof: string }[];
    expect(decision).toMatchObject({ proof: 'station', decision: 'approve' });
  });

  it('is found whole by Python and OpenSSL alone', async () => {
    const { status, text } = ask('python3', [path.join(await unpacked('checked'), 'check.py')]);
    expect(text).toContain('全部相符');
    expect(text).not.toContain('不符');
    expect(status).toBe(0);
  });

  it.each([
    ['a record', (at: string) => edit(path.join(at, 'leaves', pick(at, 'outcome')), '检查', '核查')],
    ['the checkpoint', (at: string) => edit(path.join(at, 'checkpoint.txt'), /at 2/, 'at 1')],
    ['a decision', (at: string) => edit(path.join(at, 'decisions.json'), /approve/g, 'refuse')],
    ['the key', (at: string) => edit(path.join(at, 'proof.json'), /"publicKey": "04./, '"publicKey": "040')],
  ])('is found broken when somebody changed %s', async (name, change) => {
    const at = await unpacked(`changed-${name.replaceAll(' ', '-')}`);
    change(at);
    const { status, text } = ask('python3', [path.join(at, 'check.py')]);
    expect(text).toContain('不符');
    expect(status).toBe(1);
  });
});

function pick(at: string, kind: string): string {
  return fs.readdirSync(path.join(at, 'leaves')).find((name) => name.includes(kind))!;
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = fs.readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  fs.writeFileSync(file, changed);
}

describe('who takes evidence', () => {
  it('is whoever exports the register, for a purpose, and it is laid ready for his session', async () => {
    const client = await auditor();
    const made = await client.ledger.evidence({ entryNo, purpose: '配合案件调查' });
    expect(made).toMatchObject({ fileName: `用印证据-${entryNo}.zip` });
    expect(made.exportId).not.toBeNull();
    expect(await refusalOf(() => client.ledger.evidence({ entryNo, purpose: ' ' }))).toBe('RPC_INVALID_INPUT');
    expect(await refusalOf(() => client.ledger.evidence({ entryNo: '2019-000001', purpose: '调查' }))).toBe(
      'LEDGER_NOT_FOUND',
    );
  });

  it('is not the custodian: an export is asked for, and produced by others (lifecycles C.8)', async () => {
    const custodian = await demo.client(demoAccounts.custodian);
    expect(await refusalOf(() => custodian.ledger.evidence({ entryNo, purpose: '自查' }))).toBe('RPC_FORBIDDEN');
    const nobody = memoryClient(demo.station.router);
    expect(await refusalOf(() => nobody.ledger.evidence({ entryNo, purpose: '自查' }))).toBe('RPC_SIGNED_OUT');
  });
});
