import { childrenOf, readDer, TAG, type DerElement } from '../der/der-element.ts';
import { DerError, readAs } from '../der/der-error.ts';
import { readSmallInteger } from '../der/der-primitives.ts';
import { unwrapSealFile } from './seal-file.ts';
import type { Deviations } from './seal-parts.ts';
import type { Seal, SesSignature } from './seal.ts';
import { readSealV1, readSignatureV1 } from './v1.ts';
import { readSealV4, readSignatureV4 } from './v4.ts';
import { readSealV5 } from './v5.ts';

/** Seal images reach a few MB; more is not a seal. */
export const SEAL_MAX_BYTES = 8 * 1024 * 1024;
/** A signature holds one seal, one certificate and perhaps a timestamp token. */
export const SES_SIGNATURE_MAX_BYTES = SEAL_MAX_BYTES + 1024 * 1024;

/**
 * Read an electronic seal of any layout: DER, Base64 text, or wrapped in an OCTET STRING.
 *
 * The layout is told by the number of fields first and by the version number second. Nothing is verified here.
 * @param bytes not copied: the seal holds views into them
 * @throws SEAL_MALFORMED
 */
export function readSeal(bytes: Uint8Array): Seal {
  return readAs('SEAL_MALFORMED', () => {
    const deviations: Deviations = new Set();
    const der = unwrapSealFile(bytes, SEAL_MAX_BYTES, deviations);
    return readSealElement(readDer(der, 'SESeal', SEAL_MAX_BYTES), deviations);
  });
}

function readSealElement(element: DerElement, deviations: Deviations): Seal {
  const fields = childrenOf(element, 'SESeal');
  const seal = readSealOf(element, fields, deviations);
  return element.budget.nonDer ? { ...seal, deviations: [...seal.deviations, 'non-der-length'] } : seal;
}

function readSealOf(element: DerElement, fields: DerElement[], deviations: Deviations): Seal {
  if (fields.length === 2) return readSealV1(element, deviations);
  if (fields.length === 5) return readSealV5(element, deviations);
  if (fields.length === 4) {
    return headerVersion(fields) === 5 ? readSealV5(element, deviations) : readSealV4(element, deviations);
  }
  throw new DerError('element-missing', 'SESeal');
}

/** SES_SealInfo.header.version, looked at before anything else is read. */
function headerVersion(fields: DerElement[]): number {
  const info = fields[0];
  const header = info === undefined ? undefined : childrenOf(info, 'SES_SealInfo')[0];
  const version = header === undefined ? undefined : childrenOf(header, 'SES_Header')[1];
  if (version === undefined) throw new DerError('element-missing', 'SES_Header.version');
  return readSmallInteger(version, 'SES_Header.version');
}

/**
 * Read an electronic signature (SES_Signature) with the seal inside it. Nothing is verified here.
 *
 * @param bytes exactly the structure, without padding; not copied
 * @throws DOC_SIGNATURE_MALFORMED, also when the seal inside is malformed
 */
export function readSesSignature(bytes: Uint8Array): SesSignature {
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const element = readDer(bytes, 'SES_Signature', SES_SIGNATURE_MAX_BYTES);
    const count = childrenOf(element, 'SES_Signature').length;
    const deviations: Deviations = new Set();
    const readSignature = count === 2 ? readSignatureV1 : readSignatureV4;
    const signature = readSignature(element, deviations, (seal) => readSealElement(seal, new Set()));
    return element.budget.nonDer
      ? { ...signature, deviations: [...signature.deviations, 'non-der-length'] }
      : signature;
  });
}

/** Whether bytes look like SES_Signature: a SEQUENCE that begins with a SEQUENCE that begins with a version. */
export function isSesSignature(bytes: Uint8Array): boolean {
  try {
    const first = childrenOf(readDer(bytes, 'SES_Signature', SES_SIGNATURE_MAX_BYTES), 'SES_Signature')[0];
    if (first?.identifier !== TAG.sequence) return false;
    const [version, seal] = childrenOf(first, 'TBS_Sign');
    return version?.identifier === TAG.integer && seal?.identifier === TAG.sequence;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}
