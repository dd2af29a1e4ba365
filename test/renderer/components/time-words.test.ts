import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import {
  age,
  clockText,
  dateText,
  dayPhrase,
  due,
  minuteOf,
  moment,
  sayTime,
  span,
} from '../../../src-renderer/components/time-words.ts';

const { say } = createWords('zh-CN');
const now = new Date('2026-11-18T10:32:00+08:00');
const at = (time: string): Date => new Date(`${time}+08:00`);
const hours = (n: number): number => n * 3_600_000;

describe('the minute', () => {
  it('is the same for all moments in it, and another one for the next', () => {
    const [first, last] = [at('2026-11-18T10:32:00'), at('2026-11-18T10:32:59.999')];
    expect(minuteOf(last)).toBe(first.getTime());
    expect(minuteOf(first)).toBe(first.getTime());
    expect(minuteOf(at('2026-11-18T10:33:00'))).not.toBe(first.getTime());
  });
});

describe('spans of time', () => {
  it.each([
    [0, '1 分钟'],
    [59 * 60_000, '59 分钟'],
    [hours(1), '1 小时'],
    [hours(47), '47 小时'],
    [hours(48), '2 天'],
    [hours(24 * 84), '84 天'],
  ])('say %d ms as %s', (ms, words) => {
    expect(sayTime(say, span(ms))).toBe(words);
  });
});

describe('ages', () => {
  it.each([
    ['2026-11-18T10:31:30', '刚刚'],
    ['2026-11-18T10:30:00', '2 分钟前'],
    ['2026-11-18T07:32:00', '3 小时前'],
    ['2026-11-15T10:32:00', '3 天前'],
  ])('say %s as %s', (time, words) => {
    expect(sayTime(say, age(at(time), now))).toBe(words);
  });
});

describe('moments', () => {
  it.each([
    ['2026-11-18T09:41:17', '今天 09:41:17'],
    ['2026-11-17T23:59:59', '昨天 23:59:59'],
    ['2026-11-19T00:00:00', '明天 00:00:00'],
    ['2026-11-16T19:26:41', '11-16 19:26:41'],
    ['2025-12-31T08:00:00', '2025-12-31 08:00:00'],
  ])('say %s as %s', (time, words) => {
    expect(sayTime(say, moment(at(time), now, true))).toBe(words);
  });

  it('keep office time whatever the computer is set to', () => {
    const lateUtc = new Date('2026-11-17T16:30:00Z');
    expect([dateText(lateUtc), clockText(lateUtc)]).toEqual(['2026-11-18', '00:30']);
  });

  it('name the day of the week', () => {
    expect(sayTime(say, dayPhrase(now))).toBe('2026年11月18日 星期三');
  });
});

describe('deadlines', () => {
  it.each([
    ['2026-11-18T17:30:00', '今天 17:30 前', true],
    ['2026-11-19T10:00:00', '明天到期', false],
    ['2026-11-24T10:32:00', '还有 6 天', false],
    ['2026-11-18T10:00:00', '已过期', true],
  ])('say %s as %s', (time, words, isUrgent) => {
    const found = due(at(time), now);
    expect([sayTime(say, found.phrase), found.isUrgent]).toEqual([words, isUrgent]);
  });

  it('say so where nothing runs out', () => {
    expect(sayTime(say, due(null, now).phrase)).toBe('不限期');
  });
});
