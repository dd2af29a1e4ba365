import { constants, createHash, createPublicKey, verify } from 'node:crypto';

/**
 * RSA, ECDSA and the SHA digests, by the host's library. A file of its own: the national algorithms never come from
 * there, because Electron's library has none of them.
 */

export type ClassicDigest = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

export const classicDigest = (name: ClassicDigest, bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(name).update(bytes).digest());

export type ClassicScheme =
  | { readonly family: 'RSA'; readonly hash: ClassicDigest }
  | { readonly family: 'ECDSA'; readonly hash: ClassicDigest }
  | { readonly family: 'RSA-PSS'; readonly hash: ClassicDigest; readonly saltLength: number };

/**
 * @param spki SubjectPublicKeyInfo
 * @param signature PKCS#1 octets, or DER SEQUENCE{r,s} for ECDSA
 * @returns `null` when the key or the value cannot be used at all
 */
export function verifyClassic(
  spki: Uint8Array,
  scheme: ClassicScheme,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    if (scheme.family === 'ECDSA') return verify(scheme.hash, message, { key }, signature);
    if (scheme.family === 'RSA') {
      return verify(scheme.hash, message, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    }
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength };
    return verify(scheme.hash, message, { key, ...padding }, signature);
  } catch {
    return null;
  }
}
