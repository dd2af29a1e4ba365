import { inspectOfdSignatures } from '#main/formats/ofd/read-signatures.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { isSignerInSeal } from '#main/formats/ses/check-entitlement.ts';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { fileSource } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Fact } from '#shared/model/verdict.ts';

/** One signature of a written file: what it states, and what the file has to say to it. */
interface Found {
  readonly signedValue: Uint8Array | null;
  readonly dataHash: () => Uint8Array;
  readonly facts: readonly Fact[];
}

/**
 * Reads a finished file back from the disk with the reading path and verifies what was just written, and that every
 * earlier signature is still whole. Nothing is released that does not pass.
 *
 * @param signedValue DER of SES_Signature that was embedded
 * @throws STAMP_SELF_CHECK_FAILED
 */
export async function selfCheck(question: {
  readonly file: string;
  readonly originalFile: string;
  readonly format: DocumentFormat;
  readonly signedValue: Uint8Array;
  readonly entry: string;
}): Promise<void> {
  const { file, format, signedValue, entry } = question;
  const source = fileSource(file);
  try {
    const found = await signaturesOf(format, source);
    const own = found.find((one) => isSame(one.signedValue, signedValue));
    if (!own) throw failed(entry, 'signature-not-found');
    refuseFailures(entry, own.facts);
    const signature = readSesSignature(signedValue);
    if (!isSame(signature.dataHash, own.dataHash())) throw failed(entry, 'ses.dataHash');
    refuseFailures(entry, [
      verifySesSignature(signature),
      verifySealSignature(signature.seal),
      isSignerInSeal(signature.seal, signature.certificate),
    ]);
    if (found.length > 1) await refuseNewDamage(question, found);
  } finally {
    source.close();
  }
}

/** Earlier signatures that were whole must be whole still; what was broken before is not this stamp's doing. */
async function refuseNewDamage(
  { originalFile, format, entry }: { originalFile: string; format: DocumentFormat; entry: string },
  after: readonly Found[],
): Promise<void> {
  const original = fileSource(originalFile);
  try {
    for (const before of await signaturesOf(format, original)) {
      const known = new Set(before.facts.filter((fact) => fact.state === 'fail').map((fact) => fact.check));
      const now = after.find((one) => isSame(one.signedValue, before.signedValue));
      refuseFailures(entry, now?.facts.filter((fact) => !known.has(fact.check)) ?? []);
      if (!now) throw failed(entry, 'earlier-signature-lost');
    }
  } finally {
    original.close();
  }
}

function refuseFailures(entry: string, facts: readonly Fact[]): void {
  const bad = facts.find((fact) => fact.state === 'fail');
  if (bad) throw failed(entry, `${bad.check}:${bad.reason ?? ''}`);
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

async function signaturesOf(format: DocumentFormat, source: Source): Promise<readonly Found[]> {
  return format === 'PDF' ? pdfSignatures(source) : ofdSignatures(source);
}

type Source = ReturnType<typeof fileSource>;

function pdfSignatures(source: Source): readonly Found[] {
  return readPdfSignatures(source).map((signature) => ({
    signedValue: signature.contents,
    dataHash: () => signature.hashByteRange(),
    facts: signature.facts,
  }));
}

async function ofdSignatures(source: Source): Promise<readonly Found[]> {
  const { signatures } = await inspectOfdSignatures(source);
  return signatures.map((signature) => ({
    signedValue: signature.signedValue,
    dataHash: () => sm3(signature.signatureXml ?? new Uint8Array()),
    facts: signature.facts,
  }));
}

function failed(entry: string, reason: string): StationError {
  return new StationError('STAMP_SELF_CHECK_FAILED', { entry, detail: '@details.outputNotVerified', reason });
}
