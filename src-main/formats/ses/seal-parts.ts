import { childrenOf, contextConstructed, contextPrimitive, TAG, type DerElement } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { openFields, type DerFields } from '../der/der-fields.ts';
import {
  readBitStringBytes,
  readBoolean,
  readOctetString,
  readOid,
  readSmallInteger,
  readString,
} from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import type { Extension } from '../x509/certificate-fields.ts';
import { sniffPicture } from './picture-type.ts';
import type { SealPicture, SesDeviation } from './seal.ts';

/** Collected while one structure is read. */
export type Deviations = Set<SesDeviation>;

/** `SES_Header ::= SEQUENCE { ID IA5String ("ES"), version INTEGER, Vid IA5String }`. @throws DerError */
export function readHeader(element: DerElement): { version: number; vid: string } {
  const where = 'SES_Header';
  const fields = openFields(element, TAG.sequence, where);
  const id = readString(fields.takeAny('ID'), `${where}.ID`);
  if (id !== 'ES') throw new DerError('value-invalid', `${where}.ID`);
  const version = readSmallInteger(fields.take('version', TAG.integer), `${where}.version`);
  const vid = readString(fields.takeAny('Vid'), `${where}.Vid`);
  fields.end();
  return { version, vid };
}

/** `SES_ESPictureInfo ::= SEQUENCE { type IA5String, data OCTET STRING, width INTEGER, height INTEGER }`. @throws DerError */
export function readPicture(element: DerElement): SealPicture {
  const where = 'SES_ESPictureInfo';
  const fields = openFields(element, TAG.sequence, where);
  const declaredType = readString(fields.takeAny('type'), `${where}.type`);
  const data = readOctetString(fields.take('data', TAG.octetString), `${where}.data`);
  const widthMm = readSmallInteger(fields.take('width', TAG.integer), `${where}.width`);
  const heightMm = readSmallInteger(fields.take('height', TAG.integer), `${where}.height`);
  fields.end();
  if (widthMm <= 0 || heightMm <= 0 || widthMm > 1000 || heightMm > 1000) {
    throw new DerError('value-invalid', `${where}.width`);
  }
  return { type: sniffPicture(data), declaredType, data, widthMm, heightMm };
}

/**
 * `ExtensionDatas ::= SEQUENCE OF ExtData`. Unlike X.509, the same identifier may come twice and FALSE is often
 * written out. @throws DerError
 */
export function readExtensionDatas(element: DerElement): Extension[] {
  if (element.identifier !== TAG.sequence) throw new DerError('tag-unexpected', 'ExtensionDatas');
  return childrenOf(element, 'ExtensionDatas').map(readExtData);
}

export function readExtData(element: DerElement): Extension {
  const where = 'ExtData';
  const fields = openFields(element, TAG.sequence, where);
  const oid = readOid(fields.take('extnID', TAG.oid), `${where}.extnID`);
  const critical = fields.takeOptional(TAG.boolean);
  const value = readOctetString(fields.take('extnValue', TAG.octetString), `${where}.extnValue`);
  fields.end();
  return { oid, critical: critical !== undefined && readBoolean(critical, `${where}.critical`), value };
}

/** Take a time that should be `expected` (UTCTime in V1, GeneralizedTime in V4); the other one is a deviation. */
export function takeTime(fields: DerFields, name: string, expected: number, deviations: Deviations): Date {
  const element = fields.take(name, TAG.utcTime, TAG.generalizedTime);
  if (element.identifier !== expected) deviations.add('time-type');
  const time = readTime(element, name);
  if (time.zone === 'missing') deviations.add('time-without-zone');
  return time.at;
}

/** Bytes in a BIT STRING, or in an OCTET STRING as some producers write them. */
export function takeBitBytes(fields: DerFields, name: string, deviations: Deviations): Uint8Array {
  const element = fields.take(name, TAG.bitString, TAG.octetString);
  if (element.identifier === TAG.bitString) return readBitStringBytes(element, name);
  deviations.add('octet-string-for-bit-string');
  return element.content;
}

/** `timeStamp [0] BIT STRING OPTIONAL`: explicit as written by everyone met, or implicit. */
export function takeTimestamp(fields: DerFields, deviations: Deviations): Uint8Array | undefined {
  const where = 'timeStamp';
  const explicit = fields.takeOptional(contextConstructed(0));
  if (explicit !== undefined) {
    const child = childrenOf(explicit, where)[0];
    if (child?.identifier === TAG.bitString) return readBitStringBytes(child, where);
    deviations.add('implicit-tag');
    return explicit.content;
  }
  const implicit = fields.takeOptional(contextPrimitive(0));
  if (implicit === undefined) return undefined;
  deviations.add('implicit-tag');
  return implicit.content[0] === 0 ? implicit.content.subarray(1) : implicit.content;
}
