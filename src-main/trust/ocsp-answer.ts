import { StationError } from '#shared/errors/station-error.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { digestName, digestOf } from '#main/formats/x509/digest-name.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import { isSameCertificate, readCertificate, type Certificate } from './certificate.ts';
import { linkFact, validityFact } from './chain-link.ts';
import type { OcspAnswer, OcspResponse } from './ocsp-response.ts';

/** What a response comes to for one certificate, once its responder was checked. */
export type CheckedAnswer =
  | { readonly kind: 'answer'; readonly answer: OcspAnswer }
  | { readonly kind: 'problem'; readonly reason: 'ocsp-signature-invalid' | 'ocsp-responder-not-authorised' };

/**
 * What a response says of a certificate; undefined when it is about others. Only the issuer of the certificate may
 * answer, or a responder the issuer named by a certificate for that purpose.
 *
 * @see RFC 6960 4.2.2.2
 */
export function answerFor(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): CheckedAnswer | undefined {
  const answer = response.answers.find((one) => isAbout(one, certificate, issuer));
  if (answer === undefined) return undefined;
  const { tbs, signature, signatureAlgorithm, producedAt } = response;
  const signers = [issuer, ...delegates(response, issuer, producedAt)];
  if (signers.some(({ keyInfo }) => verifySignature(keyInfo, signatureAlgorithm, tbs, signature).ok)) {
    return { kind: 'answer', answer };
  }
  const others = response.certificates.flatMap((der) => certificateOrNothing(der));
  const isByOther = others.some(({ keyInfo }) => verifySignature(keyInfo, signatureAlgorithm, tbs, signature).ok);
  return { kind: 'problem', reason: isByOther ? 'ocsp-responder-not-authorised' : 'ocsp-signature-invalid' };
}

function isAbout(answer: OcspAnswer, certificate: Certificate, issuer: Certificate): boolean {
  const algorithm = digestName(answer.hashAlgorithm);
  if (algorithm === undefined || answer.serialHex !== certificate.serialHex) return false;
  const isName = Buffer.compare(digestOf(algorithm, certificate.issuerDer), answer.issuerNameHash) === 0;
  return isName && Buffer.compare(digestOf(algorithm, issuer.keyInfo.keyBytes), answer.issuerKeyHash) === 0;
}

function delegates(response: OcspResponse, issuer: Certificate, at: Date): readonly Certificate[] {
  return response.certificates
    .flatMap((der) => certificateOrNothing(der))
    .filter((responder) => {
      if (isSameCertificate(responder, issuer)) return false;
      const isNamed = responder.extendedKeyUsage?.oids.includes(OID.ocspSigning) === true;
      const isIssued = linkFact(responder, issuer, 0).state !== 'fail';
      return isNamed && isIssued && validityFact(responder, at).state === 'ok';
    });
}

function certificateOrNothing(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof StationError) return [];
    throw error;
  }
}
