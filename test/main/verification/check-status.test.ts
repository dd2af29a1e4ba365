import { describe, expect, it } from 'vitest';
import { statusFacts } from '#main/verification/check-status.ts';
import { noTime, type SigningTime } from '#main/verification/check-time.ts';
import type { StatusSource } from '#main/verification/trust-context.ts';
import { sealStates, type SealState } from '#shared/model/seal.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { duringValidity } from '#test/support/demo-authority.ts';
import { afterwards, contextOf, statusOf } from '#test/support/verification-fixture.ts';

const claimed: SigningTime = { at: duringValidity, source: 'claimed' };
const proven: SigningTime = { at: duringValidity, source: 'timestamp' };
const before = new Date(duringValidity.getTime() - 1);
const after = new Date(duringValidity.getTime() + 1);

function judge(status: StatusSource | null, time: SigningTime = claimed): string {
  const [fact] = statusFacts('11010000000001', 'ab', time, contextOf(emptyTrustList, { status }));
  return [fact?.state, fact?.reason].filter(Boolean).join(' ');
}
const inState = (state: SealState, since: Date, time?: SigningTime) => judge(statusOf({ state, since }), time);

describe('status of a seal', () => {
  it('does not decide where no registry speaks for the maker', () => {
    expect(judge(null)).toBe('warn no-status-service');
    expect(judge(statusOf(undefined, { speaksFor: () => false }))).toBe('warn no-status-service');
  });

  it('is undecided for a seal its registry does not list, and when the list is too old', () => {
    expect(judge(statusOf(undefined))).toBe('unknown not-on-list');
    const nextUpdate = new Date(afterwards.getTime() - 1);
    expect(judge(statusOf({ state: 'active', since: before }, { nextUpdate }))).toBe('unknown list-stale');
  });

  it.each(['active', 'renewing'] as const)('is in order while the seal is %s', (state) => {
    expect(inState(state, before)).toBe('ok');
  });

  it.each(['suspended', 'expired', 'cancelled'] as const)(
    'tells before from after for a seal that is %s (ATK-21)',
    (state) => {
      expect(inState(state, before)).toBe(`fail sealed-after-${state}`);
      expect(inState(state, duringValidity)).toBe(`fail sealed-after-${state}`);
      expect(inState(state, after)).toBe(`unknown ${state}-since`);
      expect(inState(state, after, proven)).toBe(`warn ${state}-later`);
      expect(inState(state, before, noTime)).toBe(`unknown ${state}-since`);
    },
  );

  it('fails a seal that was never in use', () => {
    const early = sealStates.slice(0, sealStates.indexOf('active'));
    expect(early.map((state) => inState(state, before))).toEqual(early.map(() => 'fail not-in-use'));
  });
});
