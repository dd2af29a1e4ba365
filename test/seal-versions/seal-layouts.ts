import {
  derBitString,
  derExplicit,
  derGeneralizedTime,
  derIa5String,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derUtf8String,
  derX509Time,
} from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import type { SesLayout } from '#main/formats/ses/seal.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { KeyHolder } from '#test/support/demo-authority.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';

/** What a fixture decides about its seal; the rest is a seal in order. */
export interface SealOrder {
  readonly maker: KeyHolder;
  readonly signer: KeyHolder;
  readonly name?: string;
  readonly validTo?: Date;
  /** V4 and V5: the SM3 of the signer's certificate instead of the certificate. */
  readonly listsDigest?: boolean;
  /** V5: makes the token over the maker's signature value. */
  readonly timestamp?: (stamped: Uint8Array) => Uint8Array;
}

export interface SignatureOrder {
  readonly sealDer: Uint8Array;
  readonly signer: KeyHolder;
  readonly time: Date;
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
}

/** A layout of seal and signature, written from the standard alone and by nothing the program writes with. */
export interface SealWriter {
  seal(order: SealOrder): Uint8Array;
  signature(order: SignatureOrder): Uint8Array;
}

const createdAt = new Date('2026-02-01T00:00:00Z');
const algorithm = derOid(OID.sm2SignSm3);
const header = (version: number): Uint8Array =>
  derSequence(derIa5String('ES'), derInteger(version), derIa5String('SEALKEEPER'));
const picture = (): Uint8Array =>
  derSequence(derIa5String('PNG'), derOctetString(sealImage()), derInteger(42), derInteger(42));
const signedBy = ({ sign }: KeyHolder, bytes: Uint8Array): Uint8Array => rsToDer(sign(bytes));

/** GM/T 0031-2014: certificates alone, UTCTime, the maker's three signed fields in a SEQUENCE that is not stored. */
const v1: SealWriter = {
  seal({ maker, signer, name = '测试单位公章', validTo = new Date('2031-02-01T00:00:00Z') }) {
    const property = derSequence(
      derInteger(1),
      derUtf8String(name),
      derSequence(derOctetString(signer.certificate.der)),
      ...[createdAt, createdAt, validTo].map(derX509Time),
    );
    const info = derSequence(header(1), derIa5String('11010000000001'), property, picture());
    const certificate = derOctetString(maker.certificate.der);
    const value = signedBy(maker, derSequence(info, certificate, algorithm));
    return derSequence(info, derSequence(certificate, algorithm, derBitString(value)));
  },
  signature({ sealDer, signer, time, dataHash, propertyInfo }) {
    const toSign = derSequence(
      derInteger(1),
      sealDer,
      derBitString(derGeneralizedTime(time)),
      derBitString(dataHash),
      derIa5String(propertyInfo),
      derOctetString(signer.certificate.der),
      algorithm,
    );
    return derSequence(toSign, derBitString(signedBy(signer, toSign)));
  },
};

/** GB/T 38540-2020 (4) and GM/T 0031-2025 (5), which differ in the number and in the token behind a seal. */
function since2020(version: 4 | 5): SealWriter {
  return {
    seal({ maker, signer, name = '测试单位公章', validTo = new Date('2031-02-01T00:00:00Z'), ...order }) {
      const { der } = signer.certificate;
      const list =
        order.listsDigest === true
          ? [derInteger(2), derSequence(derSequence(derPrintableString('SM3'), derOctetString(sm3(der))))]
          : [derInteger(1), derSequence(derOctetString(der))];
      const property = derSequence(
        derInteger(1),
        derUtf8String(name),
        ...list,
        ...[createdAt, createdAt, validTo].map(derGeneralizedTime),
      );
      const info = derSequence(header(version), derIa5String('11010000000001'), property, picture());
      const value = signedBy(maker, info);
      const token = order.timestamp === undefined ? [] : [derExplicit(0, derBitString(order.timestamp(value)))];
      return derSequence(info, derOctetString(maker.certificate.der), algorithm, derBitString(value), ...token);
    },
    signature({ sealDer, signer, time, dataHash, propertyInfo }) {
      const toSign = derSequence(
        derInteger(version),
        sealDer,
        derGeneralizedTime(time),
        derBitString(dataHash),
        derIa5String(propertyInfo),
      );
      const certificate = derOctetString(signer.certificate.der);
      return derSequence(toSign, certificate, algorithm, derBitString(signedBy(signer, toSign)));
    },
  };
}

export const sealWriters: Readonly<Record<SesLayout, SealWriter>> = { V1: v1, V4: since2020(4), V5: since2020(5) };
