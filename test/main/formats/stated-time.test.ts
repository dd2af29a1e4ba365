import { describe, expect, it } from 'vitest';
import { momentOf, readStatedTime } from '#main/formats/stated-time.ts';

const read = (text: string) => {
  const time = readStatedTime(text);
  return time && `${time.at.toISOString()} ${time.zone}`;
};

describe('times that documents state', () => {
  it.each([
    ['20200817111329Z', '2020-08-17T11:13:29.000Z utc'],
    ['20201010065840.923Z', '2020-10-10T06:58:40.923Z utc'],
    ['2020-07-16 16:04:27', '2020-07-16T08:04:27.000Z missing'],
    ['20221031141634', '2022-10-31T06:16:34.000Z missing'],
    ['2020-07-16T16:04:27+08:00', '2020-07-16T08:04:27.000Z offset'],
    ['2020-07-16T16:04:27.5Z', '2020-07-16T16:04:27.500Z utc'],
    [' 2020-07-16 16:04:27\n', '2020-07-16T08:04:27.000Z missing'],
  ])('SignatureDateTime of OFD: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["D:20250102110405+08'00'", '2025-01-02T03:04:05.000Z offset'],
    ["D:20250102110405+08'00", '2025-01-02T03:04:05.000Z offset'],
    ["D:20250102110405-05'30'", '2025-01-02T16:34:05.000Z offset'],
    ['D:20250102110405Z', '2025-01-02T11:04:05.000Z utc'],
    ["D:20250102110405Z00'00'", '2025-01-02T11:04:05.000Z utc'],
    ['D:20250102110405', '2025-01-02T03:04:05.000Z missing'],
    ['D:202501021104', '2025-01-02T03:04:00.000Z missing'],
    ['D:2025', '2024-12-31T16:00:00.000Z missing'],
    ['20250102110405+0800', '2025-01-02T03:04:05.000Z offset'],
  ])('date of PDF: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['', 'yesterday', '2020-13-01 00:00:00', '2021-02-29', '20200101250000', 'D:', `2020${' '.repeat(99)}`])(
    'takes “%s” for no time',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});

const between = (from: string, to: string) => (at: Date) => at >= new Date(from) && at <= new Date(to);

describe('the moment a time without a zone stands for', () => {
  const stated = readStatedTime('2026-11-21 20:06:35')!;

  it('is in China Standard Time where that fits', () => {
    const fits = between('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z');
    expect(momentOf(stated, fits).toISOString()).toBe('2026-11-21T12:06:35.000Z');
  });

  it('is in UTC where only that fits', () => {
    const fits = between('2026-11-21T19:00:00Z', '2026-11-22T00:00:00Z');
    expect(momentOf(stated, fits).toISOString()).toBe('2026-11-21T20:06:35.000Z');
  });

  it('is never moved when the zone is stated', () => {
    const utc = readStatedTime('2026-11-21T20:06:35+08:00')!;
    expect(momentOf(utc, () => false).toISOString()).toBe('2026-11-21T12:06:35.000Z');
  });
});
