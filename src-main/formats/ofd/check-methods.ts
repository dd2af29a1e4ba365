/** A digest that a signature may ask for. */
export interface CheckMethod {
  readonly name: 'SM3' | 'SHA-256' | 'SHA-1' | 'MD5';
  /** Collisions can be made: somebody may have prepared two files for one signature (ATK-17). */
  readonly isWeak: boolean;
  /** Name under which the host computes it; null for SM3, which is ours. */
  readonly hostName: string | null;
}

const sm3: CheckMethod = { name: 'SM3', isWeak: false, hostName: null };
const sha256: CheckMethod = { name: 'SHA-256', isWeak: false, hostName: 'sha256' };
const sha1: CheckMethod = { name: 'SHA-1', isWeak: true, hostName: 'sha1' };
const md5: CheckMethod = { name: 'MD5', isWeak: true, hostName: 'md5' };

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
