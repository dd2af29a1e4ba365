import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm3 } from '#main/sm/sm3.ts';
import {
  derBitString,
  derBoolean,
  derExplicit,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derTlv,
  derUnsigned,
  derX509Time,
} from '#main/formats/der/der-write.ts';
import { contextPrimitive } from '#main/formats/der/der-element.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { writeSm2PublicKeyInfo } from '#main/formats/x509/public-key.ts';
import { KEY_USAGES, type KeyUsage } from './certificate-extensions.ts';

export type CertificateProfile =
  | 'root-ca'
  | 'sub-ca'
  | 'seal-maker'
  | 'signer'
  | 'encryption'
  | 'machine'
  | 'timestamp';

export interface IssueInput {
  readonly profile: CertificateProfile;
  /** DER from `distinguishedName`, or as taken from a request. */
  readonly subjectDer: Uint8Array;
  /** 65 bytes, SM2. */
  readonly publicKey: Uint8Array;
  /**
   * 1 to 20 bytes, random: at least 8 of them, so that nobody can guess a certificate before it is signed. The top bit
   * of the first byte is cleared, because serial numbers are positive.
   */
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Name and key of the issuer; for a root its own. */
  readonly issuer: { readonly subjectDer: Uint8Array; readonly publicKey: Uint8Array };
  /** For `sub-ca`: how many CA certificates may follow; 0 when left out. */
  readonly pathLength?: number;
}

const USAGES: Readonly<Record<CertificateProfile, readonly KeyUsage[]>> = {
  'root-ca': ['keyCertSign', 'cRLSign'],
  'sub-ca': ['keyCertSign', 'cRLSign'],
  'seal-maker': ['digitalSignature', 'nonRepudiation'],
  signer: ['digitalSignature', 'nonRepudiation'],
  encryption: ['keyEncipherment', 'dataEncipherment', 'keyAgreement'],
  machine: ['digitalSignature'],
  timestamp: ['digitalSignature', 'nonRepudiation'],
};

/**
 * Issue an SM2 certificate, X.509 version 3, for demonstration authorities, seal makers and machine keys.
 *
 * @param sign signs the TBSCertificate with the issuer's key: SM3 with the user identity in front, then SM2 (GB/T 35276);
 * the key stays with its owner
 * @returns DER of the certificate
 * @throws RangeError for a serial number that is not 1 to 20 bytes or a key that is not 65
 * @see GB/T 20518-2018, RFC 5280
 */
export function issueCertificate(input: IssueInput, sign: (tbs: Uint8Array) => Uint8Array): Uint8Array {
  const tbs = writeTbs(input);
  const algorithm = derSequence(derOid(OID.sm2SignSm3));
  return derSequence(tbs, algorithm, derBitString(rsToDer(sign(tbs))));
}

function writeTbs(input: IssueInput): Uint8Array {
  if (input.serial.length < 1 || input.serial.length > 20) throw new RangeError('serial must be 1 to 20 bytes');
  if (input.serial.every((byte, i) => (i === 0 ? byte & 0x7f : byte) === 0))
    throw new RangeError('serial must not be 0');
  if (input.publicKey.length !== 65) throw new RangeError('publicKey must be 65 bytes');
  // The sign bit would make a 20-byte serial 21 bytes long, which RFC 5280 4.1.2.2 forbids.
  const serial = Uint8Array.from(input.serial, (byte, i) => (i === 0 ? byte & 0x7f : byte));
  return derSequence(
    derExplicit(0, derInteger(2)),
    derUnsigned(serial),
    derSequence(derOid(OID.sm2SignSm3)),
    input.issuer.subjectDer,
    derSequence(derX509Time(input.notBefore), derX509Time(input.notAfter)),
    input.subjectDer,
    writeSm2PublicKeyInfo(input.publicKey),
    derExplicit(3, derSequence(...writeExtensions(input))),
  );
}

function writeExtensions(input: IssueInput): Uint8Array[] {
  const isCa = input.profile === 'root-ca' || input.profile === 'sub-ca';
  const pathLength = input.profile === 'sub-ca' ? [derInteger(input.pathLength ?? 0)] : [];
  const basic = isCa ? derSequence(derBoolean(true), ...pathLength) : derSequence();
  const extensions = [
    extension(OID.basicConstraints, isCa, basic),
    extension(OID.keyUsage, true, writeKeyUsage(USAGES[input.profile])),
    extension(OID.subjectKeyIdentifier, false, derOctetString(keyIdentifier(input.publicKey))),
  ];
  if (input.profile !== 'root-ca') {
    const authority = derTlv(contextPrimitive(0), keyIdentifier(input.issuer.publicKey));
    extensions.push(extension(OID.authorityKeyIdentifier, false, derSequence(authority)));
  }
  if (input.profile === 'timestamp') {
    extensions.push(extension(OID.extendedKeyUsage, true, derSequence(derOid(OID.timeStamping))));
  }
  return extensions;
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), derOctetString(value));
}

/** Named bits without trailing zeros, as DER wants them (X.690 11.2.2). */
function writeKeyUsage(usages: readonly KeyUsage[]): Uint8Array {
  const bits = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const last = Math.max(...bits);
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return derBitString(bytes, 7 - (last & 7));
}

/** First 20 bytes of SM3 over the public key: the form of RFC 7093 with the national digest. */
function keyIdentifier(publicKey: Uint8Array): Uint8Array {
  return sm3(publicKey).subarray(0, 20);
}
