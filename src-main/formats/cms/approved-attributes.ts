import { childrenOf, readDer, TAG, type DerElement } from '../der/der-element.ts';
import { DerError, readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readOctetString, readOid } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import { OID } from '../der/object-identifiers.ts';

/** What a signature of the compatible profile signs, read before it is signed. */
export interface ApprovedAttributes {
  /** 32 bytes: SM3 of the document's signed bytes. */
  readonly messageDigest: Uint8Array;
  /** 32 bytes: SM3 of the certificate the attributes name. */
  readonly certificateSm3: Uint8Array;
}

const wanted = [OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2];

/**
 * Read the signed attributes as this program writes them: a DER SET OF exactly four, each once with one value, in
 * DER's order, about plain data. Nothing else passes, so that no other statement can be had signed in their form.
 *
 * @throws DOC_SIGNATURE_MALFORMED
 */
export function readApprovedAttributes(bytes: Uint8Array): ApprovedAttributes {
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const root = readDer(bytes, 'signedAttrs', 64 * 1024);
    if (root.identifier !== TAG.set || root.budget.nonDer) throw new DerError('tag-unexpected', 'signedAttrs');
    const items = childrenOf(root, 'signedAttrs');
    const isSorted = items.every((item, i) => i === 0 || Buffer.compare(items[i - 1]!.bytes, item.bytes) < 0);
    const values = new Map(items.map(readAttribute));
    const isComplete = items.length === wanted.length && wanted.every((oid) => values.has(oid));
    if (!isSorted || !isComplete) throw new DerError('value-invalid', 'signedAttrs');
    const value = (oid: string): DerElement => values.get(oid)!;
    if (readOid(value(OID.contentType), 'contentType') !== OID.pkcs7Data) {
      throw new DerError('value-invalid', 'contentType');
    }
    readTime(value(OID.signingTime), 'signingTime');
    const messageDigest = readOctetString(value(OID.messageDigest), 'messageDigest');
    const certificateSm3 = namedCertificate(value(OID.signingCertificateV2));
    if (messageDigest.length !== 32 || certificateSm3.length !== 32) throw new DerError('value-invalid', 'signedAttrs');
    return { messageDigest, certificateSm3 };
  });
}

function readAttribute(item: DerElement): [string, DerElement] {
  const fields = openFields(item, TAG.sequence, 'Attribute');
  const oid = readOid(fields.take('attrType', TAG.oid), 'Attribute.attrType');
  const [value, ...more] = childrenOf(fields.take('attrValues', TAG.set), 'Attribute.attrValues');
  fields.end();
  if (value === undefined || more.length > 0) throw new DerError('element-unexpected', 'Attribute.attrValues');
  return [oid, value];
}

/** `SigningCertificateV2 { certs { ESSCertIDv2 { SM3, certHash, issuerSerial } } }`, with one certificate. */
function namedCertificate(value: DerElement): Uint8Array {
  const where = 'SigningCertificateV2';
  const only = (element: DerElement): DerElement => {
    const [child, ...more] = childrenOf(element, where);
    if (child === undefined || more.length > 0) throw new DerError('element-unexpected', where);
    return child;
  };
  const fields = openFields(only(only(value)), TAG.sequence, where);
  const algorithm = fields.take('hashAlgorithm', TAG.sequence);
  if (readOid(only(algorithm), where) !== OID.sm3) throw new DerError('value-invalid', where);
  const hash = readOctetString(fields.take('certHash', TAG.octetString), where);
  fields.take('issuerSerial', TAG.sequence);
  fields.end();
  return hash;
}
