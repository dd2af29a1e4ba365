import type { Fact } from '#shared/model/verdict.ts';
import type { OfdSignature } from './read-signatures.ts';

/**
 * `ofd.sealFile`: Seal.esl beside the signature must be the seal inside the signed value (ATK-19). Leaving the file out
 * is common and harmless, for the seal that counts is the embedded one.
 *
 * @param embeddedSeal DER of the seal inside the signed value; null when there is none (a plain digital signature)
 */
export function sealFileFact(signature: OfdSignature, embeddedSeal: Uint8Array | null): Fact {
  const check = 'ofd.sealFile';
  const { sealFile, namesSealFile } = signature;
  if (!sealFile) {
    if (namesSealFile) return { check, state: 'fail', reason: 'seal-file-missing' };
    return { check, state: 'ok', evidence: { present: false } };
  }
  if (!embeddedSeal) return { check, state: 'warn', reason: 'seal-file-without-seal' };
  const isSame = Buffer.compare(sealFile, embeddedSeal) === 0;
  if (isSame) return { check, state: 'ok', evidence: { present: true } };
  return { check, state: 'fail', reason: 'seal-file-differs', evidence: { bytes: sealFile.length } };
}
