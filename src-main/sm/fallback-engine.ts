import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import type { Sm2KeyPair, SmEngine } from './engine-port.ts';
import { startFallbackPass } from './fallback-pass.ts';
import { createFallbackSm3 } from './fallback-sm3.ts';
import { isSignatureRs } from './signature-encoding.ts';
import { compareBytes, isSignatureScalar, MAX_USER_ID_BYTES, sm2Curve } from './sm2-curve.ts';

/** The part of sm-crypto 0.5 that is used here; its published types leave out the argument of the key generator. */
interface SmCryptoSm2 {
  /** Gives the key pair of `(seed mod (n-1)) + 1`. */
  generateKeyPairHex(seedHex: string, radix: 16): { privateKey: string; publicKey: string };
  doVerifySignature(e: number[], signatureHex: string, publicKeyHex: string, options: { hash: false }): boolean;
}

const smCrypto: SmCryptoSm2 = sm2;
const order = toBigInt(sm2Curve.n);

/** SM2 and SM3 without a native part: hash-wasm for SM3, sm-crypto for the curve. Correct, but slow and not constant-time. */
export const fallbackEngine: SmEngine = {
  name: 'fallback',
  sm3,
  createSm3: createFallbackSm3,
  startSm3Pass: startFallbackPass,
  sm2Za,
  sm2Verify(publicKey, message, signatureRs, userId) {
    if (!isUncompressed(publicKey) || userId.length > MAX_USER_ID_BYTES) return false;
    return sm2VerifyDigest(publicKey, sm3([sm2Za(publicKey, userId), message]), signatureRs);
  },
  sm2VerifyDigest,
  sm2SignDigest,
  generateSm2KeyPair: () => keyPairOf(randomScalar()),
  isSm2Point,
};

function sm3(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createFallbackSm3();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** GB/T 32918.2-2016, 5.5: Z_A = SM3(ENTL, ID, a, b, x_G, y_G, x_A, y_A). */
function sm2Za(publicKey: Uint8Array, userId: Uint8Array): Uint8Array {
  if (!isUncompressed(publicKey)) throw new TypeError('publicKey must be 65 bytes beginning with 04');
  if (userId.length > MAX_USER_ID_BYTES) throw new TypeError('userId must not exceed 8191 bytes');
  const bits = userId.length * 8;
  const { a, b, generatorX, generatorY } = sm2Curve;
  return sm3([Uint8Array.of(bits >> 8, bits & 0xff), userId, a, b, generatorX, generatorY, publicKey.subarray(1)]);
}

function sm2VerifyDigest(publicKey: Uint8Array, e: Uint8Array, signatureRs: Uint8Array): boolean {
  if (e.length !== 32 || !isSignatureRs(signatureRs) || !isSm2Point(publicKey)) return false;
  try {
    return smCrypto.doVerifySignature([...e], toHex(signatureRs), toHex(publicKey), { hash: false });
  } catch {
    // sm-crypto throws when s·G + t·P is the point at infinity.
    return false;
  }
}

/**
 * GB/T 32918.2-2016, 6.1. The scalar arithmetic is done here because the nonce must come from the system's random
 * generator; sm-crypto takes its own from an RC4 stream seeded once per process.
 */
function sm2SignDigest(privateKey: Uint8Array, e: Uint8Array): Uint8Array {
  if (!isPrivateKey(privateKey)) throw new TypeError('privateKey must be 32 bytes from 1 to n-2');
  if (e.length !== 32) throw new TypeError('e must be 32 bytes');
  const d = toBigInt(privateKey);
  const inverse = power(d + 1n, order - 2n);
  for (;;) {
    const nonce = keyPairOf(randomScalar());
    const k = toBigInt(nonce.privateKey);
    const r = (toBigInt(e) + toBigInt(nonce.publicKey.subarray(1, 33))) % order;
    const s = (inverse * (((k - r * d) % order) + order)) % order;
    if (r !== 0n && r + k !== order && s !== 0n) return fromHex(toHex32(r) + toHex32(s));
  }
}

function isSm2Point(publicKey: Uint8Array): boolean {
  if (!isUncompressed(publicKey)) return false;
  const [x, y] = [publicKey.subarray(1, 33), publicKey.subarray(33)];
  // Coordinates at or above p would be reduced silently by a curve library and give one point two names.
  if (compareBytes(x, sm2Curve.p) >= 0 || compareBytes(y, sm2Curve.p) >= 0) return false;
  const p = toBigInt(sm2Curve.p);
  const [xValue, yValue] = [toBigInt(x), toBigInt(y)];
  return (yValue * yValue - (xValue ** 3n + toBigInt(sm2Curve.a) * xValue + toBigInt(sm2Curve.b))) % p === 0n;
}

function isUncompressed(publicKey: Uint8Array): boolean {
  return publicKey.length === 65 && publicKey[0] === 0x04;
}

/** d = n-1 has no inverse of 1+d (GB/T 32918.1-2016, 6.1 allows 1 to n-2). */
function isPrivateKey(privateKey: Uint8Array): boolean {
  return isSignatureScalar(privateKey) && toBigInt(privateKey) !== order - 1n;
}

function randomScalar(): Uint8Array {
  for (;;) {
    const candidate = new Uint8Array(randomBytes(32));
    if (isPrivateKey(candidate)) return candidate;
  }
}

function keyPairOf(privateKey: Uint8Array): Sm2KeyPair {
  const pair = smCrypto.generateKeyPairHex(toHex32(toBigInt(privateKey) - 1n), 16);
  return { privateKey, publicKey: fromHex(pair.publicKey) };
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % order;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % order;
    square = (square * square) % order;
  }
  return result;
}

function toHex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function toBigInt(value: Uint8Array): bigint {
  return BigInt(`0x${toHex(value)}`);
}

function toHex32(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}
