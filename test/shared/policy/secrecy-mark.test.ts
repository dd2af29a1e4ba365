import { describe, expect, it } from 'vitest';
import { secrecyMark, secrecyMarkIn } from '#shared/policy/secrecy-mark.ts';

describe('marks of secrecy (K-7, AC-XC-E-20)', () => {
  it.each([
    ['机密★', '机密'],
    ['机密★1年', '机密'],
    ['绝密★长期', '绝密'],
    ['秘 密 ★ 10年', '秘密'],
    ['秘\u3000密☆', '秘密'],
    ['机\u200b密★', '机密'],
    ['000001 机密★1年 特急', '机密'],
    ['【秘密】关于人事安排的请示', '秘密'],
    ['会议纪要（机密）', '机密'],
    ['[绝密]名单', '绝密'],
    ['（秘密级）', '秘密'],
    ['机 密', '机密'],
    ['秘密 20年', '秘密'],
    ['绝密级', '绝密'],
  ])('finds the mark in “%s”', (line, mark) => {
    expect(secrecyMark(line)).toBe(mark);
  });

  it.each([
    '关于贯彻《中华人民共和国保守国家秘密法》的通知',
    '商业秘密保护工作方案',
    '机密文件管理办法',
    '内部★优秀单位',
    '五星级★★★★★',
    '',
  ])('leaves “%s” alone, which only speaks of it', (line) => {
    expect(secrecyMark(line)).toBeNull();
  });

  it('finds a mark that was set character by character', () => {
    expect(secrecyMarkIn(['机', '密', '★', '1', '年'])).toBe('机密');
    expect(secrecyMarkIn(['青禾县人民政府', '关于春耕的通知'])).toBeNull();
  });

  it('does not join two lines into a mark without a star', () => {
    expect(secrecyMarkIn(['时机', '密切'])).toBeNull();
  });
});
