import { childrenOf, contextConstructed, TAG, type DerElement } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readSmallInteger } from '../der/der-primitives.ts';
import { OID } from '../der/object-identifiers.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import type { ClassicDigest } from './classic-crypto.ts';

export interface PssParameters {
  readonly hash: ClassicDigest;
  readonly saltLength: number;
}

const HASHES: Readonly<Record<string, ClassicDigest>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/**
 * RSASSA-PSS-params (RFC 8017 A.2.3); absent fields mean SHA-1 and a salt of 20 bytes.
 * @returns `null` when they cannot be read or the mask uses another digest than the message, which no one we met does
 */
export function readPssParameters(parameters: DerElement | undefined): PssParameters | null {
  if (parameters === undefined) return { hash: 'sha1', saltLength: 20 };
  try {
    const where = 'RSASSA-PSS-params';
    const fields = openFields(parameters, TAG.sequence, where);
    const inner = (n: number): DerElement | undefined => {
      const wrapped = fields.takeOptional(contextConstructed(n));
      return wrapped === undefined ? undefined : childrenOf(wrapped, where)[0];
    };
    const hashElement = inner(0);
    const maskElement = inner(1);
    const saltElement = inner(2);
    inner(3); // trailerField has one value only
    fields.end();
    const hashOid = hashElement === undefined ? OID.sha1 : readAlgorithmIdentifier(hashElement, where).oid;
    if (maskDigest(maskElement, where) !== hashOid) return null;
    const saltLength = saltElement === undefined ? 20 : readSmallInteger(saltElement, where);
    const hash = HASHES[hashOid];
    return hash === undefined || saltLength < 0 || saltLength > 512 ? null : { hash, saltLength };
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}

function maskDigest(element: DerElement | undefined, where: string): string | null {
  if (element === undefined) return OID.sha1;
  const mask = readAlgorithmIdentifier(element, where);
  if (mask.oid !== OID.mgf1 || mask.parameters === undefined) return null;
  return readAlgorithmIdentifier(mask.parameters, where).oid;
}
