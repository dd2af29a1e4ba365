import type { ApprovalChain } from '../model/seal.ts';
import type { PolicyCheck } from './check.ts';
import type { Regime } from './profile.ts';

export interface DecisionQuestion {
  readonly regime: Regime;
  readonly chain: ApprovalChain | null;
  /** 0-based step that waits for a decision. */
  readonly step: number;
  readonly decider: string;
  readonly applicant: string;
  readonly custodian: string;
  readonly holder: string | null;
}

/**
 * May this person decide this step?
 *
 * In a chain: never the applicant, and never the custodian as the last step (XC-E-12, lifecycles "separation");
 * the decider is one of the step's approvers. Under the holder's regimes only the holder decides (HN-16).
 */
export function mayDecide(question: DecisionQuestion): PolicyCheck {
  const base = { check: 'decide.authority', basis: 'clause', clause: 'XC-E-12' } as const;
  if (question.regime !== 'chain') {
    if (question.decider === question.holder) return { ...base, clause: 'HN-16', state: 'ok' };
    return noAuthority({ ...base, clause: 'HN-16' }, '@details.holderOnly');
  }
  if (question.decider === question.applicant) return samePerson(base, '@details.applicantIsDecider');
  const step = question.chain?.steps[question.step];
  if (!step) return noAuthority(base, '@details.noChain');
  const isLast = question.step === (question.chain?.steps.length ?? 0) - 1;
  if (isLast && question.decider === question.custodian) return samePerson(base, '@details.custodianIsLastStep');
  if (!step.approvers.includes(question.decider)) {
    return noAuthority(base, '@details.notAnApprover');
  }
  return { ...base, state: 'ok' };
}

type Base = Pick<PolicyCheck, 'check' | 'basis' | 'clause'>;

function samePerson(base: Base, detail: string): PolicyCheck {
  return { ...base, state: 'refused', code: 'APPROVAL_SAME_PERSON', facts: { detail } };
}

function noAuthority(base: Base, detail: string): PolicyCheck {
  return { ...base, state: 'refused', code: 'APPROVAL_NO_AUTHORITY', facts: { detail } };
}
