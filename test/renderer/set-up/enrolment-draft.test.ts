import { describe, expect, it } from 'vitest';
import {
  comparePaper,
  emptyEnrolment,
  enrolmentStep,
  hexDigits,
} from '../../../src-renderer/pages/set-up/enrolment-draft.ts';
import { readDraft } from '../../../src-renderer/pages/set-up/use-draft.ts';

const rootSm3 = '0123456789abcdef'.repeat(4);
const compare = (paper: string) => comparePaper({ paper, rootSm3 });

describe('a digest typed from paper', () => {
  it('may be grouped and in capitals', () => {
    expect(hexDigits(' 01AB-23cd\n')).toBe('01ab23cd');
    expect(compare(rootSm3.toUpperCase().replaceAll(/(.{4})/g, '$1 '))).toEqual({ state: 'same' });
  });

  it('is not asked for', () => {
    expect(compare(' ')).toEqual({ state: 'none' });
  });

  it('is told what is still missing, or too much', () => {
    expect(compare(rootSm3.slice(0, 10))).toEqual({ state: 'short', by: 54 });
    expect(compare(`${rootSm3}00`)).toEqual({ state: 'long', by: 2 });
  });

  it('names the groups that differ, also before all is typed', () => {
    expect(compare(`ffff${rootSm3.slice(4)}`)).toEqual({ state: 'different', groups: [1] });
    expect(compare('0123 4568')).toEqual({ state: 'different', groups: [2] });
    expect(compare(`${rootSm3.slice(0, 60)}cde0`)).toEqual({ state: 'different', groups: [16] });
  });
});

describe('the step of the enrolment', () => {
  const filled = {
    ...emptyEnrolment,
    step: 'administrators',
    profileId: 'anyang-2020',
    rootSm3,
    isSame: true,
    stationId: 'WS-410799-0001',
  };

  it('is the one that was left', () => {
    expect(enrolmentStep(filled, true)).toBe('administrators');
    expect(enrolmentStep({ ...filled, step: 'registry' }, true)).toBe('registry');
  });

  it('comes back to the code after a reload, which no draft keeps', () => {
    expect(enrolmentStep(filled, false)).toBe('station');
  });

  it('skips nothing that was not done', () => {
    expect(enrolmentStep({ ...filled, profileId: '' }, true)).toBe('regulation');
    expect(enrolmentStep({ ...filled, isSame: false }, true)).toBe('registry');
    expect(enrolmentStep({ ...filled, paper: 'ffff' }, true)).toBe('registry');
    expect(enrolmentStep({ ...filled, step: 'somewhere' }, true)).toBe('regulation');
  });
});

describe('a draft in the window', () => {
  it('keeps what fits, and drops what is of another kind, unknown or broken', () => {
    const kept = { url: 'https://registry.example', isSame: 'yes', rootSm3: null, enrolmentCode: 'AAAA' };
    expect(readDraft(JSON.stringify(kept), emptyEnrolment)).toEqual({ ...emptyEnrolment, url: kept.url });
    for (const text of [null, '', '[]', 'no json']) expect(readDraft(text, emptyEnrolment)).toEqual(emptyEnrolment);
  });
});
