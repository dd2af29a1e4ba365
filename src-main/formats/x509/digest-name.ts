import { sm3 } from '#main/sm/sm3.ts';
import { OID } from '../der/object-identifiers.ts';
import { classicDigest, type ClassicDigest } from './classic-crypto.ts';

/** Digest algorithms a signature may use here, by name. SHA-1 is computed to say so, and never without a warning. */
export type DigestName = 'sm3' | ClassicDigest;

/** MD5 is left out on purpose: unsupported means not verified. */
const NAMES: Readonly<Record<string, DigestName>> = {
  [OID.sm3]: 'sm3',
  [OID.sm3Plain]: 'sm3',
  [OID.sha1]: 'sha1',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/** @returns `undefined` for algorithms that are not supported */
export const digestName = (oid: string): DigestName | undefined => NAMES[oid];

export function digestOf(name: DigestName, bytes: Uint8Array): Uint8Array {
  return name === 'sm3' ? sm3(bytes) : classicDigest(name, bytes);
}
