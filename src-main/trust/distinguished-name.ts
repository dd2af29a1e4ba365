import { remembering } from '#main/formats/remembered.ts';
import { childrenOf, readDer, TAG, type DerElement } from '#main/formats/der/der-element.ts';
import { DerError } from '#main/formats/der/der-error.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { readOid, readString } from '#main/formats/der/der-primitives.ts';
import { derOid, derPrintableString, derSequence, derSetOf, derUtf8String } from '#main/formats/der/der-write.ts';

const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.4': 'SN',
  '1.2.840.113549.1.9.1': 'E',
  '0.9.2342.19200300.100.1.25': 'DC',
};

interface Attribute {
  readonly oid: string;
  readonly value: string;
}

function readAttribute(element: DerElement): Attribute {
  const fields = openFields(element, TAG.sequence, 'AttributeTypeAndValue');
  const oid = readOid(fields.take('type', TAG.oid), 'AttributeTypeAndValue.type');
  const value = fields.takeAny('value');
  fields.end();
  return { oid, value: textOf(value) };
}

/** x500UniqueIdentifier is a BIT STRING and other values are met: shown as hex, never refused. */
function textOf(value: DerElement): string {
  try {
    return readString(value, 'AttributeValue');
  } catch (error) {
    if (error instanceof DerError) return `#${Buffer.from(value.content.subarray(0, 32)).toString('hex')}`;
    throw error;
  }
}

/** RelativeDistinguishedNames in stored order. @throws DerError */
export function readName(der: Uint8Array): Attribute[][] {
  const root = readDer(der, 'Name', 16 * 1024);
  if (root.identifier !== TAG.sequence) throw new DerError('tag-unexpected', 'Name');
  return childrenOf(root, 'Name').map((set) => {
    if (set.identifier !== TAG.set) throw new DerError('tag-unexpected', 'RelativeDistinguishedName');
    return childrenOf(set, 'RelativeDistinguishedName').map(readAttribute);
  });
}

/**
 * A name for people, in stored order: `C=CN, O=…, CN=…`. Numbers of identity cards, which some authorities put into
 * names, are masked because this text goes to screens and logs.
 * @throws DerError
 */
export function displayName(der: Uint8Array): string {
  const parts = readName(der).map((attributes) =>
    attributes.map(({ oid, value }) => `${SHORT_NAMES[oid] ?? oid}=${maskIdentityNumbers(value)}`).join('+'),
  );
  return parts.join(', ');
}

/** Common name, or the whole name when there is none. @throws DerError */
export function commonName(der: Uint8Array): string {
  const found = readName(der)
    .flat()
    .findLast(({ oid }) => oid === '2.5.4.3');
  return found === undefined ? displayName(der) : maskIdentityNumbers(found.value);
}

/** Keeps the region (6) and the last character of resident identity numbers: 18 characters, with a birth date inside. */
export function maskIdentityNumbers(text: string): string {
  return text.replaceAll(/(?<!\d)(\d{6})(?:19|20)\d{9}([\dXx])(?!\d)/g, '$1***********$2');
}

/** Names match by their bytes, else by their text without case and surplus spaces (RFC 5280 7.1). @throws DerError */
export function namesMatch(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0 || nameKey(a) === nameKey(b);
}

const normalise = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

const remembered = remembering<string>(512);

function nameKey(der: Uint8Array): string {
  return remembered([der], () => {
    const sets = readName(der).map((attributes) =>
      attributes.map(({ oid, value }) => JSON.stringify([oid, normalise(value)])).sort(),
    );
    return JSON.stringify(sets);
  });
}

/** Parts of a name, written in this order: country, province, city, organisation, unit, common name. */
export interface NameParts {
  /** Two letters. */
  readonly C?: string;
  readonly ST?: string;
  readonly L?: string;
  readonly O?: string;
  readonly OU?: string;
  readonly CN: string;
  readonly serialNumber?: string;
}

const WRITTEN: readonly (readonly [keyof NameParts, string])[] = [
  ['C', '2.5.4.6'],
  ['ST', '2.5.4.8'],
  ['L', '2.5.4.7'],
  ['O', '2.5.4.10'],
  ['OU', '2.5.4.11'],
  ['serialNumber', '2.5.4.5'],
  ['CN', '2.5.4.3'],
];

/**
 * DER of a Name. Values are UTF8String, except country and serialNumber, which are PrintableString (GB/T 20518).
 * @throws RangeError when country or serialNumber are not 7-bit
 */
export function distinguishedName(parts: NameParts): Uint8Array {
  const sets = WRITTEN.flatMap(([key, oid]) => {
    const value = parts[key];
    if (value === undefined) return [];
    const isPrintable = key === 'C' || key === 'serialNumber';
    return [derSetOf(derSequence(derOid(oid), isPrintable ? derPrintableString(value) : derUtf8String(value)))];
  });
  return derSequence(...sets);
}
