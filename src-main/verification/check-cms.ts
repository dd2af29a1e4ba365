import { readSignedData } from '#main/formats/cms/read.ts';
import { signerCertificate, signingTime } from '#main/formats/cms/signer.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { checkSigner } from './check-signer.ts';
import { presentFacts, signingTimeFacts } from './check-time.ts';
import type { SignedContent } from './judge-signed-value.ts';
import type { TrustContext } from './trust-context.ts';

/**
 * A signature without a seal: SignedData of GM/T 0010, GB/T 35275 or PKCS#7, in PDF or OFD.
 */
export function judgeCms(
  value: Uint8Array,
  content: SignedContent,
  context: TrustContext,
): { readonly facts: readonly Fact[]; readonly signedAt: Date | null; readonly signer: Certificate | null } {
  const data = readSignedData(value);
  const [signerInfo] = data.signers;
  const der = signerInfo ? signerCertificate(data, signerInfo) : null;
  const signer = der === null ? null : certificateOrNull(der);
  const signedAt = (signerInfo && signingTime(signerInfo)) ?? null;
  const carried = data.certificates.map(certificateOrNull).filter((one) => one !== null);
  const facts: Fact[] = [
    ...verifySignedData(data, {
      contentDigest: (name) => (name === 'sm3' ? content.sm3() : content.digest(name)),
      // Read only where the signature covers the content itself: a large document is not loaded for nothing.
      get content() {
        return content.bytes();
      },
    }),
    ...signingTimeFacts(signedAt, context.now),
    ...(signer
      ? checkSigner(signer, null, context.trust, signedAt ?? context.now, carried)
      : [{ check: 'signer.certificate', state: 'unknown', reason: 'no-certificate' } as const]),
    ...presentFacts({ sealValidTo: null, signer, now: context.now }),
  ];
  return { facts, signedAt, signer };
}

function certificateOrNull(der: Uint8Array): Certificate | null {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
