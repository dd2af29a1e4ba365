import { childrenOf, contextConstructed, contextPrimitive, readDer, TAG, type DerElement } from '../der/der-element.ts';
import { DerError, readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readOctetString, readOid, readSmallInteger } from '../der/der-primitives.ts';
import { OID } from '../der/object-identifiers.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { CmsAttribute, SignedAttributes, SignedData, SignerIdentifier, SignerInfo } from './signed-data.ts';

export const CMS_MAX_BYTES = 32 * 1024 * 1024;

const SIGNED_DATA = new Set<string>([OID.gmSignedData, OID.pkcs7SignedData]);

/** Whether bytes look like a ContentInfo around SignedData, of GM/T 0010 or PKCS#7. */
export function isSignedData(bytes: Uint8Array): boolean {
  try {
    const first = childrenOf(readDer(bytes, 'ContentInfo', CMS_MAX_BYTES), 'ContentInfo')[0];
    return first?.identifier === TAG.oid && SIGNED_DATA.has(readOid(first, 'ContentInfo.contentType'));
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/**
 * Read SignedData, with the identifiers of GM/T 0010 and GB/T 35275, of PKCS#7, or mixed. Nothing is verified here.
 *
 * @param bytes exactly the structure, without padding; not copied
 * @throws DOC_SIGNATURE_MALFORMED, also for indefinite length: a second reading of the same bytes is an attack surface
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const root = readDer(bytes, 'ContentInfo', CMS_MAX_BYTES);
    const info = openFields(root, TAG.sequence, 'ContentInfo');
    const contentType = readOid(info.take('contentType', TAG.oid), 'ContentInfo.contentType');
    if (!SIGNED_DATA.has(contentType)) throw new DerError('value-invalid', 'ContentInfo.contentType');
    const wrapped = info.take('content', contextConstructed(0));
    info.end();
    const signedData = onlyChild(wrapped, 'ContentInfo.content');
    return { contentType, ...readBody(signedData), isNonDer: root.budget.nonDer, raw: bytes };
  });
}

function readBody(element: DerElement) {
  const where = 'SignedData';
  const fields = openFields(element, TAG.sequence, where);
  const version = readSmallInteger(fields.take('version', TAG.integer), `${where}.version`);
  const digestAlgorithms = childrenOf(fields.take('digestAlgorithms', TAG.set), where).map(
    (item) => readAlgorithmIdentifier(item, `${where}.digestAlgorithms`).oid,
  );
  const inner = openFields(fields.take('contentInfo', TAG.sequence), TAG.sequence, `${where}.contentInfo`);
  const encapsulatedType = readOid(inner.take('contentType', TAG.oid), `${where}.contentType`);
  const carried = inner.takeOptional(contextConstructed(0));
  inner.end();
  const certificates = fields.takeOptional(contextConstructed(0));
  const lists = fields.takeOptional(contextConstructed(1));
  const signers = childrenOf(fields.take('signerInfos', TAG.set), where).map(readSignerInfo);
  fields.end();
  return {
    version,
    digestAlgorithms,
    encapsulatedType,
    content: carried === undefined ? undefined : contentOf(onlyChild(carried, `${where}.content`)),
    certificates: sequencesIn(certificates),
    revocationLists: sequencesIn(lists),
    statusResponses: responsesIn(lists),
    signers,
  };
}

/** CMS carries an OCTET STRING; PKCS#7 1.5 may carry any type, of which the value without its header is signed. */
const contentOf = (element: DerElement): Uint8Array => element.content;

/** Other choices than certificates and lists are tagged and are passed over. */
function sequencesIn(set: DerElement | undefined): Uint8Array[] {
  if (set === undefined) return [];
  return childrenOf(set, 'SignedData')
    .filter(({ identifier }) => identifier === TAG.sequence)
    .map(({ bytes }) => bytes);
}

/** OtherRevocationInfoFormat around a response (RFC 5940); another or a broken one is passed over. */
function responsesIn(set: DerElement | undefined): Uint8Array[] {
  if (set === undefined) return [];
  return childrenOf(set, 'SignedData').flatMap((choice) => {
    if (choice.identifier !== contextConstructed(1)) return [];
    const [format, response] = childrenOf(choice, 'OtherRevocationInfoFormat');
    const isResponse =
      format?.identifier === TAG.oid && readOid(format, 'otherRevInfoFormat') === OID.ocspResponseChoice;
    return isResponse && response ? [response.bytes] : [];
  });
}

function onlyChild(element: DerElement, where: string): DerElement {
  const [child, ...more] = childrenOf(element, where);
  if (child === undefined || more.length > 0) throw new DerError('element-missing', where);
  return child;
}

function readSignerInfo(element: DerElement): SignerInfo {
  const where = 'SignerInfo';
  const fields = openFields(element, TAG.sequence, where);
  const version = readSmallInteger(fields.take('version', TAG.integer), `${where}.version`);
  const signer = readSigner(fields.take('sid', TAG.sequence, contextPrimitive(0)));
  const digestAlgorithm = readAlgorithmIdentifier(fields.take('digestAlgorithm', TAG.sequence), where).oid;
  const signed = fields.takeOptional(contextConstructed(0));
  const signatureAlgorithm = readAlgorithmIdentifier(fields.take('signatureAlgorithm', TAG.sequence), where);
  const signature = readOctetString(fields.take('signature', TAG.octetString), `${where}.signature`);
  const unsigned = fields.takeOptional(contextConstructed(1));
  fields.end();
  return {
    version,
    signer,
    digestAlgorithm,
    signedAttributes: signed === undefined ? undefined : readSignedAttributes(signed),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned === undefined ? [] : readAttributes(unsigned),
  };
}

function readSigner(element: DerElement): SignerIdentifier {
  if (element.identifier === contextPrimitive(0)) return { kind: 'subjectKeyId', keyId: element.content };
  const fields = openFields(element, TAG.sequence, 'IssuerAndSerialNumber');
  const issuerDer = fields.take('issuer', TAG.sequence).bytes;
  const serial = fields.take('serialNumber', TAG.integer).content;
  fields.end();
  return { kind: 'issuerAndSerial', issuerDer, serial };
}

/** The tag under which they are stored is not the one under which they are signed (RFC 5652 5.4). */
function readSignedAttributes(element: DerElement): SignedAttributes {
  const signedBytes = Uint8Array.from(element.bytes);
  signedBytes[0] = TAG.set;
  const stored = childrenOf(element, 'signedAttrs').map(({ bytes }) => bytes);
  const isSorted = stored.every((bytes, i) => i === 0 || Buffer.compare(stored[i - 1] ?? bytes, bytes) <= 0);
  return { attributes: readAttributes(element), signedBytes, isSorted };
}

function readAttributes(element: DerElement): CmsAttribute[] {
  return childrenOf(element, 'Attributes').map((item) => {
    const fields = openFields(item, TAG.sequence, 'Attribute');
    const oid = readOid(fields.take('attrType', TAG.oid), 'Attribute.attrType');
    const values = childrenOf(fields.take('attrValues', TAG.set), 'Attribute.attrValues').map(({ bytes }) => bytes);
    fields.end();
    return { oid, values };
  });
}
