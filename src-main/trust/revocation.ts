import type { Fact } from '#shared/model/verdict.ts';
import { DerError } from '#main/formats/der/der-error.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import type { Certificate } from './certificate.ts';
import { namesMatch } from './distinguished-name.ts';
import { readDistributionPointNames, readIssuingDistributionPoint } from './distribution-point.ts';
import type { RevocationList, RevokedEntry } from './revocation-list.ts';

export interface RevocationInput {
  readonly lists: readonly RevocationList[];
  /** The certificate that issued `certificate`, from its chain: it must have signed the list as well. */
  readonly issuer: Certificate;
  /** When the signature was made, or now. */
  readonly at: Date;
  readonly now: Date;
  /** `at` comes from a verified timestamp and is not only the signer's claim. */
  readonly isTimeProven: boolean;
}

/**
 * Was a certificate revoked at a time? A missing, stale or unusable list is never a yes.
 *
 * @returns check `chain.revocation`; `fail` certificate-revoked; `unknown` crl-missing, crl-signature-invalid,
 * crl-issuer-key-usage, crl-not-applicable, crl-stale, revoked-later-time-unproven
 * @see RFC 5280 6.3; delta lists and indirect lists are not used
 */
export function revocationFact(certificate: Certificate, input: RevocationInput): Fact {
  const check = 'chain.revocation';
  const own = input.lists.filter((list) => namesMatch(list.issuerDer, certificate.issuerDer));
  const problems: string[] = [];
  const usable: RevocationList[] = [];
  for (const list of own) {
    const problem = problemOf(list, certificate, input);
    if (problem === undefined) usable.push(list);
    else problems.push(problem);
  }
  const entry = usable.map((list) => list.revoked.get(certificate.serialHex)).find((found) => found !== undefined);
  const base = { certificate: certificate.subject };
  if (entry !== undefined) return revokedFact(check, entry, base, input);
  const fresh = usable.filter((list) => isFresh(list, input));
  const newest = fresh.sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
  if (newest !== undefined) {
    return { check, state: 'ok', evidence: { ...base, listOf: newest.thisUpdate.toISOString() } };
  }
  const reason = usable.length > 0 ? 'crl-stale' : (problems[0] ?? 'crl-missing');
  return { check, state: 'unknown', reason, evidence: base };
}

function problemOf(list: RevocationList, certificate: Certificate, { issuer }: RevocationInput): string | undefined {
  const isSignable = issuer.keyUsage === undefined || issuer.keyUsage.has('cRLSign');
  if (!isSignable) return 'crl-issuer-key-usage';
  if (list.isDelta || list.unknownCritical.length > 0 || !covers(list, certificate)) return 'crl-not-applicable';
  const { ok } = verifySignature(issuer.keyInfo, list.signatureAlgorithm, list.tbs, list.signature);
  return ok ? undefined : 'crl-signature-invalid';
}

/**
 * Chinese authorities split their lists: one distribution point per file. A list that names its points covers only the
 * certificates that name one of them.
 */
function covers(list: RevocationList, certificate: Certificate): boolean {
  if (list.distributionPoint === undefined) return true;
  const points = certificate.extensions.find(({ oid }) => oid === OID.crlDistributionPoints)?.value;
  try {
    const scope = readIssuingDistributionPoint(list.distributionPoint);
    if (scope.isSpecial || (certificate.isCa ? scope.onlyUserCertificates : scope.onlyCaCertificates)) return false;
    if (scope.names.length === 0) return true;
    return points !== undefined && readDistributionPointNames(points).some((name) => scope.names.includes(name));
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

function revokedFact(
  check: string,
  entry: RevokedEntry,
  base: Readonly<Record<string, string>>,
  { at, isTimeProven }: RevocationInput,
): Fact {
  const evidence = { ...base, revokedAt: entry.revokedAt.toISOString(), reason: entry.reason };
  const since =
    entry.invalidSince !== undefined && entry.invalidSince < entry.revokedAt ? entry.invalidSince : entry.revokedAt;
  if (since <= at) return { check, state: 'fail', reason: 'certificate-revoked', evidence };
  if (isTimeProven) return { check, state: 'ok', evidence };
  // Whoever holds a revoked key can claim any earlier time.
  return { check, state: 'unknown', reason: 'revoked-later-time-unproven', evidence };
}

/** Not past its nextUpdate, or issued after the time that matters and so telling about it. */
function isFresh(list: RevocationList, { at, now }: RevocationInput): boolean {
  if (list.thisUpdate > now) return false;
  return (list.nextUpdate !== undefined && list.nextUpdate >= now) || list.thisUpdate >= at;
}
