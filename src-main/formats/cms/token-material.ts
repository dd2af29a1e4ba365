import { childrenOf, contextConstructed, readDer, type DerElement } from '../der/der-element.ts';
import { readAs } from '../der/der-error.ts';
import { derSequence, derTlv } from '../der/der-write.ts';
import { CMS_MAX_BYTES } from './read.ts';

/**
 * A timestamp token with more certificates and with revocation lists in it. SignedData has two fields for them that
 * nobody signs, and says that there may be more in them than is needed (RFC 5652 clause 5.1): the token stays the same
 * statement by the same authority.
 *
 * @param token DER
 * @param material DER each; what the token holds already is not stored twice
 * @throws DOC_SIGNATURE_MALFORMED
 */
export function tokenWithMaterial(
  token: Uint8Array,
  material: { readonly certificates: readonly Uint8Array[]; readonly lists: readonly Uint8Array[] },
): Uint8Array {
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const [contentType, wrapped] = childrenOf(readDer(token, 'ContentInfo', CMS_MAX_BYTES), 'ContentInfo');
    const [signedData] = childrenOf(wrapped!, 'ContentInfo.content');
    const fields = childrenOf(signedData!, 'SignedData');
    const tagged = (n: number): DerElement | undefined =>
      fields.find(({ identifier }) => identifier === contextConstructed(n));
    // Version, digest algorithms and content before the two fields, signers behind them.
    const body = fields.filter(
      ({ identifier }) => identifier !== contextConstructed(0) && identifier !== contextConstructed(1),
    );
    const signers = body.at(-1)!;
    const before = body.slice(0, -1).map(({ bytes }) => bytes);
    const sets = [setOf(0, itemsOf(tagged(0)), material.certificates), setOf(1, itemsOf(tagged(1)), material.lists)];
    const inner = derSequence(...before, ...sets.flatMap((set) => set ?? []), signers.bytes);
    return derSequence(contentType!.bytes, derTlv(contextConstructed(0), inner));
  });
}

function itemsOf(element: DerElement | undefined): readonly Uint8Array[] {
  return element ? childrenOf(element, 'SignedData').map(({ bytes }) => bytes) : [];
}

/** DER: in the order of the encodings. */
function setOf(n: number, kept: readonly Uint8Array[], added: readonly Uint8Array[]): Uint8Array | null {
  const all = new Map([...kept, ...added].map((der) => [Buffer.from(der).toString('latin1'), der]));
  if (all.size === 0) return null;
  const sorted = [...all.values()].sort((a, b) => Buffer.compare(a, b));
  return derTlv(contextConstructed(n), ...sorted);
}
