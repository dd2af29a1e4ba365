import { describe, expect, it } from 'vitest';
import { reviewUsage, type UsedSeal } from '#registry/usage/usage-review.ts';
import type { LedgerRecord } from '#shared/log/record.ts';
import type { RegisterEntry } from '#shared/model/register-entry.ts';
import { exampleUnit, intentBody, registerEntry } from '#test/support/station-ledger.ts';

const no = { unitCode: exampleUnit, year: 2026, seq: 1 };
const at = new Date('2026-03-09T06:05:07.250Z');
const head = { v: 1, station: 'SK-TEST-01', at: at.toISOString() } as const;
const intent: LedgerRecord = { ...head, index: 0, kind: 'intent', body: { ...intentBody(), entryNo: no } };
const properSeal: UsedSeal = { station: 'SK-TEST-01', custodianAccount: 'wang', stateAtUse: 'active' };
const approver = registerEntry(no, at).approvers[0]!;

function outcome(changes: Partial<RegisterEntry> = {}): LedgerRecord {
  const body = { intentIndex: 0, requestId: 'r-1', warrantId: 'w-1', entry: registerEntry(no, at, changes) };
  return { ...head, index: 1, kind: 'outcome', body };
}

describe('second look at a use (K-1, AC-XC-E-12)', () => {
  it('finds nothing wrong with a proper use', () => {
    expect(reviewUsage(outcome(), properSeal, intent)).toEqual([]);
  });

  it.each<[string, Partial<RegisterEntry>, string]>([
    ['an approver who is the handler', { handler: { account: 'li', name: '李批准' } }, 'approver-is-handler'],
    ['a custodian who approved last', { approvers: [{ ...approver, account: 'wang' }] }, 'custodian-is-last-approver'],
    ['a refusal among the decisions', { approvers: [{ ...approver, decision: 'refused' }] }, 'no-approval'],
    ['a custodian nobody appointed', { custodian: { account: 'qian', name: '钱某' } }, 'custodian-not-appointed'],
  ])('flags %s', (_case, changes, flag) => {
    expect(reviewUsage(outcome(changes), properSeal, intent)).toEqual([flag]);
  });

  it.each<[string, UsedSeal | undefined, string]>([
    ['a seal this registry never made', undefined, 'seal-unknown'],
    ['a seal kept elsewhere', { ...properSeal, station: 'WS-410799-0009' }, 'seal-of-other-station'],
    ['a use after the suspension (U-REG-1)', { ...properSeal, stateAtUse: 'suspended' }, 'sealed-after-suspension'],
    ['a use before the activation', { ...properSeal, stateAtUse: 'delivered' }, 'seal-not-active'],
  ])('flags %s', (_case, seal, flag) => {
    expect(reviewUsage(outcome(), seal, intent)).toEqual([flag]);
  });

  it.each<[string, LedgerRecord | undefined]>([
    ['no intent', undefined],
    ['an intent for another document', withIntent({ digestBefore: { sm3: 'e'.repeat(64), sha256: 'e'.repeat(64) } })],
    ['an intent under another warrant', withIntent({ warrantId: 'w-2' })],
  ])('flags an outcome with %s', (_case, other) => {
    expect(reviewUsage(outcome(), properSeal, other)).toEqual(['differs-from-intent']);
  });

  it('lets a holder decide on his own seal (HN-16)', () => {
    const own: Partial<RegisterEntry> = { approvalBasis: 'holder-only', handler: { account: 'li', name: '李批准' } };
    expect(reviewUsage(outcome(own), properSeal, intent)).toEqual([]);
  });

  it('says nothing about records that are no uses', () => {
    expect(reviewUsage(intent, undefined, undefined)).toEqual([]);
  });
});

function withIntent(changes: Parameters<typeof intentBody>[0]): LedgerRecord {
  return { ...head, index: 0, kind: 'intent', body: { ...intentBody(changes), entryNo: no } };
}
