import { childrenOf, TAG, type DerElement } from '../der/der-element.ts';
import { openFields } from '../der/der-fields.ts';
import { readBitStringBytes, readOctetString, readOid, readSmallInteger, readString } from '../der/der-primitives.ts';
import { derSequence } from '../der/der-write.ts';
import { readExtensionDatas, readHeader, readPicture, takeBitBytes, takeTime, type Deviations } from './seal-parts.ts';
import type { Seal, SealCertList, SesSignature } from './seal.ts';
import { readTimeInfo } from './time-info.ts';

/** GM/T 0031-2014, read only: superseded, but common in archives. */

/**
 * `SESeal ::= SEQUENCE { esealInfo SES_SealInfo, signInfo SEQUENCE { cert, signatureAlgorithm, signData } }`.
 * @throws DerError
 */
export function readSealV1(element: DerElement, deviations: Deviations): Seal {
  const fields = openFields(element, TAG.sequence, 'SESeal');
  const infoElement = fields.take('esealInfo', TAG.sequence);
  const signInfo = openFields(fields.take('signInfo', TAG.sequence), TAG.sequence, 'SES_SignInfo');
  fields.end();
  const certElement = signInfo.take('cert', TAG.octetString);
  const algorithmElement = signInfo.take('signatureAlgorithm', TAG.oid);
  const signature = readBitStringBytes(signInfo.take('signData', TAG.bitString), 'SES_SignInfo.signData');
  signInfo.end();
  const info = readSealInfoV1(infoElement, deviations);
  if (info.version > 3) deviations.add('layout-differs-from-version');
  return {
    layout: 'V1',
    ...info,
    makerCertificate: readOctetString(certElement, 'SES_SignInfo.cert'),
    // What the maker signs stands nowhere in the file: the three elements in a SEQUENCE of their own.
    signedBytes: derSequence(infoElement.bytes, certElement.bytes, algorithmElement.bytes),
    sealInfo: infoElement.bytes,
    signatureAlgorithm: { oid: readOid(algorithmElement, 'SES_SignInfo.signatureAlgorithm'), parameters: undefined },
    signature,
    deviations: [...deviations],
    raw: element.bytes,
  };
}

function readSealInfoV1(element: DerElement, deviations: Deviations) {
  const fields = openFields(element, TAG.sequence, 'SES_SealInfo');
  const header = readHeader(fields.take('header', TAG.sequence));
  const esId = readString(fields.takeAny('esID'), 'SES_SealInfo.esID');
  const property = openFields(fields.take('property', TAG.sequence), TAG.sequence, 'SES_ESPropertyInfo');
  const picture = readPicture(fields.take('picture', TAG.sequence));
  const type = readSmallInteger(property.take('type', TAG.integer), 'SES_ESPropertyInfo.type');
  const name = readString(property.takeAny('name'), 'SES_ESPropertyInfo.name');
  const certList = readCertificateList(property.take('certList', TAG.sequence), deviations);
  const createdAt = takeTime(property, 'createDate', TAG.utcTime, deviations);
  const validFrom = takeTime(property, 'validStart', TAG.utcTime, deviations);
  const validTo = takeTime(property, 'validEnd', TAG.utcTime, deviations);
  property.end();
  const wrapped = fields.takeOptional(TAG.octetString);
  if (wrapped !== undefined) deviations.add('extensions-wrapped');
  const extDatas = fields.takeOptional(TAG.sequence);
  fields.end();
  const extensions = extDatas === undefined ? [] : readExtensionDatas(extDatas);
  return { ...header, esId, type, name, certList, createdAt, validFrom, validTo, picture, extensions };
}

/** Certificates in OCTET STRINGs; bare certificates are met too. Anything else entitles nobody. */
export function readCertificateList(element: DerElement, deviations: Deviations): SealCertList {
  const certificates: Uint8Array[] = [];
  for (const item of childrenOf(element, 'certList')) {
    if (item.identifier === TAG.octetString) certificates.push(item.content);
    else if (item.identifier === TAG.sequence) certificates.push(item.bytes);
    else deviations.add('cert-list-unreadable');
  }
  return { kind: 'certificates', certificates };
}

/** `SES_Signature ::= SEQUENCE { toSign TBS_Sign, signature BIT STRING }`. @throws DerError */
export function readSignatureV1(
  element: DerElement,
  deviations: Deviations,
  readEmbeddedSeal: (element: DerElement) => Seal,
): SesSignature {
  const fields = openFields(element, TAG.sequence, 'SES_Signature');
  const tbs = fields.take('toSign', TAG.sequence);
  const signature = readBitStringBytes(fields.take('signature', TAG.bitString), 'SES_Signature.signature');
  fields.end();
  const inner = openFields(tbs, TAG.sequence, 'TBS_Sign');
  const version = readSmallInteger(inner.take('version', TAG.integer), 'TBS_Sign.version');
  const sealElement = inner.take('eseal', TAG.sequence);
  const timeInfo = readTimeInfo(takeTimeBytes(inner.takeAny('timeInfo')));
  if (timeInfo.kind === 'time' && timeInfo.zone === 'missing') deviations.add('time-without-zone');
  const dataHash = takeBitBytes(inner, 'dataHash', deviations);
  const propertyInfo = readString(inner.takeAny('propertyInfo'), 'TBS_Sign.propertyInfo');
  const certificate = readOctetString(inner.take('cert', TAG.octetString), 'TBS_Sign.cert');
  const oid = readOid(inner.take('signatureAlgorithm', TAG.oid), 'TBS_Sign.signatureAlgorithm');
  inner.end();
  const seal = readEmbeddedSeal(sealElement);
  if (version > 3) deviations.add('layout-differs-from-version');
  return {
    layout: 'V1',
    version,
    tbs: tbs.bytes,
    seal,
    sealDer: sealElement.bytes,
    timeInfo,
    dataHash,
    propertyInfo,
    extensions: [],
    certificate,
    signatureAlgorithm: { oid, parameters: undefined },
    signature,
    deviations: [...deviations],
    raw: element.bytes,
  };
}

/** The BIT STRING's content; other types are given whole, so that their own tag tells what they are. */
function takeTimeBytes(element: DerElement): Uint8Array {
  if (element.identifier === TAG.bitString) return readBitStringBytes(element, 'TBS_Sign.timeInfo');
  return element.identifier === TAG.octetString ? element.content : element.bytes;
}
