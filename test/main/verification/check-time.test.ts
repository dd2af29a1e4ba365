import { describe, expect, it } from 'vitest';
import { judgedWithoutTime, noTime, presentFacts, signingTimeFacts } from '#main/verification/check-time.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { demoAuthority, duringValidity, validity } from '#test/support/demo-authority.ts';
import { decisive } from '#test/support/verification-fixture.ts';

const minutes = (count: number): Date => new Date(duringValidity.getTime() + count * 60_000);
const claimed = { at: duringValidity, source: 'claimed' } as const;
const proven = { at: duringValidity, source: 'timestamp' } as const;

describe('signing time', () => {
  it('stays undecided when there is none', () => {
    expect(decisive(signingTimeFacts(noTime, duringValidity))).toEqual(['time.signing unknown no-time']);
  });

  it('says who states it', () => {
    expect(signingTimeFacts(claimed, minutes(1))).toMatchObject([{ state: 'ok', evidence: { source: 'claimed' } }]);
    expect(signingTimeFacts(proven, minutes(1))).toMatchObject([{ state: 'ok', evidence: { source: 'timestamp' } }]);
  });

  it('may run five minutes ahead of this clock, and no more', () => {
    expect(decisive(signingTimeFacts(claimed, minutes(-5)))).toEqual([]);
    expect(decisive(signingTimeFacts(claimed, minutes(-6)))).toEqual(['time.signing fail in-the-future']);
  });
});

describe('what has run out since', () => {
  const { signer } = demoAuthority();
  const sealValidTo = new Date('2031-01-01T00:00:00Z');
  const later = new Date(validity.notAfter.getTime() + 1);
  const present = (now: Date, time = claimed as typeof claimed | typeof proven) =>
    presentFacts({ sealValidTo, signer: signer.certificate, time, now });

  it('is nothing while seal and certificate last', () => {
    expect(present(minutes(1))).toEqual([]);
    expect(present(sealValidTo)).toEqual([]);
  });

  it('leaves a claimed time undecided, seal and certificate each for itself', () => {
    expect(decisive(present(new Date(sealValidTo.getTime() + 1)))).toEqual(['time.sealNow unknown expired-since']);
    expect(decisive(present(later))).toEqual([
      'time.sealNow unknown expired-since',
      'time.certificateNow unknown expired-since',
    ]);
  });

  it('is only told when a timestamp proves the time', () => {
    expect(present(later, proven).map(({ state, reason }) => [state, reason])).toEqual([
      ['warn', 'expired-later'],
      ['warn', 'expired-later'],
    ]);
  });
});

const failed = (reason: string): Fact => ({ check: 'chain.validity', state: 'fail', reason });

describe('validity judged at present, because no signing time is known', () => {
  it('is undecided for what has expired by now', () => {
    expect(
      judgedWithoutTime([failed('certificate-expired'), failed('seal-expired')]).map(({ state }) => state),
    ).toEqual(['unknown', 'unknown']);
  });

  it('stays a failure for what is not valid yet, and for every other reason', () => {
    const facts = [failed('certificate-not-yet-valid'), failed('signature-mismatch')];
    expect(judgedWithoutTime(facts)).toEqual(facts);
  });
});
