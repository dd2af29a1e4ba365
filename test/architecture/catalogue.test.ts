import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { errorRows } from '#shared/errors/error-codes.ts';
import { enWords } from '#shared/i18n/en/words.ts';
import { zhCnWords } from '#shared/i18n/zh-cn/words.ts';
import { sources, text } from './sources.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );
}

const chinese = new Map(leaves(zhCnWords as unknown as Tree));
const english = new Map(leaves(enWords as unknown as Tree));
const errorCodes = Object.keys(errorRows) as (keyof typeof errorRows)[];
const placeholders = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!))].toSorted();

describe('the catalogue', () => {
  it('has every key in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it('uses the same placeholders in both languages', () => {
    const different = [...chinese].filter(
      ([key, sentence]) => placeholders(sentence).join() !== placeholders(english.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('gives every error code three Chinese sentences', () => {
    const words = createWords('zh-CN');
    const foreign = errorCodes.filter((code) => {
      const { what, why, next } = words.error({ code, facts: {} });
      return [what, why, next].some((part) => !/[\u4e00-\u9fff]|^\P{L}*$/u.test(part));
    });
    expect(foreign).toEqual([]);
  });

  it('holds every Chinese sentence of the programs: none stands in the code', () => {
    // Data that is Chinese by nature: values of the register and of the demonstration, not sentences of ours.
    const isData = /^(src-shared\/i18n\/|src-shared\/model\/|src-main\/app\/demo\/|src-registry\/demo\/)/;
    const quoted = /(['"`])(?:(?!\1).)*[\u4e00-\u9fff](?:(?!\1).)*\1/;
    const found = sources
      .filter((path) => !isData.test(path))
      .flatMap((path) =>
        text(path)
          .split('\n')
          .map((line, index) => ({ line: line.replace(/\/\/.*$|^\s*\*.*$|\/\*.*$/, ''), at: `${path}:${index + 1}` }))
          .filter(({ line }) => quoted.test(line))
          .map(({ at }) => at),
      );
    expect(found).toEqual([]);
  });

  it('resolves a sentence named by a fact', () => {
    const words = createWords('zh-CN');
    const error = words.error({ code: 'APPROVAL_NO_AUTHORITY', facts: { detail: '@details.noChain' } });
    expect(error.why).toBe('该印章没有设置审批流程。');
  });
});
