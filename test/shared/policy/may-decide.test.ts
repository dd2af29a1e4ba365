import { describe, expect, it } from 'vitest';
import { mayDecide, type DecisionQuestion } from '#shared/policy/may-decide.ts';

const oneStep = { version: 1, steps: [{ name: '分管领导', approvers: ['chen'] }] };
const twoSteps = {
  version: 2,
  steps: [
    { name: '股长', approvers: ['sun', 'zhou'] },
    { name: '局长', approvers: ['chen', 'zhou'] },
  ],
};
const base: DecisionQuestion = {
  regime: 'chain',
  chain: oneStep,
  step: 0,
  decider: 'chen',
  applicant: 'lin',
  custodian: 'zhou',
  holder: 'chen',
};
const ask = (changes: Partial<DecisionQuestion>) => mayDecide({ ...base, ...changes });

describe('who decides in a chain (AC-XC-E-12, AC-HN-16)', () => {
  it('lets an approver of the step that waits decide', () => {
    expect(ask({})).toMatchObject({ state: 'ok', clause: 'XC-E-12' });
    expect(ask({ chain: twoSteps, step: 0, decider: 'sun' }).state).toBe('ok');
  });

  it('refuses who asked, even where the chain names him', () => {
    expect(ask({ applicant: 'chen' })).toMatchObject({
      code: 'APPROVAL_SAME_PERSON',
      facts: { detail: '@details.applicantIsDecider' },
    });
  });

  it('refuses the custodian as last step, and takes him as an earlier one', () => {
    const last = ask({ chain: twoSteps, step: 1, decider: 'zhou' });
    expect(last).toMatchObject({ code: 'APPROVAL_SAME_PERSON', facts: { detail: '@details.custodianIsLastStep' } });
    expect(ask({ chain: twoSteps, step: 0, decider: 'zhou' }).state).toBe('ok');
  });

  it.each([
    ['an approver of another step', { chain: twoSteps, step: 0, decider: 'chen' }],
    ['somebody outside the chain', { decider: 'wang' }],
    ['the holder, who is no approver here', { holder: 'wang', decider: 'wang' }],
  ])('refuses %s', (_who, changes) => {
    expect(ask(changes)).toMatchObject({ code: 'APPROVAL_NO_AUTHORITY', facts: { detail: '@details.notAnApprover' } });
  });

  it.each([
    ['no chain', { chain: null }],
    ['a step beyond the chain', { step: 1 }],
  ])('refuses everybody where there is %s: an official seal without a chain has no use', (_what, changes) => {
    expect(ask(changes)).toMatchObject({ code: 'APPROVAL_NO_AUTHORITY', facts: { detail: '@details.noChain' } });
  });
});

describe.each(['holder-scope', 'holder-only'] as const)('who decides under %s (AC-HN-16)', (regime) => {
  it('is the holder himself, without a chain', () => {
    expect(ask({ regime, chain: null, applicant: 'chen' })).toMatchObject({ state: 'ok', clause: 'HN-16' });
  });

  it('is nobody else, chain or not', () => {
    for (const chain of [null, oneStep]) {
      const check = ask({ regime, chain, holder: 'wang' });
      expect(check).toMatchObject({
        code: 'APPROVAL_NO_AUTHORITY',
        clause: 'HN-16',
        facts: { detail: '@details.holderOnly' },
      });
    }
  });

  it('is nobody where no holder is known', () => {
    expect(ask({ regime, holder: null }).state).toBe('refused');
  });
});
