import { rsToDer } from '#main/sm/signature-encoding.ts';
import {
  derExplicit,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  derTlv,
  derUnsigned,
} from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import type { KeyHolder } from '#test/support/demo-authority.ts';

export interface SampleSignedData {
  readonly outer?: string;
  readonly inner?: string;
  readonly content?: Uint8Array;
  /** Signed attributes, each encoded; none means the content is signed. */
  readonly attributes?: readonly Uint8Array[];
  /** Signed when there are neither attributes nor content. */
  readonly message?: Uint8Array;
  readonly digest?: string;
  readonly signatureOid?: string;
  readonly certificates?: readonly Uint8Array[];
  readonly copies?: number;
  readonly isRaw?: boolean;
}

export const attribute = (oid: string, value: Uint8Array): Uint8Array => derSequence(derOid(oid), derSetOf(value));

/** SignedData as a producer would write it, or as an attacker would. */
export function sampleSignedData(signer: KeyHolder, sample: SampleSignedData): Uint8Array {
  const { certificate } = signer;
  const set = sample.attributes === undefined ? undefined : derSetOf(...sample.attributes);
  const rs = signer.sign(set ?? sample.content ?? sample.message ?? new Uint8Array());
  const implicit = set === undefined ? [] : [Uint8Array.from(set, (byte, i) => (i === 0 ? 0xa0 : byte))];
  const digest = derSequence(derOid(sample.digest ?? OID.sm3));
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(certificate.issuerDer, derUnsigned(Buffer.from(certificate.serialHex, 'hex'))),
    digest,
    ...implicit,
    derSequence(derOid(sample.signatureOid ?? OID.sm2Sign)),
    derOctetString(sample.isRaw === true ? rs : rsToDer(rs)),
  );
  const content = sample.content === undefined ? [] : [derExplicit(0, derOctetString(sample.content))];
  const signedData = derSequence(
    derInteger(1),
    derSetOf(digest),
    derSequence(derOid(sample.inner ?? OID.gmData), ...content),
    derTlv(0xa0, ...(sample.certificates ?? [certificate.der])),
    derSetOf(...Array.from({ length: sample.copies ?? 1 }, () => signerInfo)),
  );
  return derSequence(derOid(sample.outer ?? OID.gmSignedData), derExplicit(0, signedData));
}
