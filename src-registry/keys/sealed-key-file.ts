import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { StationError } from '#shared/errors/station-error.ts';
import { base64Schema } from '#shared/registry/wire-values.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import type { Sm2KeyPair } from '#main/sm/sm2.ts';

/**
 * SM2 keys of a demonstration registry, each in a file of mode 0600, encrypted with AES-256-GCM under a key that lies
 * beside them. That keeps a key out of a stray copy of one file; it does not protect against whoever reads the whole
 * folder. A production registry keeps these keys in an HSM and has no such files.
 */
const fileSchema = z.strictObject({
  kind: z.literal('sealkeeper/registry-key/v1'),
  name: z.string(),
  publicKey: base64Schema,
  nonce: base64Schema,
  sealed: base64Schema,
  tag: base64Schema,
});

const wrappingKeyBytes = 32;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Reads the wrapping key, or makes it at the first start. */
export function openWrappingKey(path: string): Uint8Array {
  if (!existsSync(path)) writeWhole(path, randomBytes(wrappingKeyBytes));
  const key = Uint8Array.from(readFileSync(path));
  if (key.length !== wrappingKeyBytes) throw new StationError('STATION_STORAGE_FAILED', { detail: 'KEY_FILE', path });
  return key;
}

export function writeKeyFile(path: string, name: string, pair: Sm2KeyPair, wrappingKey: Uint8Array): void {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
  cipher.setAAD(additionalData(name, pair.publicKey));
  const sealed = Buffer.concat([cipher.update(pair.privateKey), cipher.final()]);
  const file: z.infer<typeof fileSchema> = {
    kind: 'sealkeeper/registry-key/v1',
    name,
    publicKey: base64Of(pair.publicKey),
    nonce: base64Of(nonce),
    sealed: base64Of(sealed),
    tag: base64Of(cipher.getAuthTag()),
  };
  writeWhole(path, new TextEncoder().encode(`${JSON.stringify(file)}\n`));
}

/** @throws STATION_STORAGE_FAILED when the file is damaged, renamed or sealed under another key */
export function readKeyFile(path: string, name: string, wrappingKey: Uint8Array): Sm2KeyPair {
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const publicKey = bytesOf(file.publicKey);
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, bytesOf(file.nonce));
    decipher.setAAD(additionalData(name, publicKey));
    decipher.setAuthTag(bytesOf(file.tag));
    const privateKey = Buffer.concat([decipher.update(bytesOf(file.sealed)), decipher.final()]);
    return { privateKey: Uint8Array.from(privateKey), publicKey };
  } catch (error) {
    throw new StationError('STATION_STORAGE_FAILED', { detail: 'KEY_FILE', path }, error);
  }
}

/** Binds the sealed key to its name and public key, so that two files cannot be exchanged. */
function additionalData(name: string, publicKey: Uint8Array): Uint8Array {
  return Buffer.concat([new TextEncoder().encode(`${name}\n`), publicKey]);
}

function writeWhole(path: string, bytes: Uint8Array): void {
  writeDurably(`${path}.new`, [bytes]);
  renameDurably(`${path}.new`, path);
}
