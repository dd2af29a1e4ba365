import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { errorRows, type ErrorCode } from '#shared/errors/error-codes.ts';
import { zhCnWords } from '#shared/i18n/zh-cn/words.ts';

const codes = Object.keys(errorRows) as ErrorCode[];
const parts = ['what', 'why', 'next'] as const;
/** Facts for every placeholder there is, so that nothing is left open. */
const anything = new Proxy({}, { get: () => '某某', ownKeys: () => [], has: () => true });

function sentences(tree: unknown): string[] {
  return typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(sentences);
}

describe.each(['zh-CN', 'en'] as const)('the words of errors in %s', (language) => {
  const words = createWords(language);

  it.each(codes)('%s says what happened, why and what to do next', (code) => {
    const error = words.error({ code, facts: anything as never });
    expect(error.code).toBe(code);
    const texts = parts.map((part) => error[part]);
    expect(texts.filter((text) => /\{\{|\}\}|^errors\.|@[a-z]+\./.test(text))).toEqual([]);
    expect([error.what, error.next].filter((text) => text.length < 4)).toEqual([]);
    expect(error.what).not.toContain(code);
  });
});

describe('Chinese sentences', () => {
  it('end like sentences where they are errors, and blame nobody', () => {
    const errors = codes.flatMap((code) => parts.map((part) => zhCnWords.errors[code][part] as string));
    expect(errors.filter((sentence) => !/(?:[。？]|\}\})$/.test(sentence))).toEqual([]);
    expect(errors.filter((sentence) => /错误码|未知错误|非法操作|您错了/.test(sentence))).toEqual([]);
  });

  it('use Chinese punctuation between Chinese characters', () => {
    const odd = sentences(zhCnWords).filter((sentence) => /[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]/.test(sentence));
    expect(odd.toSorted()).toEqual(
      [
        '盖章位置：页,距左,距上[,宽,高]，毫米；可重复',
        '印章中心偏离文字中心的毫米数：向右,向下',
        '印章距页角两边的毫米数：横,竖',
      ].toSorted(),
    );
  });

  it('name the field by its standard terms', () => {
    const text = sentences(zhCnWords).join('\n');
    expect(text).not.toMatch(/哈希|散列|U盾|(?<!加)盖印|签名章/);
    for (const term of ['杂凑值', '用印', '智能密码钥匙', '保管人', '经办人', '批准人', '登记簿'])
      expect(text).toContain(term);
  });
});
