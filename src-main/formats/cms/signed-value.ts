import { derToRs } from '#main/sm/signature-encoding.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { isSesSignature } from '../ses/read.ts';
import { isSignedData } from './read.ts';

/**
 * What a stored signature value is, told by its shape: file names, SubFilter and Type are hints at most.
 * `bare-sm2` is DER SEQUENCE{r,s} alone, as some OFD producers store for Type=Sign.
 */
export type SignedValueKind = 'ses' | 'cms' | 'bare-sm2' | 'unknown';

export function signedValueKind(bytes: Uint8Array): SignedValueKind {
  if (isSesSignature(bytes)) return 'ses';
  if (isSignedData(bytes)) return 'cms';
  return bytes.length <= 80 && derToRs(bytes) !== null ? 'bare-sm2' : 'unknown';
}

/** A bare signature names no certificate: who signed cannot be told, so it is neither right nor wrong. */
export const bareSignatureFact: Fact = { check: 'cms.signerCertificate', state: 'unknown', reason: 'no-certificate' };
