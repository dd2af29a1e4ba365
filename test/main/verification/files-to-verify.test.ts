import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { filesToVerify } from '#main/verification/files-to-verify.ts';
import { verdictCounts } from '#main/verification/verdict-counts.ts';
import { verdictTable } from '#main/verification/verdict-table.ts';
import type { FileReport } from '#shared/contract/verification.ts';

const folder = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder to be verified', () => {
  it('gives its PDF and OFD files at every depth, and follows no link', () => {
    mkdirSync(join(folder, 'b', 'c'), { recursive: true });
    for (const name of ['z.pdf', 'a.OFD', 'notes.txt', 'b/c/d.pdf']) writeFileSync(join(folder, name), '');
    symlinkSync(folder, join(folder, 'b', 'round'));
    symlinkSync(join(folder, 'z.pdf'), join(folder, 'y.pdf'));
    const named = [folder, join(folder, 'notes.txt'), join(folder, 'missing.pdf')];
    expect(filesToVerify(named)).toEqual({
      files: [
        join(folder, 'a.OFD'),
        join(folder, 'b', 'c', 'd.pdf'),
        join(folder, 'z.pdf'),
        join(folder, 'notes.txt'),
        join(folder, 'missing.pdf'),
      ],
      leftOut: 0,
    });
  });
});

const report = (file: string, verdict: FileReport['verdict']): FileReport => ({
  file,
  verdict,
  reasons: [],
  format: 'PDF',
  sm3: '00'.repeat(32),
  signatures: [],
});

describe('the table of a folder', () => {
  it('has a row for each file, and no cell that a spreadsheet computes (ATK-46)', () => {
    const table = verdictTable([report('=cmd|calc.pdf', 'unsigned'), report('b.pdf', 'error')], createWords());
    const [head, first, second] = table.split('\r\n');
    expect(head).toBe('\u{feff}"文件","结论","说明","格式","签章数","印章","签章者","签章时间（UTC）","SM3 杂凑值"');
    expect(first).toContain(`"'=cmd|calc.pdf","没有签章"`);
    expect(second).toContain('"无法读取"');
  });

  it('is summed up by verdict', () => {
    const reports = [report('a', 'valid'), report('b', 'invalid'), report('c', 'valid')];
    expect(verdictCounts(reports)).toEqual([
      { verdict: 'valid', count: 2 },
      { verdict: 'invalid', count: 1 },
    ]);
  });
});
