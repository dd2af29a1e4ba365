import { DerError } from './der-error.ts';

/**
 * Elements of DER as slices of the bytes they came from.
 *
 * Signatures are verified over what was stored, never over something encoded again: makers of seals write explicit
 * FALSE, key usage bits that are not minimal and other things that a second encoding would repair. So an element
 * is a pair of views into the input, its children are read when asked for, and OCTET STRINGs are not looked into.
 * Values of primitive types are decoded by asn1js (der-primitives.ts).
 */
export interface DerElement {
  /** The identifier octet: class, constructed bit and tag number, such as `0x30` for SEQUENCE. */
  readonly identifier: number;
  /** Identifier, length and content as stored; a view, not a copy. */
  readonly bytes: Uint8Array;
  /** Content octets; a view, not a copy. */
  readonly content: Uint8Array;
  /** Nesting below the root, which is 0. */
  readonly depth: number;
  readonly budget: DerBudget;
}

/** Shared by all elements of one input. */
export interface DerBudget {
  /** Elements that may still be read. */
  remaining: number;
  /** True when a length was longer than DER allows (BER): worth a warning, not a refusal. */
  nonDer: boolean;
}

export const DER_MAX_DEPTH = 32;
const MAX_ELEMENTS = 20_000;

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[n]` around a constructed value: EXPLICIT, or IMPLICIT over SEQUENCE or SET. */
export const contextConstructed = (n: number): number => 0xa0 | n;
/** `[n]` IMPLICIT over a primitive value. */
export const contextPrimitive = (n: number): number => 0x80 | n;

const isConstructed = (identifier: number): boolean => (identifier & 0x20) !== 0;

interface Header {
  identifier: number;
  headerLength: number;
  contentLength: number;
  minimal: boolean;
}

function readHeader(bytes: Uint8Array, where: string): Header {
  const identifier = bytes[0];
  const first = bytes[1];
  if (identifier === undefined || first === undefined) throw new DerError('truncated', where);
  if ((identifier & 0x1f) === 0x1f) throw new DerError('tag-unsupported', where);
  if (first < 0x80) return { identifier, headerLength: 2, contentLength: first, minimal: true };
  if (first === 0x80) throw new DerError('indefinite-length', where);
  const count = first & 0x7f;
  if (count > 4) throw new DerError('length-too-long', where);
  if (bytes.length < 2 + count) throw new DerError('truncated', where);
  let contentLength = 0;
  for (let i = 0; i < count; i += 1) contentLength = contentLength * 256 + (bytes[2 + i] ?? 0);
  const minimal = bytes[2] !== 0 && contentLength >= 0x80;
  return { identifier, headerLength: 2 + count, contentLength, minimal };
}

function take(bytes: Uint8Array, depth: number, budget: DerBudget, where: string): DerElement {
  const header = readHeader(bytes, where);
  const end = header.headerLength + header.contentLength;
  if (end > bytes.length) throw new DerError('truncated', where);
  if (depth > DER_MAX_DEPTH) throw new DerError('too-deep', where);
  budget.remaining -= 1;
  if (budget.remaining < 0) throw new DerError('too-many-elements', where);
  if (!header.minimal) budget.nonDer = true;
  return {
    identifier: header.identifier,
    bytes: bytes.subarray(0, end),
    content: bytes.subarray(header.headerLength, end),
    depth,
    budget,
  };
}

/**
 * Read one element that fills its input exactly.
 *
 * @param maxBytes refused beyond this length before anything is read
 * @param maxElements refused when more elements than this are looked at
 * @throws DerError
 */
export function readDer(
  bytes: Uint8Array,
  where: string,
  maxBytes: number,
  maxElements: number = MAX_ELEMENTS,
): DerElement {
  if (bytes.length > maxBytes) throw new DerError('too-large', where);
  const root = take(bytes, 0, { remaining: maxElements, nonDer: false }, where);
  if (root.bytes.length !== bytes.length) throw new DerError('trailing-bytes', where);
  return root;
}

/**
 * Length in bytes of the first element of `bytes`, header included, or `null` when there is none (cut, indefinite
 * length, no DER). For values that are stored with padding behind them, such as `/Contents` of a PDF signature.
 */
export function derLength(bytes: Uint8Array): number | null {
  try {
    return take(bytes, 0, { remaining: 1, nonDer: false }, 'DER').bytes.length;
  } catch {
    return null;
  }
}

/** The elements inside a constructed element, in stored order. @throws DerError */
export function childrenOf(element: DerElement, where: string): DerElement[] {
  if (!isConstructed(element.identifier)) throw new DerError('tag-unexpected', where);
  const children: DerElement[] = [];
  let rest = element.content;
  while (rest.length > 0) {
    const child = take(rest, element.depth + 1, element.budget, where);
    children.push(child);
    rest = rest.subarray(child.bytes.length);
  }
  return children;
}

/** DER carried inside an OCTET STRING or BIT STRING: must fill it, and counts against the same budget. @throws DerError */
export function readNested(content: Uint8Array, parent: DerElement, where: string): DerElement {
  const child = take(content, parent.depth + 1, parent.budget, where);
  if (child.bytes.length !== content.length) throw new DerError('trailing-bytes', where);
  return child;
}
