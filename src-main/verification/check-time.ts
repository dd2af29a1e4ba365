import type { Certificate } from '#main/trust/certificate.ts';
import type { Fact } from '#shared/model/verdict.ts';

/** A claimed time may run ahead of this clock by so much before it is a contradiction. */
const skewMs = 5 * 60_000;

/** Without a timestamp the time is the signer's claim, and the report says so. */
export function signingTimeFacts(signedAt: Date | null, now: Date): readonly Fact[] {
  if (signedAt === null) return [{ check: 'time.signing', state: 'unknown', reason: 'no-time' }];
  const evidence = { claimed: signedAt.toISOString(), now: now.toISOString() };
  if (signedAt.getTime() > now.getTime() + skewMs) {
    return [{ check: 'time.signing', state: 'fail', reason: 'in-the-future', evidence }];
  }
  return [{ check: 'time.signing', state: 'ok', evidence: { ...evidence, source: 'claimed' } }];
}

/**
 * What has run out since. A signature made in time stays good, but when only the signer says when it was made, nobody
 * can tell it from one made afterwards: the time cannot be decided.
 */
export function presentFacts(question: {
  readonly sealValidTo: Date | null;
  readonly signer: Certificate | null;
  readonly now: Date;
}): readonly Fact[] {
  const { sealValidTo, signer, now } = question;
  const facts: Fact[] = [];
  const open = (check: string, reason: string, until: Date): Fact => ({
    check,
    state: 'unknown',
    reason,
    evidence: { until: until.toISOString(), now: now.toISOString() },
  });
  if (sealValidTo !== null && now > sealValidTo) facts.push(open('time.sealNow', 'expired-since', sealValidTo));
  if (signer !== null && now > signer.notAfter) {
    facts.push(open('time.certificateNow', 'expired-since', signer.notAfter));
  }
  return facts;
}
