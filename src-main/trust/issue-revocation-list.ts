import { rsToDer } from '#main/sm/signature-encoding.ts';
import {
  derBitString,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derTlv,
  derX509Time,
} from '#main/formats/der/der-write.ts';
import { TAG } from '#main/formats/der/der-element.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';

/**
 * Issue a revocation list, version 2, signed with SM2.
 *
 * @param revoked serial numbers as `Certificate.serialHex`
 * @param sign signs the TBSCertList with the issuer's key and gives r||s, 64 bytes
 * @returns DER
 * @see RFC 5280 5.1
 */
export function issueRevocationList(
  input: {
    readonly issuerDer: Uint8Array;
    readonly thisUpdate: Date;
    readonly nextUpdate: Date;
    /** `reasonCode` of RFC 5280 5.3.1; left out: unspecified. */
    readonly revoked: readonly { readonly serialHex: string; readonly revokedAt: Date; readonly reasonCode?: number }[];
  },
  sign: (tbs: Uint8Array) => Uint8Array,
): Uint8Array {
  const algorithm = derSequence(derOid(OID.sm2SignSm3));
  const entries = input.revoked.map(({ serialHex, revokedAt, reasonCode }) =>
    derSequence(
      derTlv(TAG.integer, Buffer.from(serialHex, 'hex')),
      derX509Time(revokedAt),
      ...(reasonCode === undefined ? [] : [derSequence(reasonExtension(reasonCode))]),
    ),
  );
  const tbs = derSequence(
    derInteger(1),
    algorithm,
    input.issuerDer,
    derX509Time(input.thisUpdate),
    derX509Time(input.nextUpdate),
    // An empty list is left out (RFC 5280 5.1.2.6).
    ...(entries.length === 0 ? [] : [derSequence(...entries)]),
  );
  return derSequence(tbs, algorithm, derBitString(rsToDer(sign(tbs))));
}

function reasonExtension(code: number): Uint8Array {
  return derSequence(derOid(OID.crlReason), derOctetString(derTlv(TAG.enumerated, Uint8Array.of(code))));
}
