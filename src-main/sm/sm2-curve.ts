import { Buffer } from 'node:buffer';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** The recommended 256-bit prime curve (GB/T 32918.5-2017, clause 2), big-endian. */
export const sm2Curve = {
  p: bytes('FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF'),
  a: bytes('FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC'),
  b: bytes('28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93'),
  n: bytes('FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'),
  generatorX: bytes('32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7'),
  generatorY: bytes('BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0'),
} as const;

/** The identifier everybody uses in seal and signature structures: the ASCII digits 1234567812345678 (GM/T 0009-2012, 10). */
export const defaultUserId: Uint8Array = bytes('31323334353637383132333435363738');

/** ENTL is the identifier's length in bits, in two bytes. */
export const MAX_USER_ID_BYTES = 8191;

/** Big-endian comparison of two values of equal length: negative, zero or positive. Not for secrets. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

/** Whether 32 bytes are a scalar from 1 to n-1, the range both halves of a signature must lie in. */
export function isSignatureScalar(scalar: Uint8Array): boolean {
  return scalar.length === 32 && scalar.some((byte) => byte !== 0) && compareBytes(scalar, sm2Curve.n) < 0;
}
