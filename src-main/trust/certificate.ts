import { sm3 } from '#main/sm/sm3.ts';
import { readAs } from '#main/formats/der/der-error.ts';
import { remembering } from '#main/formats/remembered.ts';
import { readCertificateFields, type CertificateFields } from '#main/formats/x509/certificate-fields.ts';
import type { PublicKeyAlgorithm, PublicKeyInfo } from '#main/formats/x509/public-key.ts';
import { readExtensionFacts, type ExtensionFacts } from './certificate-extensions.ts';
import { commonName, displayName, namesMatch } from './distinguished-name.ts';

/** An X.509 certificate, read once. Byte fields are views into `der`; nobody changes it. */
export interface Certificate extends Omit<CertificateFields, 'publicKey' | 'serial'>, ExtensionFacts {
  /** For people: `C=CN, O=…, CN=…`; identity numbers are masked. */
  readonly subject: string;
  readonly issuer: string;
  readonly commonName: string;
  /** Content of serialNumber in lower-case hex, exactly as stored. */
  readonly serialHex: string;
  /** 65 bytes `04 || X || Y` of an SM2 key; `null` for other keys and for points that are not on the curve. */
  readonly publicKey: Uint8Array | null;
  readonly publicKeyAlgorithm: PublicKeyAlgorithm;
  readonly keyInfo: PublicKeyInfo;
  /** Subject and issuer are the same name; the signature is not looked at. */
  readonly isSelfIssued: boolean;
}

const remembered = remembering<Certificate>(256);

/**
 * Read one certificate. Nothing is verified here.
 *
 * @param der DER; PEM and Base64 go through `certificatesInFile`
 * @throws TRUST_CERT_MALFORMED
 * @see GB/T 20518-2018, RFC 5280
 */
export function readCertificate(der: Uint8Array): Certificate {
  // A copy, or what is remembered would hold the whole file.
  return remembered([der], () => read(der.slice()));
}

function read(der: Uint8Array): Certificate {
  return readAs('TRUST_CERT_MALFORMED', () => {
    const { publicKey, serial, ...fields } = readCertificateFields(der);
    return {
      ...fields,
      ...readExtensionFacts(fields.extensions),
      subject: displayName(fields.subjectDer),
      issuer: displayName(fields.issuerDer),
      commonName: commonName(fields.subjectDer),
      serialHex: Buffer.from(serial).toString('hex'),
      publicKey: publicKey.sm2Point,
      publicKeyAlgorithm: publicKey.algorithm,
      keyInfo: publicKey,
      isSelfIssued: namesMatch(fields.subjectDer, fields.issuerDer),
    };
  });
}

/** SM3 over the whole certificate, lower-case hex: what an administrator compares before trusting it. */
export const fingerprint = (certificate: Certificate): string => Buffer.from(sm3(certificate.der)).toString('hex');

export const isSameCertificate = (a: Certificate, b: Certificate): boolean => Buffer.compare(a.der, b.der) === 0;
