import { digestDocument } from '#main/documents/document-digest.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { fileSource } from '#main/platform/files.ts';
import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2Digest, sm2VerifyDigest } from '#main/sm/sm2.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { signaturesOf } from './self-check.ts';

/** The signature of one use, found in a file. */
export interface FoundSignature {
  /** 64 bytes: r then s. */
  readonly signatureRs: Uint8Array;
  readonly signatureDer: Uint8Array;
  /** SM3 of the whole file, lower-case hex. */
  readonly fileSm3: string;
}

/**
 * Looks in a file for the signature that one use of the key was to give: made by this certificate over `e`, under a
 * document that is as it was signed. A file that merely looks stamped, or bears another use of the same seal, is no
 * evidence.
 *
 * @param e 32 bytes: the digest the use was reserved for
 * @returns null when the file has no such signature
 * @throws DOC_* for a file that cannot be read
 */
export async function findSignatureOver(
  file: string,
  e: Uint8Array,
  certificate: Uint8Array,
): Promise<FoundSignature | null> {
  const { publicKey } = readCertificate(certificate);
  if (publicKey === null) return null;
  const source = fileSource(file);
  try {
    for (const { signedValue, dataHash } of await signaturesOf(detectFormat(source), source)) {
      const signatureDer =
        signedValue && (wholeSeal(signedValue, publicKey, e, dataHash) ?? wholeCms(signedValue, dataHash));
      const value = signatureDer && readSignatureValue(signatureDer);
      // Whatever the file says of itself: the value must be this key's, over exactly what this use was reserved for.
      if (!signatureDer || !value || !sm2VerifyDigest(publicKey, e, value.rs)) continue;
      const { sm3 } = await digestDocument(source);
      return { signatureRs: value.rs, signatureDer, fileSm3: sm3 };
    }
    return null;
  } finally {
    source.close();
  }
}

/** The value of a seal signature whose document is as it was signed; null for anything else. */
function wholeSeal(
  signedValue: Uint8Array,
  publicKey: Uint8Array,
  e: Uint8Array,
  dataHash: () => Uint8Array,
): Uint8Array | null {
  try {
    const { tbs, dataHash: signed, signature } = readSesSignature(signedValue);
    return isSame(sm2Digest(publicKey, tbs), e) && isSame(signed, dataHash()) ? signature : null;
  } catch {
    return null;
  }
}

/** The same for the compatible profile of PDF. */
function wholeCms(signedValue: Uint8Array, dataHash: () => Uint8Array): Uint8Array | null {
  try {
    const data = readSignedData(signedValue);
    const facts = verifySignedData(data, { contentDigest: dataHash });
    return facts.some(({ state }) => state === 'fail') ? null : (data.signers[0]?.signature ?? null);
  } catch {
    return null;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
