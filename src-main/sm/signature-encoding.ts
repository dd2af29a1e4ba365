import { isSignatureScalar } from './sm2-curve.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const SCALAR_BYTES = 32;

export interface DecodedSignature {
  /** 64 bytes: r then s, each 32 bytes big-endian, both from 1 to n-1. */
  readonly rs: Uint8Array;
  /** Whether the encoding was exactly the DER that `rsToDer` writes. */
  readonly isMinimalDer: boolean;
}

export interface SignatureValue {
  readonly rs: Uint8Array;
  /** `raw`: 64 bytes without ASN.1, as some makers store it. Report anything but `der` as non-standard. */
  readonly encoding: 'der' | 'der-nonminimal' | 'raw';
}

/**
 * Write a signature as DER `SEQUENCE { r INTEGER, s INTEGER }`.
 *
 * @param rs 64 bytes r then s; both must be from 1 to n-1
 * @returns 8 to 72 bytes; integers are positive and minimal
 * @see GB/T 35276-2017, 7.2
 */
export function rsToDer(rs: Uint8Array): Uint8Array {
  if (!isSignatureRs(rs)) throw new TypeError('rs must be 64 bytes with r and s from 1 to n-1');
  const r = derInteger(rs.subarray(0, SCALAR_BYTES));
  const s = derInteger(rs.subarray(SCALAR_BYTES));
  // At most 35 + 35 bytes, so the length always fits one byte.
  return Uint8Array.of(SEQUENCE, r.length + s.length, ...r, ...s);
}

/**
 * Read a signature from ASN.1, tolerating what real tokens and seal makers produce: superfluous leading zeros, a
 * missing sign byte, lengths in the long form.
 *
 * @returns null when it is not one SEQUENCE of two INTEGERs filling the input, or r or s is not from 1 to n-1
 */
export function derToRs(der: Uint8Array): DecodedSignature | null {
  const sequence = readElement(der, 0, SEQUENCE);
  if (!sequence || sequence.end !== der.length) return null;
  const r = readElement(der, sequence.start, INTEGER);
  if (!r || r.end > sequence.end) return null;
  const s = readElement(der, r.end, INTEGER);
  if (!s || s.end !== sequence.end) return null;
  const rs = new Uint8Array(2 * SCALAR_BYTES);
  if (!placeScalar(der.subarray(r.start, r.end), rs, 0)) return null;
  if (!placeScalar(der.subarray(s.start, s.end), rs, SCALAR_BYTES)) return null;
  if (!isSignatureRs(rs)) return null;
  return { rs, isMinimalDer: sameBytes(rsToDer(rs), der) };
}

/**
 * Read the signature value of a seal, seal signature or certificate: DER, DER-like, or exactly 64 raw bytes.
 *
 * @param bytes the content of the BIT STRING after its unused-bits byte, or of the OCTET STRING
 * @returns null when no valid pair r, s can be read
 */
export function readSignatureValue(bytes: Uint8Array): SignatureValue | null {
  const decoded = derToRs(bytes);
  if (decoded) return { rs: decoded.rs, encoding: decoded.isMinimalDer ? 'der' : 'der-nonminimal' };
  // DER first: a raw r may begin with 30 by chance, but 64 bytes that are a SEQUENCE of two in-range INTEGERs
  // filling them exactly are DER.
  if (bytes.length === 2 * SCALAR_BYTES && isSignatureRs(bytes)) return { rs: bytes.slice(), encoding: 'raw' };
  return null;
}

/** Whether these are 64 bytes whose halves both lie from 1 to n-1 (GB/T 32918.2-2016, 7.1 steps B1 and B2). */
export function isSignatureRs(rs: Uint8Array): boolean {
  return (
    rs.length === 2 * SCALAR_BYTES &&
    isSignatureScalar(rs.subarray(0, SCALAR_BYTES)) &&
    isSignatureScalar(rs.subarray(SCALAR_BYTES))
  );
}

function derInteger(scalar: Uint8Array): Uint8Array {
  const first = scalar.findIndex((byte) => byte !== 0);
  const magnitude = scalar.subarray(first);
  const signByte = (magnitude[0] ?? 0) >= 0x80 ? [0] : [];
  return Uint8Array.of(INTEGER, signByte.length + magnitude.length, ...signByte, ...magnitude);
}

/** Right-aligns an INTEGER's content; false when more than 32 significant bytes would be lost. */
function placeScalar(content: Uint8Array, target: Uint8Array, offset: number): boolean {
  const first = content.findIndex((byte) => byte !== 0);
  const magnitude = first === -1 ? content.subarray(content.length) : content.subarray(first);
  if (content.length === 0 || magnitude.length > SCALAR_BYTES) return false;
  target.set(magnitude, offset + SCALAR_BYTES - magnitude.length);
  return true;
}

function readElement(bytes: Uint8Array, at: number, tag: number): { start: number; end: number } | null {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === undefined) return null;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const lengthBytes = first - 0x80;
    // Indefinite length, and lengths no signature can have.
    if (lengthBytes === 0 || lengthBytes > 4) return null;
    length = 0;
    for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (bytes[start + index] ?? 0);
    start += lengthBytes;
  }
  const end = start + length;
  return end <= bytes.length ? { start, end } : null;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
