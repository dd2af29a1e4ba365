import { readDer, contextConstructed, TAG } from '#main/formats/der/der-element.ts';
import { DerError, readAs } from '#main/formats/der/der-error.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { readBitStringBytes, readSmallInteger } from '#main/formats/der/der-primitives.ts';
import { derBitString, derExplicit, derInteger, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readAlgorithmIdentifier } from '#main/formats/x509/algorithm-identifier.ts';
import { readPublicKeyInfo, writeSm2PublicKeyInfo } from '#main/formats/x509/public-key.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import { displayName } from './distinguished-name.ts';

const REQUEST_MAX_BYTES = 64 * 1024;

/**
 * CertificationRequestInfo: what the applicant signs to prove possession of the key. Made apart from the request,
 * because a USB Key signs asynchronously.
 *
 * @param subjectDer DER from `distinguishedName`
 * @param publicKey 65 bytes, SM2
 * @see RFC 2986 4.1, GB/T 20518
 */
export function certificationRequestInfo(input: { subjectDer: Uint8Array; publicKey: Uint8Array }): Uint8Array {
  return derSequence(derInteger(0), input.subjectDer, writeSm2PublicKeyInfo(input.publicKey), derExplicit(0));
}

/**
 * The whole request (PKCS#10).
 *
 * @param info from certificationRequestInfo, unchanged
 * @param signatureDer DER SEQUENCE{r,s} over `info`, with the user identity in front (GB/T 35276)
 */
export function assembleCertificateRequest(input: { info: Uint8Array; signatureDer: Uint8Array }): Uint8Array {
  return derSequence(input.info, derSequence(derOid(OID.sm2SignSm3)), derBitString(input.signatureDer));
}

export interface CertificateRequest {
  readonly subjectDer: Uint8Array;
  /** For people. */
  readonly subject: string;
  /** 65 bytes, SM2. */
  readonly publicKey: Uint8Array;
  readonly der: Uint8Array;
}

/**
 * Read a request and check that its maker holds the private key.
 *
 * @param der DER of a PKCS#10 request for an SM2 key; requested extensions are ignored, the profile decides them
 * @throws TRUST_REQUEST_INVALID when it is malformed, the key is not SM2 on its curve, or the signature is wrong
 */
export function readCertificateRequest(der: Uint8Array): CertificateRequest {
  return readAs('TRUST_REQUEST_INVALID', () => {
    const where = 'CertificationRequest';
    const outer = openFields(readDer(der, where, REQUEST_MAX_BYTES), TAG.sequence, where);
    const info = outer.take('certificationRequestInfo', TAG.sequence);
    const algorithm = readAlgorithmIdentifier(outer.take('signatureAlgorithm', TAG.sequence), where);
    const signature = readBitStringBytes(outer.take('signature', TAG.bitString), `${where}.signature`);
    outer.end();
    const fields = openFields(info, TAG.sequence, 'CertificationRequestInfo');
    if (readSmallInteger(fields.take('version', TAG.integer), where) !== 0) {
      throw new DerError('value-invalid', 'CertificationRequestInfo.version');
    }
    const subjectDer = fields.take('subject', TAG.sequence).bytes;
    const key = readPublicKeyInfo(fields.take('subjectPKInfo', TAG.sequence), 'subjectPKInfo');
    fields.takeOptional(contextConstructed(0)); // attributes: some toolkits leave the empty set out
    fields.end();
    if (key.sm2Point === null) throw new DerError('value-invalid', 'subjectPKInfo');
    const proof = verifySignature(key, algorithm, info.bytes, signature);
    if (!proof.ok) throw new DerError('value-invalid', `${where}.signature`);
    return { subjectDer, subject: displayName(subjectDer), publicKey: key.sm2Point, der };
  });
}
