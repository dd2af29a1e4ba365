import { fromBER, Integer, ObjectIdentifier } from 'asn1js';
import { TAG, type DerElement } from './der-element.ts';
import { DerError } from './der-error.ts';

/** asn1js decodes one primitive value; it never sees a tree, so its own limits are not what protects us. */
function decode(element: DerElement, where: string): unknown {
  try {
    const { offset, result } = fromBER(element.bytes, { maxDepth: 2, maxNodes: 4, parseEmbedded: false });
    if (offset !== -1) return result;
  } catch (error) {
    throw new DerError('value-invalid', where, error);
  }
  throw new DerError('value-invalid', where);
}

function expect(element: DerElement, identifier: number, where: string): void {
  if (element.identifier !== identifier) throw new DerError('tag-unexpected', where);
}

/** Dotted form, such as `1.2.156.10197.1.501`. @throws DerError */
export function readOid(element: DerElement, where: string): string {
  expect(element, TAG.oid, where);
  if (element.content.length === 0 || element.content.length > 64) throw new DerError('value-invalid', where);
  const value = decode(element, where);
  if (!(value instanceof ObjectIdentifier)) throw new DerError('value-invalid', where);
  return value.valueBlock.toString();
}

/** @throws DerError when there is no content or more than 64 bytes of it */
export function readInteger(element: DerElement, where: string): bigint {
  expect(element, TAG.integer, where);
  if (element.content.length === 0 || element.content.length > 64) throw new DerError('value-invalid', where);
  const value = decode(element, where);
  if (!(value instanceof Integer)) throw new DerError('value-invalid', where);
  return value.toBigInt();
}

/** An INTEGER that fits a number, such as a version or a length in millimetres. @throws DerError */
export function readSmallInteger(element: DerElement, where: string): number {
  const value = readInteger(element, where);
  if (value < -0x7fffffffn || value > 0x7fffffffn) throw new DerError('value-invalid', where);
  return Number(value);
}

/** @throws DerError */
export function readBoolean(element: DerElement, where: string): boolean {
  expect(element, TAG.boolean, where);
  if (element.content.length !== 1) throw new DerError('value-invalid', where);
  return element.content[0] !== 0;
}

/** Content of an OCTET STRING; a view. @throws DerError */
export function readOctetString(element: DerElement, where: string): Uint8Array {
  expect(element, TAG.octetString, where);
  return element.content;
}

/** Content of a BIT STRING behind its octet of unused bits; a view. @throws DerError */
export function readBitString(element: DerElement, where: string): { unusedBits: number; bytes: Uint8Array } {
  expect(element, TAG.bitString, where);
  const unusedBits = element.content[0];
  if (unusedBits === undefined || unusedBits > 7) throw new DerError('value-invalid', where);
  if (unusedBits > 0 && element.content.length === 1) throw new DerError('value-invalid', where);
  return { unusedBits, bytes: element.content.subarray(1) };
}

/** A BIT STRING that carries whole bytes, as signatures and digests do. @throws DerError */
export function readBitStringBytes(element: DerElement, where: string): Uint8Array {
  const { unusedBits, bytes } = readBitString(element, where);
  if (unusedBits !== 0) throw new DerError('value-invalid', where);
  return bytes;
}

const utf8 = new TextDecoder('utf-8');
const utf16 = new TextDecoder('utf-16be');
const latin1 = new TextDecoder('latin1');

/**
 * Text of any of the string types met in certificates and seals. Bytes that are not text in the declared type become
 * U+FFFD: a name is shown, never compared; comparisons use the stored bytes.
 * @throws DerError when the element is no string
 */
export function readString(element: DerElement, where: string): string {
  switch (element.identifier) {
    case TAG.utf8String:
    case TAG.printableString:
    case TAG.ia5String:
    case 0x12: // NumericString
    case 0x1a: // VisibleString
      return utf8.decode(element.content);
    case 0x1e: // BMPString
      return utf16.decode(element.content);
    case TAG.teletexString:
      return latin1.decode(element.content);
    default:
      throw new DerError('tag-unexpected', where);
  }
}
