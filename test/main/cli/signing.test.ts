import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import { programFiles } from '#main/app/program-files.ts';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { SealView } from '#shared/contract/station.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import type { SubmittedBatch } from '#main/cli/batch-request.ts';
import { openCommandLine, type CommandLine, type FailureLine } from '#test/support/command-line.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { licence } from '#test/support/batches.ts';
import { copyPreparedStation, preparedNames } from '#test/support/prepared-station.ts';

let line: CommandLine;
let data: string;
let what: readonly string[];
const { handler, approver, custodian, system } = demoAccounts;
const as = (account: string): string[] => ['--as', account, '--password-file', line.passwordFile, '--data', data];
const pdf = path.join(programFiles.samples, '通知.pdf');
const ofd = path.join(programFiles.samples, '许可决定书.ofd');

beforeAll(async () => {
  line = openCommandLine();
  await copyPreparedStation(path.join(line.folder, 'copy'));
  data = path.join(line.folder, 'copy', preparedNames.station);
  const [seal] = line.json<readonly [SealView]>('seals', ...as(handler)).value;
  what = ['--seal', seal.esId, '--place', '1,100,200', '--reason', '农药经营许可证延续', '--unit', demoUnit.name];
});
afterAll(() => line.close());

const request = <T = RequestView>(file: string, ...more: string[]) =>
  line.json<T>('request', file, ...what, '--dept', '种业管理股', ...more, ...as(handler));

/** The form each file of a batch asks for. */
function formsOf({ value }: { value: SubmittedBatch }): readonly unknown[] {
  const database = new DatabaseSync(path.join(data, 'station.db'), { readOnly: true });
  const asked = 'SELECT draft FROM requests WHERE batch_id = ?';
  const rows = database.prepare(asked).all(value.batch.batchId) as { draft: string }[];
  database.close();
  return rows.map(({ draft }) => (JSON.parse(draft) as RequestView['draft']).signatureProfile ?? 'seal');
}

// Each test goes on with the decision of the one before it.
describe('what the office decided of its signatures, on the command line', () => {
  it('is shown to anybody who signs in and changed by the system administrator alone', () => {
    expect(line.json('signing', ...as(handler)).value).toEqual({ signature: 'seal', longTerm: 'off' });
    const refused = line.json<FailureLine>('signing', '--signature', 'compatible', ...as(custodian));
    expect([refused.status, refused.value.error.code]).toEqual([1, 'RPC_FORBIDDEN']);
    expect(line.run('signing', '--signature', 'compatible', ...as(system)).stdout).toBe(
      '缺省签名方式：兼容签名。\n长期验证材料：不写入。\n',
    );
    const english = line.run('--language', 'en', 'signing', ...as(handler)).stdout;
    expect(english).toBe('Form of signature to begin with: compatible signature.\nLong-term material: none.\n');
  });

  it('is the form a request for a PDF begins with, and is told', () => {
    const said = line.run('request', pdf, ...what, '--dept', '办公室', ...as(handler)).stdout;
    expect(said).toContain('签名方式：兼容签名（按单位的设置）');
  });

  it('leaves an OFD its seal, and refuses what was chosen for it in vain', () => {
    expect(request(ofd).value.draft).not.toHaveProperty('signatureProfile');
    const refused = request<FailureLine>(ofd, '--signature', 'compatible');
    expect(refused.value.error.code).toBe('STAMP_PROFILE_UNSUPPORTED');
  });

  it('is the form of a batch whose files are all PDF', () => {
    const folder = path.join(line.folder, '许可证');
    fs.mkdirSync(folder);
    for (const n of [1, 2]) fs.writeFileSync(path.join(folder, `许可证 ${n}.pdf`), licence());
    expect(formsOf(request<SubmittedBatch>(folder))).toEqual(['compatible', 'compatible']);
    fs.copyFileSync(ofd, path.join(folder, '许可决定书.ofd'));
    expect(formsOf(request<SubmittedBatch>(folder))).toEqual(['seal', 'seal', 'seal']);
  });

  it.skipIf(!canRun('pdfsig'))('lets the custodian ask for more material than the office', () => {
    const { requestId, pagesToRead } = request(pdf, '--signature', 'seal').value;
    const approve = ['approve', requestId, '--approve', '--viewed', pagesToRead.join(',')];
    expect(line.run(...approve, ...as(approver)).status).toBe(0);
    const more = ['--pin-file', line.pinFile, '--long-term', 'material'];
    const { output } = line.json<StampResult>('stamp', requestId, ...more, ...as(custodian)).value;
    // poppler says of a seal behind which something lies that it does not cover the whole file.
    expect(ask('pdfsig', ['-nocert', output]).text).toContain('- Not total document signed');
  });
});
