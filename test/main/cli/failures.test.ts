import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoUnit } from '#main/app/demo/demo-people.ts';
import { openCommandLine, type CommandLine, type FailureLine } from '#test/support/command-line.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { copyPreparedStation, preparedNames } from '#test/support/prepared-station.ts';

const esId = '41079900000001';

describe('a command that fails', () => {
  let line: CommandLine;
  let data: string;
  let document: string;
  beforeAll(async () => {
    line = openCommandLine();
    const folder = join(line.folder, 'prepared');
    await copyPreparedStation(folder);
    data = join(folder, preparedNames.station);
    document = join(line.folder, 'a.pdf');
    writeFileSync(document, pdfDocument());
  });
  afterAll(() => line.close());

  const as = (account: string): string[] => ['--as', account, '--password-file', line.passwordFile, '--data', data];
  const request = (...more: readonly string[]): string[] => [
    'request',
    document,
    '--seal',
    esId,
    '--place',
    '1,100,200',
    '--reason',
    '印发会议纪要',
    '--unit',
    demoUnit.name,
    '--dept',
    '办公室',
    ...more,
    ...as('lin'),
  ];

  it('tells what, why, what next and the code, in Chinese, on standard error, and exits with 1', () => {
    const { status, stdout, stderr } = line.run('approve', '6f1c1b1e-6f7e-4d7e-9a53-000000000001', ...as('zhou'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      '找不到用印申请“6f1c1b1e-6f7e-4d7e-9a53-000000000001”。\n原因：申请编号不存在，或者您无权查看。\n处理：请核对申请编号。\n代码：APPROVAL_NOT_FOUND\n',
    );
  });

  it('tells the same as one line of JSON', () => {
    const { status, value } = line.json<FailureLine>('approve', '6f1c1b1e-6f7e-4d7e-9a53-000000000001', ...as('zhou'));
    expect(status).toBe(1);
    expect(value).toEqual({
      error: {
        code: 'APPROVAL_NOT_FOUND',
        facts: { request: '6f1c1b1e-6f7e-4d7e-9a53-000000000001' },
        what: '找不到用印申请“6f1c1b1e-6f7e-4d7e-9a53-000000000001”。',
        why: '申请编号不存在，或者您无权查看。',
        next: '请核对申请编号。',
      },
    });
  });

  it('speaks English where it is asked to', () => {
    for (const args of [
      ['--language', 'en', 'seals', ...as('nobody')],
      ['--language=en', 'seals', ...as('nobody')],
    ]) {
      const { status, stderr } = line.run(...args);
      expect(status).toBe(1);
      expect(stderr).not.toMatch(/[\u4e00-\u9fff]/);
      expect(stderr).toContain('RPC_SIGN_IN_FAILED');
    }
  });

  const cases: readonly (readonly [string, () => readonly string[], string])[] = [
    ['without anybody to ask for the password', () => ['seals', '--as', 'zhou', '--data', data], 'RPC_SIGN_IN_FAILED'],
    [
      'with a password file that is not there',
      () => ['seals', '--as', 'zhou', '--password-file', '/nowhere', '--data', data],
      'DOC_NOT_FOUND',
    ],
    [
      'over a folder without a station',
      () => ['seals', ...as('zhou').slice(0, 4), '--data', join(line.folder, 'empty')],
      'STATION_NOT_READY',
    ],
    ['for a seal that is not here', () => request('--seal', '0'), 'SEAL_NOT_FOUND'],
    ['with a place that is none', () => request('--place', 'oben'), 'RPC_INVALID_INPUT'],
    ['with a page the document does not have', () => request('--place', '2,100,200'), 'STAMP_PAGE_NOT_FOUND'],
    ['with copies that are no number', () => request('--copies', 'viele'), 'RPC_INVALID_INPUT'],
    ['with a document number of the wrong form', () => request('--number', '青农发[2026]18号'), 'RPC_INVALID_INPUT'],
    ['for another unit', () => request('--unit', '某某县某某局'), 'APPROVAL_OUT_OF_SCOPE'],
    ['with a marked title', () => request('--title', '【机密】名单'), 'DOC_CLASSIFIED'],
    [
      'as somebody without the role',
      () => ['stamp', '6f1c1b1e-6f7e-4d7e-9a53-000000000001', ...as('lin')],
      'RPC_FORBIDDEN',
    ],
    ['with limits that are none', () => ['ledger', 'list', '--limit', '0', ...as('zhou')], 'RPC_INVALID_INPUT'],
    ['for people with roles that clash', () => people('custodian,auditor'), 'STATION_ROLE_CONFLICT'],
    ['for people with roles that do not exist', () => people('emperor'), 'RPC_INVALID_INPUT'],
    ['for people added by somebody else', () => people('handler', 'zhou'), 'RPC_FORBIDDEN'],
  ];

  function people(held: string, by = 'system'): string[] {
    const person = ['--account', 'new', '--name', '新人', '--dept', '办公室', '--new-password-file', line.passwordFile];
    return ['people', ...person, '--roles', held, ...as(by)];
  }

  it.each(cases)('%s: one line of JSON with its code, and status 1', (_what, args, code) => {
    const { status, value, stderr } = line.json<FailureLine>(...args());
    expect({ status, code: value.error.code }).toEqual({ status: 1, code });
    expect(value.error.what).toMatch(/[\u4e00-\u9fff]/);
    expect(stderr).not.toMatch(/\bat .+:\d+:\d+|\{\{/);
  });

  it('adds a person by the system administrator, who can then sign in', () => {
    expect(line.run(...people('handler,head')).status).toBe(0);
    expect(line.run('requests', ...as('new'))).toMatchObject({ status: 0 });
    expect(line.json<FailureLine>(...people('handler')).value.error.code).toBe('STATION_PERSON_EXISTS');
  });

  it('shows its usage for an unknown command, on standard error alone', () => {
    const { status, stdout, stderr } = line.run('stempeln');
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('sealkeeper');
  });
});
