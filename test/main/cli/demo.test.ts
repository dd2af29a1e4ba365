import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerCheckView } from '#shared/contract/ledger.ts';
import { openCommandLine, type CommandLine, type FailureLine } from '#test/support/command-line.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

interface DemoLine {
  readonly documents: readonly {
    readonly input: string;
    readonly output: string;
    readonly format: string;
    readonly verdict: string;
  }[];
}

describe('the demonstration', () => {
  let line: CommandLine;
  let data: string;
  let out: string;
  let answer: { status: number | null; value: DemoLine; stderr: string };
  const own: string[] = [];

  beforeAll(() => {
    line = openCommandLine();
    data = join(line.folder, 'demo');
    out = join(line.folder, '结果');
    for (const [name, bytes] of [
      ['我的文件.pdf', pdfDocument([{}, {}])],
      ['小页.ofd', makeOfd({ physicalBox: '0 0 30 30' })],
    ] as const) {
      own.push(join(line.folder, name));
      writeFileSync(own.at(-1)!, bytes);
    }
    answer = line.json<DemoLine>('demo', ...own, '--out', out, '--data', data);
  });
  afterAll(() => line.close());

  const check = () =>
    line.json<LedgerCheckView>(
      'ledger',
      'check',
      '--as',
      'auditor',
      '--password-file',
      line.passwordFile,
      '--data',
      join(data, 'station'),
    );
  function edit(statement: string): void {
    const database = new DatabaseSync(join(data, 'station', 'station.db'));
    const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
    database.exec(statement);
    database.close();
  }

  it('stamps files of one’s own, a page smaller than the seal too, into the folder asked for', () => {
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    expect(answer.value.documents.map(({ input }) => input)).toEqual(own);
    expect(answer.value.documents).toMatchObject([
      { format: 'PDF', verdict: 'valid' },
      { format: 'OFD', verdict: 'valid' },
    ]);
    expect(answer.value.documents.map(({ output }) => dirname(output))).toEqual([out, out]);
    expect(readdirSync(out)).toHaveLength(2);
  });

  it('runs again over its own folder, in words for people, with nothing but sentences', () => {
    const { status, stdout, stderr } = line.run('demo', '--data', data);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^\[\d+\/13\]/gm)).toHaveLength(13);
    expect(stdout).not.toMatch(/\{\{|undefined|\bcli\./);
    expect(stdout).toContain('登记簿：2 条登记');
  });

  it('never empties a folder that is not its own', () => {
    const foreign = join(line.folder, 'documents');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'important.txt'), 'keep');
    const { status, value } = line.json<FailureLine>('demo', '--data', foreign);
    expect(status).toBe(1);
    expect(value.error.code).toBe('STATION_ALREADY_SET_UP');
    expect(value.error.why).toContain(foreign);
    expect(readFileSync(join(foreign, 'important.txt'), 'utf8')).toBe('keep');
  });

  describe('U-ITX-3: its ledger, edited with a database program', () => {
    it('is sound before', () => {
      expect(check()).toMatchObject({ status: 0, value: { ok: true, leaves: 4, entries: 2 } });
    });

    it('is found with its first bad leaf, and exit status 1', () => {
      edit(
        "UPDATE ledger_leaves SET leaf_bytes = CAST(replace(CAST(leaf_bytes AS TEXT), '许可', '许诺') AS BLOB) WHERE leaf_index = 3",
      );
      const { status, value } = check();
      expect(status).toBe(1);
      expect(value).toMatchObject({ ok: false, firstBad: { index: 3 } });
      const { stdout } = line.run(
        'ledger',
        'check',
        '--as',
        'auditor',
        '--password-file',
        line.passwordFile,
        '--data',
        join(data, 'station'),
      );
      expect(stdout).toMatch(/第 3 项/);
    });

    it('is not exported any more', () => {
      const where = ['--as', 'auditor', '--password-file', line.passwordFile, '--data', join(data, 'station')];
      const { status, value } = line.json<FailureLine>(
        'ledger',
        'export',
        join(line.folder, 'a.csv'),
        '--purpose',
        '检查',
        ...where,
      );
      expect(status).toBe(1);
      expect(value.error).toMatchObject({ code: 'LEDGER_BROKEN', facts: { index: 3 } });
      expect(value.error.why).toMatch(/^第 3 项：[^{}@]*[\u4e00-\u9fff]/);
    });

    it('is found when its last leaves were taken away', () => {
      edit('DELETE FROM ledger_leaves WHERE leaf_index >= 2');
      expect(check()).toMatchObject({ status: 1, value: { ok: false } });
    });
  });

  it('says which of its files cannot be stamped, and why', () => {
    const { status, value } = line.json<FailureLine>('demo', join(line.folder, 'nowhere.pdf'), '--data', data);
    expect(status).toBe(1);
    expect(value.error.code).toMatch(/^(DOC_NOT_FOUND|STATION_STORAGE_FAILED)$/);
    expect(`${value.error.what}${value.error.why}`).toContain('nowhere.pdf');
  });
});
