import { describe, expect, it } from 'vitest';
import { pinAge, pinChangeRule } from '#shared/policy/pin-rule.ts';
import { profileNamed } from '#test/support/policy-profiles.ts';

const day = 86_400_000;
const now = Date.parse('2026-03-09T06:05:07Z');
const anyang = profileNamed('anyang-2020');
const ageAfter = (days: number) => pinAge(anyang, now - days * day, now);

describe('the age of a PIN (AC-XC-E-11b, U-CUS-10)', () => {
  it('counts whole days and says until when the PIN may be used', () => {
    expect(ageAfter(12.9)).toEqual({ state: 'fresh', days: 12, limitDays: 90, until: now + 77.1 * day });
  });

  it.each([
    [0, 'fresh'],
    [82.9, 'fresh'],
    [83, 'due'],
    [84, 'due'],
    [89.9, 'due'],
    [90, 'over'],
    [400, 'over'],
  ] as const)('after %s days it is %s', (days, state) => {
    expect(ageAfter(days).state).toBe(state);
  });

  it('is unknown where nobody knows since when, and never taken for young', () => {
    expect(pinAge(anyang, null, now)).toEqual({ state: 'unknown', days: null, limitDays: 90, until: null });
  });

  it('is no matter where the regulation names no age', () => {
    expect(pinAge(profileNamed('hainan-2021'), now - 400 * day, now)).toMatchObject({
      state: 'unlimited',
      days: 400,
      until: null,
    });
  });
});

describe('who may change a PIN', () => {
  it.each([
    ['anyang-2020', 'AY-14'],
    ['xian-2022', 'XA-E-25'],
    ['xincai-2020', 'XC-E-11'],
    ['neimenggu-2018', null],
  ] as const)('its custodian under %s', (profileId, clause) => {
    expect(pinChangeRule(profileNamed(profileId))).toMatchObject({ mode: 'self', clause });
  });

  it('only the bureau on application under hainan-2021 (AC-HN-18b)', () => {
    expect(pinChangeRule(profileNamed('hainan-2021'))).toEqual({
      mode: 'by-application',
      authority: '省大数据管理局',
      needsMaterials: true,
      clause: 'HN-18',
    });
  });

  it('nobody by himself where a profile says something this program does not know', () => {
    const odd = { ...anyang, pin: { ...anyang.pin, selfServiceChange: 'sometimes' } };
    expect(pinChangeRule(odd).mode).toBe('by-application');
  });
});
