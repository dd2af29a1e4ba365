import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { Extension } from '../x509/certificate-fields.ts';

/**
 * Layout of the structures, told by their shape and not by the number inside:
 * V1 = GM/T 0031-2014, V4 = GB/T 38540-2020, V5 = GM/T 0031-2025.
 */
export type SesLayout = 'V1' | 'V4' | 'V5';

/** Forms that are read although no standard has them; each is shown, none is repaired. */
export type SesDeviation =
  | 'non-der-length'
  | 'base64-wrapped'
  | 'octet-string-wrapped'
  | 'time-type'
  | 'time-without-zone'
  | 'extensions-wrapped'
  | 'cert-list-unreadable'
  | 'octet-string-for-bit-string'
  | 'implicit-tag'
  | 'layout-differs-from-version';

/** Whose certificates may sign with the seal. */
export type SealCertList =
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'digests'; readonly digests: readonly { readonly type: string; readonly value: Uint8Array }[] };

export type SealPictureType = 'PNG' | 'JPG' | 'BMP' | 'GIF' | 'SVG' | 'OFD' | 'unknown';

/** SES_ESPictureInfo: the seal image (印章图像). */
export interface SealPicture {
  /** Told by the first bytes of `data`. */
  readonly type: SealPictureType;
  /** As written in the seal; case and truth vary. */
  readonly declaredType: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** An electronic seal (电子印章, SESeal). Byte fields are views into the input. */
export interface Seal {
  readonly layout: SesLayout;
  /** header.version: 1, 4 or 5; V1 seals with 2 and 3 are met. */
  readonly version: number;
  /** header.Vid, the vendor. */
  readonly vid: string;
  /** The seal code (印章编码). */
  readonly esId: string;
  readonly name: string;
  /** Free for business use: 1 unit, 2 finance, 3 invoice, 4 contract, 5 legal representative are common. */
  readonly type: number;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly certList: SealCertList;
  readonly picture: SealPicture;
  readonly extensions: readonly Extension[];
  /** DER of the seal maker's certificate. */
  readonly makerCertificate: Uint8Array;
  /** The exact bytes the maker signs in this layout. */
  readonly signedBytes: Uint8Array;
  /** eSealInfo as stored. */
  readonly sealInfo: Uint8Array;
  readonly signatureAlgorithm: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>;
  /** Raw content of the BIT STRING: DER SEQUENCE{r,s}, or 64 bytes r||s from some vendors. */
  readonly signature: Uint8Array;
  /** V5: timestamp token over the maker's signature value. */
  readonly timestamp?: Uint8Array;
  readonly deviations: readonly SesDeviation[];
  /** SESeal as stored, without any wrapping. */
  readonly raw: Uint8Array;
}

/** The time a signer claims, in the forms the three layouts and their producers use. */
export type TimeInfo =
  | { readonly kind: 'time'; readonly at: Date; readonly zone: 'utc' | 'offset' | 'missing' }
  | { readonly kind: 'token'; readonly token: Uint8Array }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

/** An electronic signature with a seal (电子签章, SES_Signature). Byte fields are views into the input. */
export interface SesSignature {
  readonly layout: SesLayout;
  /** toSign.version. */
  readonly version: number;
  /** toSign (TBS_Sign) as stored: the bytes the signer signed. */
  readonly tbs: Uint8Array;
  readonly seal: Seal;
  /** The embedded seal as stored: must equal Seal.esl of an OFD package byte for byte. */
  readonly sealDer: Uint8Array;
  readonly timeInfo: TimeInfo;
  /** 32 bytes SM3 of the original text (原文). */
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly Extension[];
  /** DER of the signer's certificate; outside the signed bytes in V4 and V5. */
  readonly certificate: Uint8Array;
  readonly signatureAlgorithm: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>;
  /** Raw content of the BIT STRING. */
  readonly signature: Uint8Array;
  /** Timestamp token over the signature value (V4, V5); in V1 it is inside `timeInfo`. */
  readonly timestamp?: Uint8Array;
  readonly deviations: readonly SesDeviation[];
  readonly raw: Uint8Array;
}
