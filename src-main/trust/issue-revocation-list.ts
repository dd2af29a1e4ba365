import { rsToDer } from '#main/sm/signature-encoding.ts';
import { derBitString, derInteger, derOid, derSequence, derTlv, derX509Time } from '#main/formats/der/der-write.ts';
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
    readonly revoked: readonly { readonly serialHex: string; readonly revokedAt: Date }[];
  },
  sign: (tbs: Uint8Array) => Uint8Array,
): Uint8Array {
  const algorithm = derSequence(derOid(OID.sm2SignSm3));
  const entries = input.revoked.map(({ serialHex, revokedAt }) =>
    derSequence(derTlv(TAG.integer, Buffer.from(serialHex, 'hex')), derX509Time(revokedAt)),
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
