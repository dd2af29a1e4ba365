import { childrenOf, contextConstructed, readDer, TAG, type DerElement } from '../der/der-element.ts';
import { readAs } from '../der/der-error.ts';
import { readOid } from '../der/der-primitives.ts';
import { derSequence, derSetOf, derTlv } from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import { CMS_MAX_BYTES } from './read.ts';
import { readArchive, revocationValues } from './revocation-archive.ts';

/** DER each; of responses the BasicOCSPResponse. */
export interface TokenMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
}

const unsignedAttributes = contextConstructed(1);

/**
 * A timestamp token with more certificates and with revocation lists and status responses in it. SignedData has two
 * fields for certificates and lists that nobody signs, and says that there may be more in them than is needed (RFC 5652
 * clause 5.1). Responses lie in the attribute revocation-values, which nobody signs either (ETSI EN 319 122-1 clause
 * 5.4.2): among the lists they would raise the version of SignedData, and programs that know PKCS #7 alone, such as
 * `openssl ts`, could not read the token any more. The token stays the same statement by the same authority.
 *
 * @param token DER
 * @param material what the token holds already is not stored twice
 * @throws DOC_SIGNATURE_MALFORMED
 */
export function tokenWithMaterial(token: Uint8Array, material: TokenMaterial): Uint8Array {
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
    const signers = signersWith(body.at(-1)!, material.responses);
    const before = body.slice(0, -1).map(({ bytes }) => bytes);
    const sets = [setOf(0, itemsOf(tagged(0)), material.certificates), setOf(1, itemsOf(tagged(1)), material.lists)];
    const inner = derSequence(...before, ...sets.flatMap((set) => set ?? []), signers);
    return derSequence(contentType!.bytes, derTlv(contextConstructed(0), inner));
  });
}

/** The signers of a token, which are one (RFC 3161 clause 2.4.2), with responses in the attribute for them. */
function signersWith(signers: DerElement, responses: readonly Uint8Array[]): Uint8Array {
  const [signer] = childrenOf(signers, 'signerInfos');
  if (!signer || responses.length === 0) return signers.bytes;
  const fields = childrenOf(signer, 'SignerInfo');
  const stored = fields.find(({ identifier }) => identifier === unsignedAttributes);
  const attributes = stored ? childrenOf(stored, 'unsignedAttrs') : [];
  // There may be one attribute of a kind (RFC 5652 clause 11): what stands in one is kept.
  const former = attributes.find(holdsRevocation);
  const { lists, responses: before } = former ? valuesIn(former) : { lists: [], responses: [] };
  const value = revocationValues({ lists, responses: distinct([...before, ...responses]) });
  const others = attributes.filter((attribute) => !holdsRevocation(attribute)).map(({ bytes }) => bytes);
  const signed = fields.filter((field) => field !== stored).map(({ bytes }) => bytes);
  return derSetOf(derSequence(...signed, derTlv(unsignedAttributes, ...sorted([...others, value]))));
}

function holdsRevocation(attribute: DerElement): boolean {
  const [kind] = childrenOf(attribute, 'Attribute');
  return kind?.identifier === TAG.oid && readOid(kind, 'Attribute.attrType') === OID.revocationValues;
}

function valuesIn(attribute: DerElement): ReturnType<typeof readArchive> {
  const [, values] = childrenOf(attribute, 'Attribute');
  const [value] = values ? childrenOf(values, 'Attribute.attrValues') : [];
  return readArchive(value?.bytes ?? new Uint8Array());
}

function itemsOf(element: DerElement | undefined): readonly Uint8Array[] {
  return element ? childrenOf(element, 'SignedData').map(({ bytes }) => bytes) : [];
}

function setOf(n: number, kept: readonly Uint8Array[], added: readonly Uint8Array[]): Uint8Array | null {
  const all = distinct([...kept, ...added]);
  return all.length === 0 ? null : derTlv(contextConstructed(n), ...sorted(all));
}

function distinct(ders: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(ders.map((der) => [Buffer.from(der).toString('latin1'), der])).values()];
}

/** DER: in the order of the encodings. */
const sorted = (ders: readonly Uint8Array[]): readonly Uint8Array[] => [...ders].sort((a, b) => Buffer.compare(a, b));
