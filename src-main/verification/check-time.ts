import type { Certificate } from '#main/trust/certificate.ts';
import type { Fact } from '#shared/model/verdict.ts';

/** A claimed time may run ahead of this clock by so much before it is a contradiction. */
export const skewMs = 5 * 60_000;

/** When a signature was made, and who says so. */
export interface SigningTime {
  readonly at: Date | null;
  /** `timestamp`: a token of a trusted authority; `claimed`: the signer alone. */
  readonly source: 'timestamp' | 'claimed' | 'none';
}

export const noTime: SigningTime = { at: null, source: 'none' };

/** Without a timestamp the time is the signer's claim, and the report says so. */
export function signingTimeFacts({ at, source }: SigningTime, now: Date): readonly Fact[] {
  if (at === null) return [{ check: 'time.signing', state: 'unknown', reason: 'no-time' }];
  const evidence = { [source === 'timestamp' ? 'proven' : 'claimed']: at.toISOString(), now: now.toISOString() };
  if (at.getTime() > now.getTime() + skewMs) {
    return [{ check: 'time.signing', state: 'fail', reason: 'in-the-future', evidence }];
  }
  return [{ check: 'time.signing', state: 'ok', evidence: { ...evidence, source } }];
}

/**
 * What has run out since. A signature made in time stays good, but when only the signer says when it was made, nobody
 * can tell it from one made afterwards: the time cannot be decided. A timestamp decides it.
 */
export function presentFacts(question: {
  readonly sealValidTo: Date | null;
  readonly signer: Certificate | null;
  readonly time: SigningTime;
  readonly now: Date;
}): readonly Fact[] {
  const { sealValidTo, signer, time, now } = question;
  const facts: Fact[] = [];
  const since = (check: string, until: Date): Fact => {
    const evidence = { until: until.toISOString(), now: now.toISOString() };
    return time.source === 'timestamp'
      ? { check, state: 'warn', reason: 'expired-later', evidence }
      : { check, state: 'unknown', reason: 'expired-since', evidence };
  };
  if (sealValidTo !== null && now > sealValidTo) facts.push(since('time.sealNow', sealValidTo));
  if (signer !== null && now > signer.notAfter) facts.push(since('time.certificateNow', signer.notAfter));
  return facts;
}

const expiries = new Set(['certificate-expired', 'seal-expired']);

/**
 * Facts about validity at the signing time, when no signing time is known and they were taken at present: what has
 * run out by now may have been in force, so it is undecided. What is not valid yet cannot have been.
 */
export function judgedWithoutTime(facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact): Fact => {
    if (fact.state !== 'fail' || !expiries.has(fact.reason ?? '')) return fact;
    return Object.assign({}, fact, { state: 'unknown' } as const);
  });
}
