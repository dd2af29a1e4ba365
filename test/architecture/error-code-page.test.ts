import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorRows } from '#shared/errors/error-codes.ts';
import { zhCnErrors } from '#shared/i18n/zh-cn/errors.ts';
import { root, text } from './sources.ts';

const page = 'docs/manual/错误代码.md';
/** Headings of the page, by the first word of a code. */
const areas: Readonly<Record<string, string>> = {
  DOC: '文件',
  SEAL: '印章',
  APPROVAL: '审批',
  TOKEN: '密钥',
  STAMP: '用印',
  TRUST: '信任',
  LEDGER: '登记簿',
  SYNC: '同步',
  RPC: '登录与权限',
  STATION: '本机',
  REGISTRY: '登记中心',
  INTERNAL: '程序内部',
};
const kinds = { refused: '不允许', failed: '没有办成', unknown: '结果要核查', bug: '程序的问题' } as const;

/** What a program fills in is left open: on paper nobody knows it. */
function onPaper(sentence: string): string {
  return sentence
    .replaceAll(/\{\{\w+\}\}/g, '……')
    .replaceAll('……。', '……')
    .replaceAll('|', '\\|');
}

function writePage(): string {
  const codes = Object.keys(errorRows) as (keyof typeof errorRows)[];
  const sections = Object.entries(areas).map(([area, heading]) => {
    const rows = codes
      .filter((code) => code.startsWith(`${area}_`))
      .map((code) => {
        const { what, why, next } = zhCnErrors[code];
        const { severity, retryable } = errorRows[code];
        const cells = [`\`${code}\``, what, why, next, kinds[severity] + (retryable ? '，可以再试' : '')];
        return `| ${cells.map(onPaper).join(' | ')} |`;
      });
    return `## ${heading}\n\n| 代码 | 出了什么事 | 为什么 | 怎么办 | 性质 |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  const head =
    '# 错误代码\n\n屏幕和命令行上出现的每个代码。“……”是当时才知道的内容。' +
    '本页由程序的词句生成，请不要手改（`UPDATE_DOCS=1 npx vitest run test/architecture/error-code-page.test.ts`）。\n';
  return [head, ...sections].join('\n');
}

describe('the page of error codes in the manual', () => {
  it('has a heading for every code', () => {
    const homeless = Object.keys(errorRows).filter((code) => !Object.hasOwn(areas, code.split('_')[0] ?? ''));
    expect(homeless).toEqual([]);
  });

  it('says of every code what the program says (UPDATE_DOCS=1 writes it anew)', () => {
    const wanted = writePage();
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(join(root, page), wanted);
    expect(existsSync(join(root, page)) ? text(page) : '').toBe(wanted);
  });
});
