import { childrenOf, contextConstructed, readDer } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { OID } from '../der/object-identifiers.ts';
import type { SignerInfo } from './signed-data.ts';
import { CMS_MAX_BYTES } from './read.ts';

/** Revocation lists and status responses, DER. */
export interface RevocationArchive {
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
}

const nothing: RevocationArchive = { lists: [], responses: [] };

/** adbe-revocationInfoArchival; empty where it is absent or cannot be read. @see ISO 32000-2 clause 12.8.3.3.2 */
export function revocationArchive({ signedAttributes, unsignedAttributes }: SignerInfo): RevocationArchive {
  const attributes = [...(signedAttributes?.attributes ?? []), ...unsignedAttributes];
  const value = attributes.find(({ oid }) => oid === OID.revocationInfoArchival)?.values[0];
  if (value === undefined) return nothing;
  try {
    const fields = childrenOf(readDer(value, 'RevocationInfoArchival', CMS_MAX_BYTES), 'RevocationInfoArchival');
    const inside = (n: number): readonly Uint8Array[] =>
      fields
        .filter(({ identifier }) => identifier === contextConstructed(n))
        .flatMap((field) => childrenOf(field, 'RevocationInfoArchival'))
        .flatMap((list) => childrenOf(list, 'RevocationInfoArchival'))
        .map(({ bytes }) => bytes);
    return { lists: inside(0), responses: inside(1) };
  } catch (error) {
    if (error instanceof DerError) return nothing;
    throw error;
  }
}
