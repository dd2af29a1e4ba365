import { StationError } from '#shared/errors/station-error.ts';

const PEM_BLOCK =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([\s\S]*?)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Certificates in a file as people deliver them: PEM (one or several), Base64 without headers, or DER.
 *
 * @returns DER of each, in order, not yet read
 * @throws TRUST_CERT_MALFORMED when there is none
 */
export function certificatesInFile(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length > MAX_FILE_BYTES) throw new StationError('TRUST_CERT_MALFORMED', { detail: 'file: too-large' });
  if (bytes[0] === 0x30) return [bytes];
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(PEM_BLOCK)].map((match) => match[1] ?? '');
  const found = (blocks.length > 0 ? blocks : [text]).map(decodeBase64);
  return found;
}

function decodeBase64(text: string): Uint8Array {
  const compact = text.replace(/^\u00ef\u00bb\u00bf/, '').replaceAll(/\s/g, '');
  if (compact.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) {
    throw new StationError('TRUST_CERT_MALFORMED', { detail: 'file: neither DER, PEM nor Base64' });
  }
  return new Uint8Array(Buffer.from(compact, 'base64'));
}

/** PEM text of one certificate or request, with lines of 64 characters. */
export function toPem(der: Uint8Array, label: 'CERTIFICATE' | 'CERTIFICATE REQUEST' = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
