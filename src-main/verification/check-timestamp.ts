import { readTimestampToken, verifyTimestampToken, type TimestampToken } from '#main/formats/cms/timestamp.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { certificateOrNull } from './readable-certificate.ts';
import { skewMs } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

export interface TimestampJudgement {
  readonly facts: readonly Fact[];
  /** What the token says; null when it cannot be read. */
  readonly genTime: Date | null;
  readonly authority: Certificate | null;
  /** The token is about the stamped bytes, rightly signed, and by an authority that is trusted for it. */
  readonly isTrusted: boolean;
}

/** Failures that mean deceit or damage, and not merely a token this program cannot use. */
export const contradictions: ReadonlySet<string> = new Set([
  'imprint-mismatch',
  'signature-mismatch',
  'digest-mismatch',
  'content-mismatch',
  'malformed',
]);

/**
 * A timestamp token as it stands: what it is about, who made it, and whether that authority is trusted. Authorities
 * chain to the roots of signers and must have the key usage for timestamps, critical (GB/T 20520).
 *
 * @param stamped the octets the token must be about
 */
export function judgeTimestamp(token: Uint8Array, stamped: Uint8Array, context: TrustContext): TimestampJudgement {
  const read = tokenOrNull(token);
  if (read === null) {
    const facts: Fact[] = [{ check: 'timestamp.token', state: 'fail', reason: 'malformed' }];
    return { facts, genTime: null, authority: null, isTrusted: false };
  }
  const authority = read.authorityCertificate && certificateOrNull(read.authorityCertificate);
  const own = verifyTimestampToken(read, stamped);
  const chain = authority ? chainFacts(authority, read, context) : [];
  const facts = [...own, ...chain];
  const isTrusted = authority !== null && facts.every(({ state }) => state === 'ok' || state === 'warn');
  return { facts, genTime: read.genTime, authority, isTrusted };
}

/**
 * The timestamp of a signature (ATK-28). One that contradicts the signature fails it; one that merely cannot be used
 * (unknown authority, unsupported digest) is a warning, and the time stays the signer's claim.
 *
 * @param claimed the time the signer states, which the token must not precede
 * @returns `provenAt` when the token decides the time
 */
export function signatureTimestamp(
  token: Uint8Array | undefined,
  stamped: Uint8Array,
  claimed: Date | null,
  context: TrustContext,
): { readonly facts: readonly Fact[]; readonly provenAt: Date | null } {
  if (token === undefined) return { facts: [], provenAt: null };
  const { facts, genTime, isTrusted } = judgeTimestamp(token, stamped, context);
  const weighed = facts.map((fact): Fact => {
    const isDecisive = fact.state === 'fail' && contradictions.has(fact.reason ?? '');
    return fact.state === 'ok' || isDecisive ? fact : Object.assign({}, fact, { state: 'warn' } as const);
  });
  if (!isTrusted || genTime === null) return { facts: weighed, provenAt: null };
  if (claimed !== null && genTime.getTime() < claimed.getTime() - skewMs) {
    const evidence = { claimed: claimed.toISOString(), proven: genTime.toISOString() };
    const before: Fact = { check: 'timestamp.time', state: 'fail', reason: 'before-claimed-time', evidence };
    return { facts: [...weighed, before], provenAt: null };
  }
  return { facts: weighed, provenAt: genTime };
}

/** GenTime of a token that cannot be checked against anything: a claim like any other. */
export function timeInToken(token: Uint8Array): Date | null {
  return tokenOrNull(token)?.genTime ?? null;
}

function chainFacts(authority: Certificate, token: TimestampToken, { trust }: TrustContext): readonly Fact[] {
  const carried = token.signedData.certificates.map(certificateOrNull).filter((one) => one !== null);
  const { facts } = buildChain(authority, {
    roots: trust.signerRoots,
    intermediates: [...trust.intermediates, ...carried],
    at: token.genTime,
    role: 'timestamp',
  });
  // The authority's chain must not be taken for the signer's.
  return facts.map(({ check, ...rest }): Fact =>
    Object.assign(rest, { check: check.replace('chain.', 'timestampChain.') }),
  );
}

function tokenOrNull(bytes: Uint8Array): TimestampToken | null {
  try {
    return readTimestampToken(bytes);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
