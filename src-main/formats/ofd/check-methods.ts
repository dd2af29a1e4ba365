import { createHash } from 'node:crypto';
import { createSm3 } from '#main/sm/sm3.ts';

/** A digest that a signature may ask for. */
export interface CheckMethod {
  readonly name: 'SM3' | 'SHA-256' | 'SHA-1' | 'MD5';
  /** Collisions can be made: somebody may have prepared two files for one signature (ATK-17). */
  readonly isWeak: boolean;
}

export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const sm3: CheckMethod = { name: 'SM3', isWeak: false };
const sha256: CheckMethod = { name: 'SHA-256', isWeak: false };
const sha1: CheckMethod = { name: 'SHA-1', isWeak: true };
const md5: CheckMethod = { name: 'MD5', isWeak: true };

const byName = new Map<string, CheckMethod>([
  ['sm3', sm3],
  ['sha256', sha256],
  ['2.16.840.1.101.3.4.2.1', sha256],
  ['sha1', sha1],
  ['1.3.14.3.2.26', sha1],
  ['md5', md5],
  ['1.2.840.113549.2.5', md5],
]);

/**
 * The digest a CheckMethod stands for. Producers write the OID of SM3, variants below it, or names; the XSD default is
 * MD5.
 *
 * @param written the attribute, or null when it is absent
 * @returns null for anything else, which must never count as checked
 */
export function readCheckMethod(written: string | null): CheckMethod | null {
  if (written === null) return md5;
  const key = written.trim().toLowerCase().replaceAll(/[-_ ]/g, '');
  if (key === '1.2.156.10197.1.401' || key.startsWith('1.2.156.10197.1.401.')) return sm3;
  return byName.get(key) ?? null;
}

export function startDigest(method: CheckMethod): RunningDigest {
  if (method.name === 'SM3') return createSm3();
  return createHash(method.name.replace('-', '').toLowerCase());
}
