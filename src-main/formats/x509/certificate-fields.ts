import { childrenOf, contextConstructed, contextPrimitive, readDer, TAG, type DerElement } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readBitStringBytes, readBoolean, readOctetString, readOid, readSmallInteger } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readPublicKeyInfo, type PublicKeyInfo } from './public-key.ts';

/** Larger certificates are refused; real ones stay under 4 kB. */
export const CERTIFICATE_MAX_BYTES = 64 * 1024;

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of extnValue; a view. */
  readonly value: Uint8Array;
}

/** The fields of one X.509 certificate as slices; what they mean is decided in `trust` (RFC 5280 4.1). */
export interface CertificateFields {
  readonly der: Uint8Array;
  /** TBSCertificate as stored: the bytes the issuer signed. */
  readonly tbs: Uint8Array;
  /** Content octets of serialNumber, as stored. */
  readonly serial: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly subjectDer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** A length was not minimal: readable, but not DER. */
  readonly isNonDer: boolean;
}

/**
 * Split a certificate into its fields.
 *
 * @param der one DER certificate; the result holds views into it
 * @throws DerError, also when the algorithm inside TBSCertificate differs from the one outside (RFC 5280 4.1.1.2)
 */
export function readCertificateFields(der: Uint8Array): CertificateFields {
  const where = 'Certificate';
  const root = readDer(der, where, CERTIFICATE_MAX_BYTES);
  const outer = openFields(root, TAG.sequence, where);
  const tbs = outer.take('tbsCertificate', TAG.sequence);
  const signatureAlgorithm = readAlgorithmIdentifier(
    outer.take('signatureAlgorithm', TAG.sequence),
    `${where}.signatureAlgorithm`,
  );
  const signature = readBitStringBytes(outer.take('signatureValue', TAG.bitString), `${where}.signatureValue`);
  outer.end();
  return { der, ...readTbs(tbs, signatureAlgorithm), signatureAlgorithm, signature, isNonDer: root.budget.nonDer };
}

function readTbs(tbs: DerElement, outerAlgorithm: AlgorithmIdentifier) {
  const where = 'TBSCertificate';
  const fields = openFields(tbs, TAG.sequence, where);
  const version = fields.takeOptional(contextConstructed(0));
  if (version !== undefined) readVersion(version, where);
  const serial = fields.take('serialNumber', TAG.integer).content;
  if (serial.length === 0 || serial.length > 64) throw new DerError('value-invalid', `${where}.serialNumber`);
  const inner = fields.take('signature', TAG.sequence);
  if (Buffer.compare(inner.bytes, outerAlgorithm.bytes) !== 0)
    throw new DerError('value-invalid', `${where}.signature`);
  const issuerDer = fields.take('issuer', TAG.sequence).bytes;
  const validity = openFields(fields.take('validity', TAG.sequence), TAG.sequence, `${where}.validity`);
  const notBefore = readTime(validity.takeAny('notBefore'), `${where}.notBefore`).at;
  const notAfter = readTime(validity.takeAny('notAfter'), `${where}.notAfter`).at;
  validity.end();
  const subjectDer = fields.take('subject', TAG.sequence).bytes;
  const publicKey = readPublicKeyInfo(fields.take('subjectPublicKeyInfo', TAG.sequence), `${where}.publicKey`);
  fields.takeOptional(contextPrimitive(1)); // issuerUniqueID
  fields.takeOptional(contextPrimitive(2)); // subjectUniqueID
  const wrapped = fields.takeOptional(contextConstructed(3));
  fields.end();
  const extensions = wrapped === undefined ? [] : readExtensions(onlyChild(wrapped, `${where}.extensions`));
  return { tbs: tbs.bytes, serial, issuerDer, subjectDer, notBefore, notAfter, publicKey, extensions };
}

function readVersion(wrapped: DerElement, where: string): void {
  const version = readSmallInteger(onlyChild(wrapped, `${where}.version`), `${where}.version`);
  if (version < 0 || version > 2) throw new DerError('value-invalid', `${where}.version`);
}

function onlyChild(element: DerElement, where: string): DerElement {
  const [child, ...more] = childrenOf(element, where);
  if (child === undefined || more.length > 0) throw new DerError('element-missing', where);
  return child;
}

/** `Extensions`; the same shape in certificates, requests and revocation lists. Refuses one identifier twice. @throws DerError */
export function readExtensions(element: DerElement): Extension[] {
  const where = 'Extensions';
  if (element.identifier !== TAG.sequence) throw new DerError('tag-unexpected', where);
  const extensions = childrenOf(element, where).map((item) => {
    const fields = openFields(item, TAG.sequence, where);
    const oid = readOid(fields.take('extnID', TAG.oid), `${where}.extnID`);
    const critical = fields.takeOptional(TAG.boolean);
    const value = readOctetString(fields.take('extnValue', TAG.octetString), `${where}.extnValue`);
    fields.end();
    return { oid, critical: critical !== undefined && readBoolean(critical, `${where}.critical`), value };
  });
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length) {
    throw new DerError('value-invalid', where);
  }
  return extensions;
}
