import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** A certificate of a document, or null: one that cannot be read is a fact of its signature, not an error. */
export function certificateOrNull(der: Uint8Array): Certificate | null {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
