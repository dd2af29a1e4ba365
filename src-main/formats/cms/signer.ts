import { childrenOf, readDer, TAG } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { readOctetString, readOid } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import { OID } from '../der/object-identifiers.ts';
import { readCertificateFields, type CertificateFields } from '../x509/certificate-fields.ts';
import { digestName, digestOf, type DigestName } from '../x509/digest-name.ts';
import type { SignedData, SignerInfo } from './signed-data.ts';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** DER of the certificate a SignerInfo names, out of those carried along; `null` when it is not among them. */
export function signerCertificate(data: SignedData, signer: SignerInfo): Uint8Array | null {
  return data.certificates.find((der) => isNamed(signer, der)) ?? null;
}

function isNamed({ signer }: SignerInfo, der: Uint8Array): boolean {
  let fields: CertificateFields;
  try {
    fields = readCertificateFields(der);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
  if (signer.kind === 'issuerAndSerial') {
    return isEqual(fields.issuerDer, signer.issuerDer) && isEqual(fields.serial, signer.serial);
  }
  const identifier = fields.extensions.find(({ oid }) => oid === OID.subjectKeyIdentifier);
  return identifier !== undefined && isEqual(identifier.value.subarray(2), signer.keyId);
}

/** The single value of a signed attribute; `null` when it is there but not exactly once with one value. */
export function signedAttribute(signer: SignerInfo, oid: string): Uint8Array | null | undefined {
  const found = signer.signedAttributes?.attributes.filter((attribute) => attribute.oid === oid) ?? [];
  if (found.length === 0) return undefined;
  const values = found.flatMap((attribute) => attribute.values);
  return values.length === 1 ? (values[0] ?? null) : null;
}

function readValue<T>(signer: SignerInfo, oid: string, read: (value: Uint8Array) => T): T | null | undefined {
  const value = signedAttribute(signer, oid);
  if (value === undefined || value === null) return value;
  try {
    return read(value);
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}

const attribute = (value: Uint8Array, where: string) => readDer(value, where, 1024 * 1024);

/** Signed attribute messageDigest; `undefined` absent, `null` unusable. */
export const messageDigest = (signer: SignerInfo): Uint8Array | null | undefined =>
  readValue(signer, OID.messageDigest, (value) => readOctetString(attribute(value, 'messageDigest'), 'messageDigest'));

/** Signed attribute contentType; `undefined` absent, `null` unusable. */
export const signedContentType = (signer: SignerInfo): string | null | undefined =>
  readValue(signer, OID.contentType, (value) => readOid(attribute(value, 'contentType'), 'contentType'));

/** Signed attribute signingTime: the signer's claim; `undefined` absent, `null` unusable. */
export const signingTime = (signer: SignerInfo): Date | null | undefined =>
  readValue(signer, OID.signingTime, (value) => readTime(attribute(value, 'signingTime'), 'signingTime').at);

/** Timestamp tokens over the signature value, from the unsigned attributes. */
export const timestampTokens = (signer: SignerInfo): Uint8Array[] =>
  signer.unsignedAttributes.filter(({ oid }) => oid === OID.timeStampToken).flatMap(({ values }) => values);

/**
 * Does signingCertificate or signingCertificateV2 name this certificate? Without it a certificate with the same key
 * could be put in the place of the signer's.
 * @returns `undefined` absent, `null` unusable
 * @see RFC 5035; SM3 or SHA-256 when the digest is left out, because producers differ about the default
 */
export function namesSigningCertificate(signer: SignerInfo, certificate: Uint8Array): boolean | null | undefined {
  const second = readValue(signer, OID.signingCertificateV2, (value) => firstCertId(value));
  if (second !== undefined) return second === null ? null : matches(second, certificate, ['sha256', 'sm3']);
  const first = readValue(signer, OID.signingCertificate, (value) => firstCertId(value));
  return first === undefined || first === null ? first : matches(first, certificate, ['sha1']);
}

interface CertId {
  readonly algorithm: string | undefined;
  readonly hash: Uint8Array;
}

function firstCertId(value: Uint8Array): CertId {
  const where = 'SigningCertificate';
  const certIds = childrenOf(attribute(value, where), where)[0];
  const first = certIds === undefined ? undefined : childrenOf(certIds, where)[0];
  if (first === undefined) throw new DerError('element-missing', where);
  const [head, next] = childrenOf(first, where);
  if (head?.identifier === TAG.octetString) return { algorithm: undefined, hash: head.content };
  const algorithm = head === undefined ? undefined : childrenOf(head, where)[0];
  if (algorithm === undefined || next?.identifier !== TAG.octetString) throw new DerError('tag-unexpected', where);
  return { algorithm: readOid(algorithm, where), hash: next.content };
}

function matches(id: CertId, certificate: Uint8Array, defaults: readonly DigestName[]): boolean {
  const named = id.algorithm === undefined ? undefined : digestName(id.algorithm);
  if (id.algorithm !== undefined && named === undefined) return false;
  const names = named === undefined ? defaults : [named];
  return names.some((name) => isEqual(digestOf(name, certificate), id.hash));
}
