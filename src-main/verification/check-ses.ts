import { isSignerInSeal, sealValidAt, versionsAgree } from '#main/formats/ses/check-entitlement.ts';
import { encodingFact, extensionsFact, pictureFact } from '#main/formats/ses/check-form.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import type { SesSignature } from '#main/formats/ses/seal.ts';
import { claimedTime } from '#main/formats/ses/time-info.ts';
import { momentOf, type StatedTime } from '#main/formats/stated-time.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import { checkSealMaker } from '#main/trust/seal-maker.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { pathRevocation } from '#main/trust/revocation.ts';
import { revocationQuestion } from './check-revocation.ts';
import { checkSigner } from './check-signer.ts';
import { sealTimestamp } from './check-seal-timestamp.ts';
import { statusFacts } from './check-status.ts';
import { judgedWithoutTime, noTime, presentFacts, signingTimeFacts, type SigningTime } from './check-time.ts';
import { broughtWithToken, laterTimestamp, signatureTimestamp, timeInToken, type Brought } from './check-timestamp.ts';
import { certificateOrNull } from './readable-certificate.ts';
import type { TrustContext } from './trust-context.ts';

export interface SesJudgement {
  readonly facts: readonly Fact[];
  readonly time: SigningTime;
  readonly signer: Certificate | null;
  readonly maker: Certificate | null;
}

/**
 * Everything GB/T 38540 clauses 6.3 and 7.3 ask of an electronic seal signature, each as its own fact.
 *
 * @param dataHash gives 32 bytes: SM3 of the original text as it lies in the file now. Asked for last, because it may be
 * computed beside the rest
 * @param stated a time in the original text, for signatures that carry none of their own
 */
export function judgeSes(
  signature: SesSignature,
  dataHash: () => Uint8Array,
  context: TrustContext,
  stated: StatedTime | null = null,
  outside: Brought = {},
): SesJudgement {
  const { seal } = signature;
  const extra = broughtWithToken(signature.timestamp, outside);
  const signer = certificateOrNull(signature.certificate);
  const maker = certificateOrNull(seal.makerCertificate);
  const { time, facts: timestampFacts } = signingTimeOf(signature, signer, context, stated, extra);
  const at = time.at ?? context.now;
  const made = sealTimestamp(seal, time.at, context, extra);
  const carried = (extra.carriedCertificates ?? []).map(certificateOrNull).filter((one) => one !== null);
  const validityFacts = [
    sealValidAt(seal, at),
    ...(signer
      ? checkSigner(signer, maker, context.trust, at, carried, revocationQuestion(context, time, [extra.material]))
      : [malformed('signer')]),
  ];
  const others: Fact[] = [
    verifySesSignature(signature),
    verifySealSignature(seal),
    isSignerInSeal(seal, signature.certificate),
    versionsAgree(signature),
    encodingFact(signature),
    encodingFact(seal),
    extensionsFact(signature),
    extensionsFact(seal),
    pictureFact(seal),
    ...signingTimeFacts(time, context.now),
    ...timestampFacts,
    ...made.facts,
    ...(maker ? makerFacts(maker, [seal.createdAt, made.provenAt], context, extra) : [malformed('maker')]),
    ...(time.at === null ? judgedWithoutTime(validityFacts) : validityFacts),
    ...statusFacts(seal.esId, hex(sm3(seal.makerCertificate)), time, context),
    ...presentFacts({ sealValidTo: seal.validTo, signer, time, now: context.now }),
  ];
  return { facts: [dataHashFact(signature, dataHash()), ...others], time, signer, maker };
}

/**
 * The time of a seal signature: that of a trusted timestamp over the signature value, else the signer's own. What a
 * token inside the signed bytes of V1 is about is not settled, so its time is a claim as well.
 */
function signingTimeOf(
  signature: SesSignature,
  signer: Certificate | null,
  context: TrustContext,
  stated: StatedTime | null,
  extra: Brought,
): { readonly time: SigningTime; readonly facts: readonly Fact[] } {
  const { seal, timeInfo } = signature;
  const isInSeal = (at: Date): boolean => at >= seal.validFrom && at <= seal.validTo;
  const inside = timeInfo.kind === 'token' ? timeInToken(timeInfo.token) : null;
  const claimed = claimedTime(signature) ?? inside ?? (stated && momentOf(stated, isInSeal));
  const { facts, provenAt } = signatureTimestamp(signature.timestamp, signature.signature, claimed, context, extra);
  const unconfirmed: Fact = { check: 'timestamp.imprint', state: 'warn', reason: 'imprint-unconfirmed' };
  const all = timeInfo.kind === 'token' ? [...facts, unconfirmed] : [...facts];
  if (provenAt !== null) return { time: { at: provenAt, source: 'timestamp' }, facts: all };
  const later = laterTimestamp(extra.existedAt, claimed, (at) => isInSeal(at) && isCertified(signer, at));
  all.push(...later.facts);
  if (later.provenAt !== null) return { time: { at: later.provenAt, source: 'timestamp' }, facts: all };
  return { time: claimed === null ? noTime : { at: claimed, source: 'claimed' }, facts: all };
}

function isCertified(signer: Certificate | null, at: Date): boolean {
  return signer === null || (at >= signer.notBefore && at <= signer.notAfter);
}

function dataHashFact(signature: SesSignature, dataHash: Uint8Array): Fact {
  const evidence = { signed: hex(signature.dataHash), found: hex(dataHash) };
  if (evidence.signed === evidence.found) return { check: 'ses.dataHash', state: 'ok', evidence };
  return { check: 'ses.dataHash', state: 'fail', reason: 'content-changed', evidence };
}

/**
 * The maker at the time the seal was made (GM/T 0031-2025). That time is the maker's word, so a maker revoked since is
 * an open question and no warning: whoever holds the key can date a seal back. A timestamp on the seal settles it.
 */
function makerFacts(
  maker: Certificate,
  [createdAt, provenAt]: readonly [Date, Date | null],
  context: TrustContext,
  extra: Brought,
): readonly Fact[] {
  const at = provenAt ?? createdAt;
  const { facts, path } = checkSealMaker(maker, context.trust, createdAt);
  const source = provenAt === null ? 'claimed' : 'timestamp';
  const question = revocationQuestion(context, { at, source }, [extra.material]);
  return [...facts, ...pathRevocation(path, { ...question, at, tellsSilence: false })].map(aboutMaker);
}

/** The maker's chain and the signer's are two chains: their facts must not be taken for each other. */
function aboutMaker(fact: Fact): Fact {
  return fact.check.startsWith('chain.') ? { ...fact, check: fact.check.replace('chain.', 'makerChain.') } : fact;
}

function malformed(whose: 'signer' | 'maker'): Fact {
  return { check: `${whose}.certificate`, state: 'fail', reason: 'certificate-malformed' };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
