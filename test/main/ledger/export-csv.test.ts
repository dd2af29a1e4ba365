import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCsv } from '#main/ledger/export-csv.ts';
import type { ExportFile } from '#main/ledger/export-entries.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { enLedger } from '#shared/i18n/en/ledger.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import { guardedCell } from '#shared/model/sheet-cell.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { openStationLedger, stampOnce, voidOnce, type StationLedger } from '#test/support/station-ledger.ts';
import { canRun } from '#test/support/foreign-programs.ts';

let ledger: StationLedger;
beforeEach(() => {
  ledger = openStationLedger();
});
afterEach(() => ledger.close());

const bytesOf = (file: ExportFile): Buffer => Buffer.concat([...file.chunks]);

/** Rows as Python's csv module reads them: a reader that is not ours. */
function readRows(file: Buffer): Record<string, string>[] {
  const script =
    'import csv,io,json,sys;t=sys.stdin.buffer.read().decode("utf-8-sig");print(json.dumps(list(csv.DictReader(io.StringIO(t,newline="")))))';
  return JSON.parse(execFileSync('python3', ['-c', script], { input: file }).toString()) as Record<string, string>[];
}

describe('CSV of the register', () => {
  it('has a byte order mark, CRLF and Chinese headers in the order of the printed register', () => {
    stampOnce(ledger);
    const text = bytesOf(exportCsv(ledger.db, zhCnLedger)).toString('utf8');
    expect(text.startsWith('\ufeff"序号","用印日期","用印单位（部门）","用印事由","批准人","经办人","用章人"')).toBe(
      true,
    );
    expect(text.match(/\r\n/g)).toHaveLength(2);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.skipIf(!canRun('python3'))('is read by another program with every entry and every voided number', () => {
    stampOnce(ledger);
    voidOnce(ledger, '用户取消');
    stampOnce(ledger, { reason: '含"引号"、逗号,\n和换行' });
    const file = exportCsv(ledger.db, zhCnLedger);
    const rows = readRows(bytesOf(file));
    expect(rows.map((row) => [row['序号'], row['结果'], row['备注']])).toEqual([
      ['1', '成功', ''],
      ['2', '作废', '用户取消'],
      ['3', '成功', ''],
    ]);
    expect(rows[2]!['用印事由']).toBe('含"引号"、逗号,\n和换行');
    expect(rows[0]).toMatchObject({
      用印日期: '2026-03-09 14:05:07',
      '用印单位（部门）': '示例县政务服务局（办公室）',
      批准人: '李批准',
    });
    expect(file.summary().entries).toBe(3);
  });

  it('states the SM3 of the bytes it gave', () => {
    stampOnce(ledger);
    const file = exportCsv(ledger.db, zhCnLedger);
    const bytes = bytesOf(file);
    expect(file.summary()).toEqual({ entries: 1, bytes: bytes.length, sm3: toHex(sm3(bytes)) });
  });

  it.skipIf(!canRun('python3'))(
    'neutralises a title that a spreadsheet would compute, and keeps codes as text (U-ITX-4, ATK-46)',
    () => {
      stampOnce(ledger, { documentTitle: "=cmd|' /C calc'!A0", sealCode: '4107990000001', reason: '@SUM(1+1)*cmd' });
      const [row] = readRows(bytesOf(exportCsv(ledger.db, zhCnLedger)));
      expect(row).toMatchObject({
        文件题名: "'=cmd|' /C calc'!A0",
        印章编码: "'4107990000001",
        印章标识: "'41079900000001",
        用印事由: "'@SUM(1+1)*cmd",
      });
    },
  );

  it.each([
    '=1',
    '+1',
    '-1',
    '@a',
    '\t=1',
    '\r1',
    '\n1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    "'x",
    '012',
    '123456789012',
    '1E5',
    '3-4',
    '2026/3/9',
  ])('puts an apostrophe before the text %j', (cell) => {
    expect(guardedCell(cell)).toBe(`'${cell}`);
  });

  it.each([5, -5, '', '通知', '示政发〔2026〕1号', '2026-03-09 14:05:07', '12345678901', 'SP-2026-000001', '0'])(
    'leaves %j as it is',
    (cell) => {
      expect(guardedCell(cell)).toBe(cell);
    },
  );

  it.skipIf(!canRun('python3'))('leaves nothing out, however long the register is (ATK-46)', () => {
    for (let n = 0; n < 205; n += 1) voidOnce(ledger);
    const rows = readRows(bytesOf(exportCsv(ledger.db, enLedger)));
    expect(rows.map((row) => Number(row['No.']))).toEqual(Array.from({ length: 205 }, (_, n) => n + 1));
  });

  it('exports what was there when it began', () => {
    for (let n = 0; n < 3; n += 1) stampOnce(ledger);
    const chunks = exportCsv(ledger.db, zhCnLedger).chunks[Symbol.iterator]();
    const first = [chunks.next(), chunks.next()];
    stampOnce(ledger);
    const rest = [...{ [Symbol.iterator]: () => chunks }];
    expect(first.length + rest.length).toBe(4);
  });
});
