import { StationError } from '#shared/errors/station-error.ts';
import {
  derBitString,
  derBoolean,
  derExplicit,
  derGeneralizedTime,
  derIa5String,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derUtf8String,
} from '../der/der-write.ts';
import { OID } from '../der/object-identifiers.ts';
import type { SealCertList } from './seal.ts';

/** Everything a seal says. Written as V4 (GB/T 38540-2020), the layout that every current reader knows. */
export interface SealInfoInput {
  /** Vendor id, 7-bit. */
  readonly vid: string;
  /** The seal code (印章编码), 7-bit. */
  readonly esId: string;
  readonly type: number;
  readonly name: string;
  /** List certificates: several verifiers have no code for digests. */
  readonly certList: SealCertList;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly picture: {
    readonly type: 'PNG' | 'JPG' | 'BMP' | 'GIF';
    readonly data: Uint8Array;
    /** Whole millimetres. */
    readonly widthMm: number;
    readonly heightMm: number;
  };
  readonly extensions?: readonly { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }[];
}

/** Text that has to be 7-bit in the standard. @throws SEAL_MALFORMED */
function ia5(text: string, field: string): Uint8Array {
  try {
    return derIa5String(text);
  } catch (error) {
    throw new StationError('SEAL_MALFORMED', { detail: `${field}: 7-bit` }, error);
  }
}

/**
 * eSealInfo, which is exactly what the seal maker signs in V4.
 *
 * @returns DER of SES_SealInfo
 * @throws SEAL_MALFORMED when vid or esId are not 7-bit, or a length is not a whole number of millimetres
 */
export function writeSealInfo(input: SealInfoInput): Uint8Array {
  const { picture } = input;
  for (const lengthMm of [picture.widthMm, picture.heightMm]) {
    if (!Number.isInteger(lengthMm) || lengthMm < 1) {
      throw new StationError('SEAL_MALFORMED', { detail: 'SES_ESPictureInfo.width: whole mm' });
    }
  }
  const extensions = input.extensions ?? [];
  return derSequence(
    derSequence(derIa5String('ES'), derInteger(4), ia5(input.vid, 'SES_Header.Vid')),
    ia5(input.esId, 'SES_SealInfo.esID'),
    derSequence(
      derInteger(input.type),
      derUtf8String(input.name),
      ...writeCertList(input.certList),
      derGeneralizedTime(input.createdAt),
      derGeneralizedTime(input.validFrom),
      derGeneralizedTime(input.validTo),
    ),
    derSequence(
      derIa5String(picture.type),
      derOctetString(picture.data),
      derInteger(picture.widthMm),
      derInteger(picture.heightMm),
    ),
    ...(extensions.length === 0 ? [] : [derSequence(...extensions.map(writeExtData))]),
  );
}

function writeCertList(list: SealCertList): Uint8Array[] {
  if (list.kind === 'certificates') return [derInteger(1), derSequence(...list.certificates.map(derOctetString))];
  const items = list.digests.map(({ type, value }) => derSequence(derPrintableString(type), derOctetString(value)));
  return [derInteger(2), derSequence(...items)];
}

/** DER leaves out a default, so FALSE is not written. */
function writeExtData(extension: { oid: string; critical: boolean; value: Uint8Array }): Uint8Array {
  const critical = extension.critical ? [derBoolean(true)] : [];
  return derSequence(derOid(extension.oid), ...critical, derOctetString(extension.value));
}

/**
 * SESeal out of what was signed and the maker's signature.
 *
 * @param sealInfo from writeSealInfo, unchanged
 * @param makerCertificate DER
 * @param signatureDer DER SEQUENCE{r,s} over sealInfo, with the user identity in front (GB/T 35276)
 */
export function writeSeal(input: {
  sealInfo: Uint8Array;
  makerCertificate: Uint8Array;
  signatureDer: Uint8Array;
}): Uint8Array {
  return derSequence(
    input.sealInfo,
    derOctetString(input.makerCertificate),
    derOid(OID.sm2SignSm3),
    derBitString(input.signatureDer),
  );
}

/**
 * TBS_Sign, which is exactly what the signer signs in V4.
 *
 * @param sealDer SESeal as stored
 * @param time the signing time; seconds are kept, fractions are not
 * @param dataHash 32 bytes SM3 of the original text
 * @param propertyInfo the protected range, 7-bit
 * @throws SEAL_MALFORMED when propertyInfo is not 7-bit or dataHash not 32 bytes
 */
export function writeTbsSign(input: {
  sealDer: Uint8Array;
  time: Date;
  dataHash: Uint8Array;
  propertyInfo: string;
}): Uint8Array {
  if (input.dataHash.length !== 32) throw new StationError('SEAL_MALFORMED', { detail: 'TBS_Sign.dataHash: 32 bytes' });
  return derSequence(
    derInteger(4),
    input.sealDer,
    derGeneralizedTime(input.time),
    derBitString(input.dataHash),
    ia5(input.propertyInfo, 'TBS_Sign.propertyInfo'),
  );
}

/**
 * SES_Signature out of what was signed and the signature.
 *
 * @param tbs from writeTbsSign, unchanged
 * @param certificate DER of the signer's certificate
 * @param signatureDer DER SEQUENCE{r,s}
 * @param timestamp timestamp token over `signatureDer`
 */
export function writeSesSignature(input: {
  tbs: Uint8Array;
  certificate: Uint8Array;
  signatureDer: Uint8Array;
  timestamp?: Uint8Array;
}): Uint8Array {
  return derSequence(
    input.tbs,
    derOctetString(input.certificate),
    derOid(OID.sm2SignSm3),
    derBitString(input.signatureDer),
    ...(input.timestamp === undefined ? [] : [derExplicit(0, derBitString(input.timestamp))]),
  );
}
