import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { chineseNumber } from '../../../src-renderer/components/chinese-number.ts';
import { groupByFour, headAndTail } from '../../../src-renderer/components/digest-groups.ts';
import { shortSealName } from '../../../src-renderer/components/seal-name.ts';

describe('article numbers', () => {
  it.each([
    [9, '九'],
    [10, '十'],
    [13, '十三'],
    [20, '二十'],
    [21, '二十一'],
    [99, '九十九'],
    [100, '100'],
  ])('write %d as %s', (value, words) => {
    expect(chineseNumber(value)).toBe(words);
  });
});

describe('digests', () => {
  const hex = '3f2a91c07d5e4b218a06f3c95e1d7740b2a6c8d90e4f12735b8c6a9d5d7eb7e4';

  it('are grouped by four, head and tail', () => {
    expect(headAndTail(hex)).toBe('3f2a 91c0 … 5d7e b7e4');
  });

  it('lose nothing when shown whole', () => {
    expect(groupByFour(hex).replaceAll(' ', '')).toBe(hex);
  });

  it('show a short serial whole', () => {
    expect(headAndTail('160722043F2A')).toBe('1607 2204 3F2A');
  });
});

describe('seal names', () => {
  const { say } = createWords('zh-CN');
  const unit = '青禾县农业农村局';

  it.each([
    [unit, '公章'],
    [`${unit}公章`, '公章'],
    [`${unit}行政审批专用章`, '行政审批专用章'],
    ['贺志远', '贺志远'],
  ])('shorten %s to %s', (name, short) => {
    expect(shortSealName(say, name, unit)).toBe(short);
  });

  it('stay whole while the unit is not known', () => {
    expect(shortSealName(say, `${unit}公章`, null)).toBe(`${unit}公章`);
  });
});
