import type { Fact } from '#shared/model/verdict.ts';
import { DerError } from '#main/formats/der/der-error.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import type { Certificate } from './certificate.ts';
import { namesMatch } from './distinguished-name.ts';
import { readDistributionPointNames, readIssuingDistributionPoint } from './distribution-point.ts';
import { answerFor } from './ocsp-answer.ts';
import type { RevocationList, RevokedEntry } from './revocation-list.ts';
import type { RevocationMaterial } from './revocation-material.ts';

export interface RevocationInput {
  readonly material: RevocationMaterial;
  /** The certificate that issued `certificate`, from its chain: it must have signed the list as well. */
  readonly issuer: Certificate;
  /** When the signature was made, or now. */
  readonly at: Date;
  readonly now: Date;
  /** `at` comes from a verified timestamp and is not only the signer's claim. */
  readonly isTimeProven: boolean;
}

/**
 * Was a certificate revoked at a time? Lists and responses are asked alike, and a revocation in one of them counts. A
 * missing, stale or unusable one is never a no.
 *
 * @returns check `chain.revocation`; `fail` certificate-revoked; `unknown` crl-missing, crl-signature-invalid,
 * crl-issuer-key-usage, crl-not-applicable, crl-stale, ocsp-signature-invalid, ocsp-responder-not-authorised,
 * ocsp-unknown, revoked-later-time-unproven; `warn` revoked-later (a timestamp proves the earlier time),
 * no-revocation-source (nobody keeps lists here, and the document brought none)
 * @see RFC 5280 6.3, RFC 6960; delta lists and indirect lists are not used
 */
export function revocationFact(certificate: Certificate, input: RevocationInput): Fact {
  const check = 'chain.revocation';
  const base = { certificate: certificate.subject };
  const listed = askLists(certificate, input);
  const answered = askResponses(certificate, input);
  const entry = [listed.entry, answered.entry]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => sinceOf(a).getTime() - sinceOf(b).getTime())[0];
  if (entry !== undefined) return revokedFact(check, entry, base, input);
  const fresh = [...listed.usable, ...answered.usable].filter((one) => isFresh(one, input));
  const newest = fresh.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
  if (newest !== undefined) {
    return { check, state: 'ok', evidence: { ...base, listOf: newest.thisUpdate.toISOString() } };
  }
  const isStale = listed.usable.length + answered.usable.length > 0;
  const [problem] = [...listed.problems, ...answered.problems];
  if (!isStale && problem === undefined && !input.material.isKept) {
    return { check, state: 'warn', reason: 'no-revocation-source', evidence: base };
  }
  return { check, state: 'unknown', reason: isStale ? 'crl-stale' : (problem ?? 'crl-missing'), evidence: base };
}

/** When a list or response speaks, and until when. */
interface Validity {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

interface Asked {
  readonly usable: readonly Validity[];
  readonly problems: readonly string[];
  readonly entry: RevokedEntry | undefined;
}

function askLists(certificate: Certificate, input: RevocationInput): Asked {
  const problems: string[] = [];
  const usable: RevocationList[] = [];
  for (const list of input.material.lists) {
    if (!namesMatch(list.issuerDer, certificate.issuerDer)) continue;
    const problem = problemOf(list, certificate, input);
    if (problem === undefined) usable.push(list);
    else problems.push(problem);
  }
  const entry = usable.map((list) => list.revoked.get(certificate.serialHex)).find((found) => found !== undefined);
  return { usable, problems, entry };
}

function askResponses(certificate: Certificate, { material, issuer }: RevocationInput): Asked {
  const problems: string[] = [];
  const usable: Validity[] = [];
  let entry: RevokedEntry | undefined;
  for (const response of material.responses) {
    const checked = answerFor(response, certificate, issuer);
    if (checked === undefined) continue;
    if (checked.kind === 'problem') problems.push(checked.reason);
    else if (checked.answer.status === 'unknown') problems.push('ocsp-unknown');
    else if (checked.answer.revokedAt === undefined) usable.push(checked.answer);
    else entry ??= { revokedAt: checked.answer.revokedAt, reason: 'unspecified' };
  }
  return { usable, problems, entry };
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
  if (sinceOf(entry) <= at) return { check, state: 'fail', reason: 'certificate-revoked', evidence };
  if (isTimeProven) return { check, state: 'warn', reason: 'revoked-later', evidence };
  // Whoever holds a revoked key can claim any earlier time.
  return { check, state: 'unknown', reason: 'revoked-later-time-unproven', evidence };
}

function sinceOf({ invalidSince, revokedAt }: RevokedEntry): Date {
  return invalidSince !== undefined && invalidSince < revokedAt ? invalidSince : revokedAt;
}

/**
 * Not past its nextUpdate, or issued after the time that matters and so telling about it. Where a timestamp proves that
 * time, a list in force then is as good as today's was to whoever asked on that day; a claimed time could be chosen to
 * suit an old list.
 */
function isFresh(list: Validity, { at, now, isTimeProven }: RevocationInput): boolean {
  if (list.thisUpdate > now) return false;
  if (list.thisUpdate >= at) return true;
  return list.nextUpdate !== undefined && list.nextUpdate >= (isTimeProven ? at : now);
}

export interface PathQuestion extends Omit<RevocationInput, 'issuer'> {
  /** Whether it is worth saying that nobody could be asked. */
  readonly tellsSilence: boolean;
}

/**
 * The certificates of a path asked one by one, each by the one above it. Of an authority's own certificate only what
 * somebody says is told: few publish lists of them.
 *
 * @param path from the first certificate upwards, as a chain was built
 */
export function pathRevocation(path: readonly Certificate[], question: PathQuestion): readonly Fact[] {
  return path.slice(0, -1).flatMap((certificate, index) => {
    const fact = revocationFact(certificate, { ...question, issuer: path[index + 1]! });
    const isSilent = fact.reason === 'no-revocation-source';
    // Of an authority's own certificate a missing list is no news: few publish one.
    const isLeftOut = index > 0 ? isSilent || fact.reason === 'crl-missing' : isSilent && !question.tellsSilence;
    return isLeftOut ? [] : [fact];
  });
}
