import {
  derExplicit,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  derTlv,
  derX509Time,
} from '../der/der-write.ts';
import { contextConstructed, TAG } from '../der/der-element.ts';
import { OID } from '../der/object-identifiers.ts';
import { readCertificateFields } from '../x509/certificate-fields.ts';
import { sm3 } from '#main/sm/sm3.ts';

const sm3Algorithm = derSequence(derOid(OID.sm3));

/**
 * The signed attributes of a detached signature of the compatible profile: contentType, messageDigest, signingTime and
 * signingCertificateV2, which names the certificate by its SM3, issuer and serial number.
 *
 * @param messageDigest 32 bytes: SM3 of the document's signed bytes
 * @param certificate DER of the signer's certificate
 * @returns DER of SET OF Attribute, tag 0x31: exactly what is signed, with Z in front (GM/T 0010, RFC 5652 5.4)
 */
export function writeSignedAttributes(input: {
  readonly messageDigest: Uint8Array;
  readonly signingTime: Date;
  readonly certificate: Uint8Array;
  /** Of what is signed; data of PKCS#7 unless it is something else, as in a timestamp token. */
  readonly contentType?: string;
}): Uint8Array {
  const { messageDigest, signingTime, certificate, contentType = OID.pkcs7Data } = input;
  if (messageDigest.length !== 32) throw new RangeError('messageDigest must be 32 bytes');
  const directoryName = derExplicit(4, readCertificateFields(certificate).issuerDer);
  const certId = derSequence(
    sm3Algorithm,
    derOctetString(sm3(certificate)),
    derSequence(derSequence(directoryName), serialOf(certificate)),
  );
  return derSetOf(
    attribute(OID.contentType, derOid(contentType)),
    attribute(OID.messageDigest, derOctetString(messageDigest)),
    attribute(OID.signingTime, derX509Time(signingTime)),
    attribute(OID.signingCertificateV2, derSequence(derSequence(certId))),
  );
}

/**
 * SignedData with one signer, in the structure GM/T 0010 and CMS share, under the identifiers of PKCS#7: readers of
 * Adobe's form know no others (ADR 0024).
 *
 * @param attributes from `writeSignedAttributes`, unchanged
 * @param signatureDer DER SEQUENCE{r,s} over the attributes
 * @param content carried inside; left out, the signature is detached
 * @param timestamp token over `signatureDer`
 */
export function writeSignedData(input: {
  readonly attributes: Uint8Array;
  readonly certificate: Uint8Array;
  readonly signatureDer: Uint8Array;
  readonly content?: { readonly type: string; readonly bytes: Uint8Array };
  readonly timestamp?: Uint8Array;
  /** A timestamp token may leave it out when nobody asked for it (RFC 3161 2.4.1, certReq). */
  readonly isCertificateIncluded?: boolean;
}): Uint8Array {
  const { attributes, certificate, signatureDer, content, timestamp, isCertificateIncluded = true } = input;
  // Stored under another tag than signed.
  const stored = Uint8Array.from(attributes);
  stored[0] = contextConstructed(0);
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(readCertificateFields(certificate).issuerDer, serialOf(certificate)),
    sm3Algorithm,
    stored,
    derSequence(derOid(OID.sm2SignSm3)),
    derOctetString(signatureDer),
    ...(timestamp === undefined ? [] : [derTlv(contextConstructed(1), attribute(OID.timeStampToken, timestamp))]),
  );
  const carried = content === undefined ? [] : [derExplicit(0, derOctetString(content.bytes))];
  const signedData = derSequence(
    // CMS counts 3 where the content is not plain data (RFC 5652 5.1); PKCS#7 and GM/T 0010 know 1.
    derInteger(content === undefined ? 1 : 3),
    derSetOf(sm3Algorithm),
    derSequence(derOid(content?.type ?? OID.pkcs7Data), ...carried),
    ...(isCertificateIncluded ? [derTlv(contextConstructed(0), certificate)] : []),
    derSetOf(signerInfo),
  );
  return derSequence(derOid(OID.pkcs7SignedData), derExplicit(0, signedData));
}

/** As stored, so that leading octets stay as the authority wrote them. */
function serialOf(certificate: Uint8Array): Uint8Array {
  return derTlv(TAG.integer, readCertificateFields(certificate).serial);
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), derSetOf(value));
}
