import { childrenOf, contextConstructed, TAG, type DerElement } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { openFields, type DerFields } from '../der/der-fields.ts';
import { readBitStringBytes, readOctetString, readOid, readSmallInteger, readString } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import type { Extension } from '../x509/certificate-fields.ts';
import {
  readExtData,
  readExtensionDatas,
  readHeader,
  readPicture,
  takeBitBytes,
  takeTime,
  takeTimestamp,
  type Deviations,
} from './seal-parts.ts';
import type { Seal, SealCertList, SesSignature, TimeInfo } from './seal.ts';
import { readCertificateList } from './v1.ts';

/** GB/T 38540-2020: the layout in force, and the only one that is written here. */

/** `SESeal ::= SEQUENCE { eSealInfo, cert OCTET STRING, signAlgID OID, signedValue BIT STRING }`. @throws DerError */
export function readSealV4(element: DerElement, deviations: Deviations): Seal {
  const fields = openFields(element, TAG.sequence, 'SESeal');
  const body = readSealBody(fields, deviations);
  fields.end();
  if (body.version !== 4) deviations.add('layout-differs-from-version');
  return { layout: 'V4', ...body, deviations: [...deviations], raw: element.bytes };
}

/** The four fields V4 and V5 share. */
export function readSealBody(fields: DerFields, deviations: Deviations) {
  const infoElement = fields.take('eSealInfo', TAG.sequence);
  const makerCertificate = readOctetString(fields.take('cert', TAG.octetString), 'SESeal.cert');
  const oid = readOid(fields.take('signAlgID', TAG.oid), 'SESeal.signAlgID');
  const signature = readBitStringBytes(fields.take('signedValue', TAG.bitString), 'SESeal.signedValue');
  return {
    ...readSealInfoV4(infoElement, deviations),
    makerCertificate,
    signedBytes: infoElement.bytes,
    sealInfo: infoElement.bytes,
    signatureAlgorithm: { oid, parameters: undefined },
    signature,
  };
}

function readSealInfoV4(element: DerElement, deviations: Deviations) {
  const fields = openFields(element, TAG.sequence, 'SES_SealInfo');
  const header = readHeader(fields.take('header', TAG.sequence));
  const esId = readString(fields.takeAny('esID'), 'SES_SealInfo.esID');
  const property = openFields(fields.take('property', TAG.sequence), TAG.sequence, 'SES_ESPropertyInfo');
  const picture = readPicture(fields.take('picture', TAG.sequence));
  const type = readSmallInteger(property.take('type', TAG.integer), 'SES_ESPropertyInfo.type');
  const name = readString(property.takeAny('name'), 'SES_ESPropertyInfo.name');
  const listType = readSmallInteger(property.take('certListType', TAG.integer), 'SES_ESPropertyInfo.certListType');
  const certList = readCertList(property.take('certList', TAG.sequence), listType, deviations);
  const createdAt = takeTime(property, 'createDate', TAG.generalizedTime, deviations);
  const validFrom = takeTime(property, 'validStart', TAG.generalizedTime, deviations);
  const validTo = takeTime(property, 'validEnd', TAG.generalizedTime, deviations);
  property.end();
  const wrapped = fields.takeOptional(TAG.octetString);
  if (wrapped !== undefined) deviations.add('extensions-wrapped');
  const extDatas = fields.takeOptional(TAG.sequence);
  fields.end();
  const extensions = extDatas === undefined ? [] : readExtensionDatas(extDatas);
  return { ...header, esId, type, name, certList, createdAt, validFrom, validTo, picture, extensions };
}

/** Both alternatives of the CHOICE are plain SEQUENCEs, so certListType decides and never the tag. */
function readCertList(element: DerElement, listType: number, deviations: Deviations): SealCertList {
  if (listType === 1) return readCertificateList(element, deviations);
  if (listType !== 2) throw new DerError('value-invalid', 'SES_ESPropertyInfo.certListType');
  const digests = childrenOf(element, 'CertDigestList').map((item) => {
    const fields = openFields(item, TAG.sequence, 'CertDigestObj');
    const type = readString(fields.takeAny('type'), 'CertDigestObj.type');
    const value = readOctetString(fields.take('value', TAG.octetString), 'CertDigestObj.value');
    fields.end();
    return { type, value };
  });
  return { kind: 'digests', digests };
}

/**
 * `SES_Signature ::= SEQUENCE { toSign, cert, signatureAlgID, signature, timeStamp [0] OPTIONAL }`; V5 is the same
 * with its own version numbers. @throws DerError
 */
export function readSignatureV4(
  element: DerElement,
  deviations: Deviations,
  readEmbeddedSeal: (element: DerElement) => Seal,
): SesSignature {
  const fields = openFields(element, TAG.sequence, 'SES_Signature');
  const tbs = fields.take('toSign', TAG.sequence);
  const certificate = readOctetString(fields.take('cert', TAG.octetString), 'SES_Signature.cert');
  const oid = readOid(fields.take('signatureAlgID', TAG.oid), 'SES_Signature.signatureAlgID');
  const signature = readBitStringBytes(fields.take('signature', TAG.bitString), 'SES_Signature.signature');
  const timestamp = takeTimestamp(fields, deviations);
  fields.end();
  const signed = readTbs(tbs, deviations);
  const seal = readEmbeddedSeal(signed.sealElement);
  if (signed.version !== 4 && signed.version !== 5) deviations.add('layout-differs-from-version');
  return {
    layout: signed.version === 5 ? 'V5' : 'V4',
    version: signed.version,
    tbs: tbs.bytes,
    seal,
    sealDer: signed.sealElement.bytes,
    timeInfo: signed.timeInfo,
    dataHash: signed.dataHash,
    propertyInfo: signed.propertyInfo,
    extensions: signed.extensions,
    certificate,
    signatureAlgorithm: { oid, parameters: undefined },
    signature,
    ...(timestamp === undefined ? {} : { timestamp }),
    deviations: [...deviations],
    raw: element.bytes,
  };
}

function readTbs(tbs: DerElement, deviations: Deviations) {
  const fields = openFields(tbs, TAG.sequence, 'TBS_Sign');
  const version = readSmallInteger(fields.take('version', TAG.integer), 'TBS_Sign.version');
  const sealElement = fields.take('eseal', TAG.sequence);
  const timeElement = fields.take('timeInfo', TAG.generalizedTime, TAG.utcTime);
  if (timeElement.identifier !== TAG.generalizedTime) deviations.add('time-type');
  const timeInfo: TimeInfo = { kind: 'time', ...readTime(timeElement, 'TBS_Sign.timeInfo') };
  if (timeInfo.zone === 'missing') deviations.add('time-without-zone');
  const dataHash = takeBitBytes(fields, 'dataHash', deviations);
  const propertyInfo = readString(fields.takeAny('propertyInfo'), 'TBS_Sign.propertyInfo');
  const tagged = fields.takeOptional(contextConstructed(0));
  fields.end();
  const extensions = tagged === undefined ? [] : readTaggedExtensions(tagged, deviations);
  return { version, sealElement, timeInfo, dataHash, propertyInfo, extensions };
}

/** `[0] EXPLICIT ExtensionDatas`; with an implicit tag the children are the ExtData themselves. */
function readTaggedExtensions(tagged: DerElement, deviations: Deviations): Extension[] {
  const children = childrenOf(tagged, 'TBS_Sign.extDatas');
  const first = children[0];
  if (first === undefined) return [];
  const isExplicit = children.length === 1 && first.content[0] !== TAG.oid;
  if (isExplicit) return readExtensionDatas(first);
  deviations.add('implicit-tag');
  return children.map(readExtData);
}
