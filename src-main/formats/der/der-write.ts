import { Integer, ObjectIdentifier } from 'asn1js';
import { contextConstructed, TAG } from './der-element.ts';

/** One element: identifier, minimal definite length, contents one after another. */
export function derTlv(identifier: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const header = [identifier, ...lengthOctets(length)];
  const bytes = new Uint8Array(header.length + length);
  bytes.set(header, 0);
  let at = header.length;
  for (const part of contents) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export const derSequence = (...fields: readonly Uint8Array[]): Uint8Array => derTlv(TAG.sequence, ...fields);

/** SET OF: DER sorts the encodings (X.690 11.6). */
export const derSetOf = (...items: readonly Uint8Array[]): Uint8Array =>
  derTlv(TAG.set, ...[...items].sort((a, b) => Buffer.compare(a, b)));

export const derExplicit = (n: number, ...contents: readonly Uint8Array[]): Uint8Array =>
  derTlv(contextConstructed(n), ...contents);

export const derOid = (dotted: string): Uint8Array => new Uint8Array(new ObjectIdentifier({ value: dotted }).toBER());

export const derInteger = (value: number | bigint): Uint8Array => new Uint8Array(Integer.fromBigInt(value).toBER());

/** A positive INTEGER from big-endian bytes, such as a serial number or r and s. */
export function derUnsigned(bigEndian: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bigEndian.length - 1 && bigEndian[start] === 0) start += 1;
  const magnitude = bigEndian.subarray(start);
  const needsSign = magnitude.length === 0 || ((magnitude[0] ?? 0) & 0x80) !== 0;
  return derTlv(TAG.integer, needsSign ? new Uint8Array([0]) : new Uint8Array(0), magnitude);
}

export const derBoolean = (value: boolean): Uint8Array => derTlv(TAG.boolean, new Uint8Array([value ? 0xff : 0]));
export const derNull = (): Uint8Array => derTlv(TAG.null);
export const derOctetString = (bytes: Uint8Array): Uint8Array => derTlv(TAG.octetString, bytes);
export const derBitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  derTlv(TAG.bitString, new Uint8Array([unusedBits]), bytes);
export const derUtf8String = (text: string): Uint8Array => derTlv(TAG.utf8String, new TextEncoder().encode(text));

/** @throws RangeError for anything but printable 7-bit characters: IA5String and PrintableString have no Chinese. */
export const derIa5String = (text: string): Uint8Array => derTlv(TAG.ia5String, ascii(text));
export const derPrintableString = (text: string): Uint8Array => derTlv(TAG.printableString, ascii(text));

function ascii(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('only 7-bit characters can be written here');
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const digits = (at: Date): string => at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);

/** `YYYYMMDDHHMMSSZ`; fractions of a second are cut off. */
export const derGeneralizedTime = (at: Date): Uint8Array => derTlv(TAG.generalizedTime, ascii(`${digits(at)}Z`));

/** X.509 Time: UTCTime to 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5). */
export function derX509Time(at: Date): Uint8Array {
  const year = at.getUTCFullYear();
  if (year < 1950 || year > 2049) return derGeneralizedTime(at);
  return derTlv(TAG.utcTime, ascii(`${digits(at).slice(2)}Z`));
}
