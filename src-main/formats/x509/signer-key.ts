import { DerError } from '../der/der-error.ts';
import { readCertificateFields } from './certificate-fields.ts';
import type { PublicKeyInfo } from './public-key.ts';

/** The public key of a certificate, or `null` when the certificate cannot be read; trust is decided elsewhere. */
export function publicKeyOfCertificate(der: Uint8Array): PublicKeyInfo | null {
  try {
    return readCertificateFields(der).publicKey;
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}
