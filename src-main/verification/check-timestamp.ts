import {
  readTimestampToken,
  verifyTimestampToken,
  type StampedBytes,
  type TimestampToken,
} from '#main/formats/cms/timestamp.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { pathRevocation } from '#main/trust/revocation.ts';
import type { CarriedMaterial } from '#main/trust/revocation-material.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { carriedMaterial, revocationQuestion } from './check-revocation.ts';
import { certificateOrNull } from './readable-certificate.ts';
import { noTime, skewMs } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

/** What comes with a token from outside of it: trusted for nothing by itself. */
export interface Brought {
  readonly material?: CarriedMaterial | undefined;
  /** DER. */
  readonly carriedCertificates?: readonly Uint8Array[] | undefined;
  /** When a later timestamp proves the token to have been there. */
  readonly existedAt?: Date | null | undefined;
}

/** What a token carries besides its own certificate is material for the signature as well: an OFD has no other place. */
export function broughtWithToken(token: Uint8Array | undefined, brought: Brought): Brought {
  const read = token && tokenOrNull(token);
  if (!read) return brought;
  const { signedData } = read;
  const { lists, responses } = carriedMaterial(signedData, signedData.signers[0]);
  const { material, carriedCertificates = [] } = brought;
  return {
    ...brought,
    material: {
      lists: [...(material?.lists ?? []), ...lists],
      responses: [...(material?.responses ?? []), ...responses],
    },
    carriedCertificates: [...carriedCertificates, ...signedData.certificates],
  };
}

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
 * chain to the roots of signers and must have the key usage for timestamps, critical (GB/T 20520). A revocation counts
 * as RFC 3161 clause 4 says; that nobody knows of one is no doubt about a token.
 *
 * @param stamped the octets the token must be about
 */
export function judgeTimestamp(
  token: Uint8Array,
  stamped: StampedBytes,
  context: TrustContext,
  brought: Brought = {},
): TimestampJudgement {
  const read = tokenOrNull(token);
  if (read === null) {
    const facts: Fact[] = [{ check: 'timestamp.token', state: 'fail', reason: 'malformed' }];
    return { facts, genTime: null, authority: null, isTrusted: false };
  }
  const authority = read.authorityCertificate && certificateOrNull(read.authorityCertificate);
  const own = verifyTimestampToken(read, stamped);
  const chain = authority ? chainFacts(authority, read, context, brought) : [];
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
  brought: Brought = {},
): { readonly facts: readonly Fact[]; readonly provenAt: Date | null } {
  if (token === undefined) return { facts: [], provenAt: null };
  const { facts, genTime, isTrusted } = judgeTimestamp(token, stamped, context, brought);
  const weighed = facts.map((fact): Fact => {
    const isDecisive = fact.state === 'fail' && contradictions.has(fact.reason ?? '');
    return fact.state === 'ok' || isDecisive ? fact : Object.assign({}, fact, { state: 'warn' } as const);
  });
  if (!isTrusted || genTime === null) return { facts: weighed, provenAt: null };
  if (claimed !== null && genTime.getTime() < claimed.getTime() - skewMs) {
    return { facts: [...weighed, ...beforeClaim(genTime, claimed).facts], provenAt: null };
  }
  return { facts: weighed, provenAt: genTime };
}

/**
 * What a document timestamp behind a signature says of its time: no later than that. It decides where nothing nearer
 * does and the signer's means were in force then; a claim that is later than the proof contradicts it.
 *
 * @param isInForce were the seal and the certificate in force at a time?
 */
export function laterTimestamp(
  existedAt: Date | null | undefined,
  claimed: Date | null,
  isInForce: (at: Date) => boolean,
): { readonly facts: readonly Fact[]; readonly provenAt: Date | null } {
  if (!existedAt) return { facts: [], provenAt: null };
  if (claimed !== null && existedAt.getTime() < claimed.getTime() - skewMs) return beforeClaim(existedAt, claimed);
  const evidence = { proven: existedAt.toISOString(), ...(claimed && { claimed: claimed.toISOString() }) };
  const fact: Fact = { check: 'timestamp.document', state: 'ok', evidence };
  return { facts: [fact], provenAt: isInForce(existedAt) ? existedAt : null };
}

function beforeClaim(proven: Date, claimed: Date): { readonly facts: readonly Fact[]; readonly provenAt: null } {
  const evidence = { claimed: claimed.toISOString(), proven: proven.toISOString() };
  return {
    facts: [{ check: 'timestamp.time', state: 'fail', reason: 'before-claimed-time', evidence }],
    provenAt: null,
  };
}

/** GenTime of a token that cannot be checked against anything: a claim like any other. */
export function timeInToken(token: Uint8Array): Date | null {
  return tokenOrNull(token)?.genTime ?? null;
}

function chainFacts(
  authority: Certificate,
  token: TimestampToken,
  context: TrustContext,
  brought: Brought,
): readonly Fact[] {
  const carried = [...token.signedData.certificates, ...(brought.carriedCertificates ?? [])];
  const { facts, path } = buildChain(authority, {
    roots: context.trust.signerRoots,
    intermediates: [...context.trust.intermediates, ...carried.map(certificateOrNull).filter((one) => one !== null)],
    at: token.genTime,
    role: 'timestamp',
  });
  const own = carriedMaterial(token.signedData, token.signedData.signers[0]);
  const { material, now } = revocationQuestion(context, noTime, [own, brought.material]);
  const existedAt = brought.existedAt ?? null;
  const question = { material, now, at: token.genTime, isTimeProven: true, tellsSilence: false };
  const revoked = pathRevocation(path, question).map((fact) => weighRevocation(fact, existedAt));
  // The authority's chain must not be taken for the signer's.
  return [...facts, ...revoked].map(({ check, ...rest }): Fact =>
    Object.assign(rest, { check: check.replace('chain.', 'timestampChain.') }),
  );
}

/** Reasons under which tokens made before a revocation stay good (RFC 3161 clause 4.1); a list must name one of them. */
const harmlessReasons = new Set(['affiliationChanged', 'superseded', 'cessationOfOperation']);

/**
 * A key that was lost can make tokens of any date: after its revocation only what something else proves to be older
 * counts. A list that is missing or old is a note, for few authorities of timestamps are listed anywhere.
 */
function weighRevocation(fact: Fact, existedAt: Date | null): Fact {
  if (fact.state === 'unknown') return Object.assign({}, fact, { state: 'warn' } as const);
  if (fact.reason !== 'revoked-later') return fact;
  const revokedAt = new Date(String(fact.evidence?.['revokedAt']));
  const isOlder = existedAt !== null && existedAt < revokedAt;
  if (isOlder || harmlessReasons.has(String(fact.evidence?.['reason']))) return fact;
  return Object.assign({}, fact, { state: 'unknown', reason: 'revoked-later-time-unproven' } as const);
}

function tokenOrNull(bytes: Uint8Array): TimestampToken | null {
  try {
    return readTimestampToken(bytes);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
