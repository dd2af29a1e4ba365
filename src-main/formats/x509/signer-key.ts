import { DerError } from '../der/der-error.ts';
import { readCertificateFields } from './certificate-fields.ts';
import type { PublicKeyInfo } from './public-key.ts';
import { remembering } from '../remembered.ts';

const remembered = remembering<PublicKeyInfo | null>(256);

/** The public key of a certificate, or `null` when the certificate cannot be read; trust is decided elsewhere. */
export function publicKeyOfCertificate(der: Uint8Array): PublicKeyInfo | null {
  return remembered([der], () => {
    try {
      // A copy, or what is remembered would hold the whole file.
      return readCertificateFields(der.slice()).publicKey;
    } catch (error) {
      if (error instanceof DerError) return null;
      throw error;
    }
  });
}
