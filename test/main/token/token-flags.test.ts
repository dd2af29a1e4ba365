import { describe, expect, it } from 'vitest';
import { enToken } from '#shared/i18n/en/token.ts';
import { zhCnToken } from '#shared/i18n/zh-cn/token.ts';
import { hasGotWorse, triesStateOf, triesWords, type TriesState } from '#main/token/token-flags.ts';

describe('tries state', () => {
  it.each<[string, number, TriesState]>([
    ['no flag', 0x40d, 'normal'],
    ['one wrong try so far', 0x1040d, 'tried'],
    ['one try left', 0x3040d, 'final'],
    ['locked, whatever else is set', 0x7040d, 'locked'],
  ])('reads %s for the user', (_situation, flags, state) => {
    expect(triesStateOf(flags)).toBe(state);
  });

  it('reads the officer\u2019s own bits, not the user\u2019s', () => {
    expect(triesStateOf(0x40000, 'officer')).toBe('normal');
    expect(triesStateOf(0x100000, 'officer')).toBe('tried');
    expect(triesStateOf(0x300000, 'officer')).toBe('final');
    expect(triesStateOf(0x400000, 'officer')).toBe('locked');
  });

  it('notices that the token has counted a wrong PIN', () => {
    expect(hasGotWorse('normal', 'tried')).toBe(true);
    expect(hasGotWorse('tried', 'tried')).toBe(false);
    expect(hasGotWorse('final', 'normal')).toBe(false);
  });

  it.each<TriesState>(['normal', 'tried', 'final', 'locked'])('has words for %s and shows no number', (state) => {
    expect(triesWords(state)).toBe(`@token.tries.${state}`);
    expect(zhCnToken.tries[state]).not.toMatch(/\d/);
    expect(enToken.tries[state].length).toBeGreaterThan(5);
  });
});
