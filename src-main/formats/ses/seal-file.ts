import { readDer, TAG } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import type { Deviations } from './seal-parts.ts';

/**
 * Take the SESeal out of what a seal file is sometimes delivered in: Base64 text, or one OCTET STRING.
 * Only for files that carry a seal and nothing else; a seal inside a signature is never wrapped.
 * @throws DerError
 */
export function unwrapSealFile(bytes: Uint8Array, maxBytes: number, deviations: Deviations): Uint8Array {
  let der = bytes;
  if (bytes[0] !== TAG.sequence && bytes[0] !== TAG.octetString) {
    der = decodeBase64(bytes, maxBytes);
    deviations.add('base64-wrapped');
  }
  if (der[0] === TAG.octetString) {
    der = readDer(der, 'SESeal', maxBytes).content;
    deviations.add('octet-string-wrapped');
  }
  return der;
}

function decodeBase64(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length > maxBytes * 2) throw new DerError('too-large', 'SESeal');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll(/\s/g, '');
  if (text.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new DerError('tag-unexpected', 'SESeal');
  return new Uint8Array(Buffer.from(text, 'base64'));
}
