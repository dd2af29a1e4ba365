import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { writeDurably } from './files.ts';

/**
 * Keeps small secrets of this PC readable only on this PC: DPAPI, Keychain or libsecret through a shell that has them,
 * else a key file for its owner alone.
 */
export interface Secrets {
  /** Name for the doctor's list, such as `dpapi` or `file`. */
  readonly name: string;
  /** The protection is weaker than the operating system could give; the compliance page names it. */
  readonly isGap: boolean;
  /** @returns bytes that only {@link Secrets.open} on this PC turns back; the caller keeps ownership of `plain` */
  protect(plain: Uint8Array): Uint8Array;
  /** @throws Error when the bytes were altered or come from another PC */
  open(protectedBytes: Uint8Array): Uint8Array;
}

/** Length of the key everything else is protected with. */
export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a random key in `keyFile` (mode 0600), made on first use. */
export function fileSecrets(keyFile: string): Secrets {
  if (!fs.existsSync(keyFile)) writeDurably(keyFile, [randomBytes(keyBytes)]);
  return keySecrets('file', true, fs.readFileSync(keyFile));
}

/** AES-256-GCM under a key of 32 bytes that somebody else keeps. */
export function keySecrets(name: string, isGap: boolean, key: Uint8Array): Secrets {
  return {
    name,
    isGap,
    protect: (plain) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
    },
    open: (protectedBytes) => {
      const nonce = protectedBytes.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce);
      decipher.setAuthTag(protectedBytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = protectedBytes.subarray(nonceBytes + tagBytes);
      return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
    },
  };
}
