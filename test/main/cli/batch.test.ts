import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import type { BatchRow } from '#shared/contract/batches.ts';
import type { SealView } from '#shared/contract/station.ts';
import type { BatchReport } from '#main/cli/batch-stamp.ts';
import type { SubmittedBatch } from '#main/cli/batch-request.ts';
import { licence } from '#test/support/batches.ts';
import { openCommandLine, type CommandLine } from '#test/support/command-line.ts';
import { copyPreparedStation, preparedNames } from '#test/support/prepared-station.ts';

let line: CommandLine;
let data: string;
let batchId: string;
const { handler, approver, custodian } = demoAccounts;
const as = (account: string): string[] => ['--as', account, '--password-file', line.passwordFile, '--data', data];

beforeAll(async () => {
  line = openCommandLine();
  await copyPreparedStation(path.join(line.folder, 'copy'));
  data = path.join(line.folder, 'copy', preparedNames.station);
});
afterAll(() => line.close());

// One batch by commands alone; each test goes on where the one before it stopped.
describe('a batch on the command line (U-CUS-15)', () => {
  it('is made of a folder, in the order of its names; what cannot be taken is named and left out', () => {
    const [seal] = line.json<readonly [SealView]>('seals', ...as(handler)).value;
    const folder = path.join(line.folder, '许可证');
    fs.mkdirSync(folder);
    for (let n = 1; n <= 11; n += 1) fs.writeFileSync(path.join(folder, `许可证 ${n}.pdf`), licence());
    fs.writeFileSync(path.join(folder, '许可证 6.pdf'), '%PDF-1.7 broken');
    fs.writeFileSync(path.join(folder, '说明.txt'), 'not a document');
    const what = ['--seal', seal.esId, '--place', '1,100,200', '--reason', '农药经营许可证延续'];
    const whom = ['--unit', demoUnit.name, '--dept', '种业管理股', '--type', '证照', '--batch', '农药经营许可证'];
    const { status, value } = line.json<SubmittedBatch>('request', folder, ...what, ...whom, ...as(handler));
    expect(status).toBe(1);
    expect(value.leftOut).toMatchObject([{ file: path.join(folder, '许可证 6.pdf'), code: 'DOC_BROKEN' }]);
    expect(value.batch).toMatchObject({ title: '农药经营许可证', files: 10, counts: { 'in-review': 10 } });
    batchId = value.batch.batchId;
    expect(line.run('requests', ...as(handler)).stdout).toContain(batchId);
  });

  it('is shown with the digest of each file, and approved once what must be read was read', () => {
    const shown = line.run('approve', batchId, ...as(approver)).stdout;
    expect(shown.match(/SM3 [0-9a-f]{64}/g)).toHaveLength(10);
    expect(shown).toContain('10  许可证 11');
    const refused = line.json<{ error: { code: string } }>('approve', batchId, '--approve', ...as(approver));
    expect(refused.value.error.code).toBe('APPROVAL_BATCH_NOT_VIEWED');
    const approve = ['approve', batchId, '--approve', '--viewed', 'required', '--attest-rest'];
    expect(line.json<BatchRow>(...approve, ...as(approver)).value.counts).toEqual({ approved: 10 });
  });

  it('is stamped with one PIN, and says of each file what became of it', () => {
    const originals = path.join(data, 'originals');
    const [damaged] = fs.readdirSync(originals);
    fs.chmodSync(path.join(originals, damaged!), 0o600);
    fs.truncateSync(path.join(originals, damaged!), 100);
    const pin = ['--pin-file', line.pinFile];
    const { status, value } = line.json<BatchReport>('stamp', batchId, ...pin, ...as(custodian));
    expect(status).toBe(1);
    expect(value).toMatchObject({ end: 'finished', files: 10 });
    const passed = value.results.filter(({ refusal }) => refusal !== null);
    expect(passed).toMatchObject([{ entryNo: null, refusal: { code: 'DOC_CHANGED_SINCE_APPROVAL' } }]);
    expect(value.list.filter(({ state }) => state === 'consumed')).toHaveLength(9);
    expect(fs.readdirSync(path.join(data, 'sealed'))).toHaveLength(9);
    const again = line.run('stamp', batchId, ...pin, ...as(custodian));
    expect(again.stderr).toContain('APPROVAL_MISSING');
  });
});
