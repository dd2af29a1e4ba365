import { sm3 } from '#main/sm/sm3.ts';
import { derGeneralizedTime, derInteger, derOctetString, derOid, derSequence, derUnsigned } from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import { writeSignedAttributes, writeSignedData } from './write.ts';

export interface TimestampStatement {
  /** What the authority promises of itself, dotted. */
  readonly policy: string;
  /** 32 bytes: SM3 of what is stamped. */
  readonly imprint: Uint8Array;
  /** Unique for each token of the authority. */
  readonly serial: Uint8Array;
  /** Seconds are kept, fractions are not. */
  readonly genTime: Date;
  readonly nonce?: bigint | undefined;
}

/**
 * A timestamp token (GB/T 20520, RFC 3161): SignedData around TSTInfo with SM3, signed with SM2.
 *
 * @param authority DER of the certificate of the timestamp authority
 * @param sign signs the attributes with the authority's key and gives DER SEQUENCE{r,s}; the key stays with its owner
 */
export function writeTimestampToken(
  statement: TimestampStatement,
  authority: Uint8Array,
  isCertificateIncluded: boolean,
  sign: (attributes: Uint8Array) => Uint8Array,
): Uint8Array {
  const info = derSequence(
    derInteger(1),
    derOid(statement.policy),
    derSequence(derSequence(derOid(OID.sm3)), derOctetString(statement.imprint)),
    derUnsigned(statement.serial),
    derGeneralizedTime(statement.genTime),
    ...(statement.nonce === undefined ? [] : [derInteger(statement.nonce)]),
  );
  const attributes = writeSignedAttributes({
    messageDigest: sm3(info),
    signingTime: statement.genTime,
    certificate: authority,
    contentType: OID.tstInfo,
  });
  return writeSignedData({
    attributes,
    certificate: authority,
    signatureDer: sign(attributes),
    content: { type: OID.tstInfo, bytes: info },
    isCertificateIncluded,
  });
}
