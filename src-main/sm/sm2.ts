import { engine } from './engine.ts';
import type { Sm2KeyPair } from './engine-port.ts';
import { defaultUserId } from './sm2-curve.ts';

export type { Sm2KeyPair } from './engine-port.ts';
export { defaultUserId } from './sm2-curve.ts';

/**
 * Z_A: the digest of the signer's identifier, the curve and the signer's public key.
 *
 * @param publicKey 65 bytes: 04, X, Y
 * @param userId at most 8191 bytes; the identifier of GM/T 0009 unless given
 * @returns 32 bytes
 * @throws TypeError for a key or identifier of another shape. The point itself is not checked here.
 * @see GB/T 32918.2-2016, 5.5
 */
export function computeZa(publicKey: Uint8Array, userId: Uint8Array = defaultUserId): Uint8Array {
  return engine.sm2Za(publicKey, userId);
}

/**
 * The value a key signs: e = SM3(Z_A, M).
 *
 * @returns 32 bytes
 * @throws TypeError as `computeZa`
 */
export function sm2Digest(publicKey: Uint8Array, message: Uint8Array, userId: Uint8Array = defaultUserId): Uint8Array {
  return engine.sm3([engine.sm2Za(publicKey, userId), message]);
}

/**
 * Verify an SM2 signature over a message, with Z_A.
 *
 * @param publicKey 65 bytes: 04, X, Y; checked to be a point of the curve
 * @param signatureRs 64 bytes r then s; DER must be read with `readSignatureValue` first
 * @returns false for whatever is malformed; never throws
 * @see GB/T 32918.2-2016, 7.1
 */
export function sm2Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signatureRs: Uint8Array,
  userId: Uint8Array = defaultUserId,
): boolean {
  return engine.sm2Verify(publicKey, message, signatureRs, userId);
}

/**
 * Verify an SM2 signature over a ready e (32 bytes).
 *
 * @returns false for whatever is malformed; never throws
 */
export function sm2VerifyDigest(publicKey: Uint8Array, e: Uint8Array, signatureRs: Uint8Array): boolean {
  return engine.sm2VerifyDigest(publicKey, e, signatureRs);
}

/**
 * Sign a message with a key held in memory, with Z_A and the identifier of GM/T 0009.
 * For machine, registry and test CA keys only: a seal key never leaves its USB Key.
 *
 * @param privateKey 32 bytes, 1 to n-2; the caller keeps it and wipes it
 * @param publicKey 65 bytes; must belong to the private key, it is not recomputed
 * @returns 64 bytes r then s
 * @throws TypeError for arguments of another shape
 * @see GB/T 32918.2-2016, 6.1
 */
export function sm2Sign(privateKey: Uint8Array, publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  return engine.sm2SignDigest(privateKey, sm2Digest(publicKey, message));
}

/** As `sm2Sign`, over a ready e of 32 bytes. */
export function sm2SignDigest(privateKey: Uint8Array, e: Uint8Array): Uint8Array {
  return engine.sm2SignDigest(privateKey, e);
}

/** A new key pair from the system's random generator; the caller owns both halves. */
export function generateSm2KeyPair(): Sm2KeyPair {
  return engine.generateSm2KeyPair();
}

/** Whether 65 bytes (04, X, Y) are a point of the SM2 curve other than infinity, with both coordinates below p. */
export function isSm2Point(publicKey: Uint8Array): boolean {
  return engine.isSm2Point(publicKey);
}
