import { readSignedData } from '#main/formats/cms/read.ts';
import type { SignerInfo } from '#main/formats/cms/signed-data.ts';
import { signerCertificate, signingTime, timestampTokens } from '#main/formats/cms/signer.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { momentOf } from '#main/formats/stated-time.ts';
import type { Certificate } from '#main/trust/certificate.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { carriedMaterial, revocationQuestion } from './check-revocation.ts';
import { checkSigner } from './check-signer.ts';
import { judgedWithoutTime, noTime, presentFacts, signingTimeFacts, type SigningTime } from './check-time.ts';
import { laterTimestamp, signatureTimestamp } from './check-timestamp.ts';
import type { SignedContent } from './judge-signed-value.ts';
import { certificateOrNull } from './readable-certificate.ts';
import type { TrustContext } from './trust-context.ts';

/**
 * A signature without a seal: SignedData of GM/T 0010, GB/T 35275 or PKCS#7, in PDF or OFD.
 */
export function judgeCms(
  value: Uint8Array,
  content: SignedContent,
  context: TrustContext,
): { readonly facts: readonly Fact[]; readonly time: SigningTime; readonly signer: Certificate | null } {
  const data = readSignedData(value);
  const [signerInfo] = data.signers;
  const der = signerInfo ? signerCertificate(data, signerInfo) : null;
  const signer = der === null ? null : certificateOrNull(der);
  const carried = [...data.certificates, ...(content.carriedCertificates ?? [])]
    .map(certificateOrNull)
    .filter((one) => one !== null);
  const { time, facts: timestampFacts } = signingTimeOf(signerInfo, signer, content, context);
  const signerFacts = signer
    ? checkSigner(
        signer,
        null,
        context.trust,
        time.at ?? context.now,
        carried,
        revocationQuestion(context, time, [carriedMaterial(data, signerInfo), content.material]),
      )
    : [{ check: 'signer.certificate', state: 'unknown', reason: 'no-certificate' } as const];
  const facts: Fact[] = [
    ...verifySignedData(data, {
      contentDigest: (name) => (name === 'sm3' ? content.sm3() : content.digest(name)),
      // Read only where the signature covers the content itself: a large document is not loaded for nothing.
      get content() {
        return content.bytes();
      },
    }),
    ...signingTimeFacts(time, context.now),
    ...timestampFacts,
    ...(time.at === null ? judgedWithoutTime(signerFacts) : signerFacts),
    ...presentFacts({ sealValidTo: null, signer, time, now: context.now }),
  ];
  return { facts, time, signer };
}

/**
 * The time of the signature: a trusted timestamp over its value, else the signed attribute, else what the signed
 * content says of itself. The last two are the signer's word.
 */
function signingTimeOf(
  signerInfo: SignerInfo | undefined,
  signer: Certificate | null,
  content: SignedContent,
  context: TrustContext,
): { readonly time: SigningTime; readonly facts: readonly Fact[] } {
  if (signerInfo === undefined) return { time: noTime, facts: [] };
  const isInForce = (at: Date): boolean => signer === null || (at >= signer.notBefore && at <= signer.notAfter);
  const { statedTime: stated = null } = content;
  const claimed = signingTime(signerInfo) ?? (stated && momentOf(stated, isInForce));
  const [token] = timestampTokens(signerInfo);
  const { facts, provenAt } = signatureTimestamp(token, signerInfo.signature, claimed, context, content);
  if (provenAt !== null) return { time: { at: provenAt, source: 'timestamp' }, facts };
  const later = laterTimestamp(content.existedAt, claimed, isInForce);
  const all = [...facts, ...later.facts];
  if (later.provenAt !== null) return { time: { at: later.provenAt, source: 'timestamp' }, facts: all };
  return { time: claimed === null ? noTime : { at: claimed, source: 'claimed' }, facts: all };
}
