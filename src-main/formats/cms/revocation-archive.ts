import { childrenOf, contextConstructed, readDer } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { derExplicit, derOid, derSequence, derSetOf } from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import type { SignerInfo } from './signed-data.ts';
import { CMS_MAX_BYTES } from './read.ts';

/** Revocation lists and status responses, DER. */
export interface RevocationArchive {
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
}

const nothing: RevocationArchive = { lists: [], responses: [] };

/**
 * Two attributes hold lists under [0] and responses under [1]; what holds neither, or cannot be read, gives nothing.
 *
 * - adbe-revocationInfoArchival: each an OCSPResponse. @see ISO 32000-2 clause 12.8.3.3.2
 * - revocation-values: each a BasicOCSPResponse. @see ETSI EN 319 122-1 clause 5.4.2
 */
export function revocationArchive({ signedAttributes, unsignedAttributes }: SignerInfo): RevocationArchive {
  const attributes = [...(signedAttributes?.attributes ?? []), ...unsignedAttributes];
  const found = attributes.filter(({ oid }) => oid === OID.revocationInfoArchival || oid === OID.revocationValues);
  const read = found.flatMap(({ values: [value] }) => (value ? [readArchive(value)] : []));
  return { lists: read.flatMap(({ lists }) => lists), responses: read.flatMap(({ responses }) => responses) };
}

/** Out of the value of either attribute. */
export function readArchive(value: Uint8Array): RevocationArchive {
  try {
    const fields = childrenOf(readDer(value, 'RevocationValues', CMS_MAX_BYTES), 'RevocationValues');
    const inside = (n: number): readonly Uint8Array[] =>
      fields
        .filter(({ identifier }) => identifier === contextConstructed(n))
        .flatMap((field) => childrenOf(field, 'RevocationValues'))
        .flatMap((list) => childrenOf(list, 'RevocationValues'))
        .map(({ bytes }) => bytes);
    return { lists: inside(0), responses: inside(1) };
  } catch (error) {
    if (error instanceof DerError) return nothing;
    throw error;
  }
}

/**
 * The attribute revocation-values; empty kinds are left out.
 *
 * @param archive responses as BasicOCSPResponse
 */
export function revocationValues({ lists, responses }: RevocationArchive): Uint8Array {
  const kinds = [lists, responses].flatMap((ders, n) =>
    ders.length > 0 ? [derExplicit(n, derSequence(...ders))] : [],
  );
  return derSequence(derOid(OID.revocationValues), derSetOf(derSequence(...kinds)));
}
