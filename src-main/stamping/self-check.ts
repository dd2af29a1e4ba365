import type { ByteSource } from '#main/formats/byte-source.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { signerCertificate } from '#main/formats/cms/signer.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { failureOf, isSame, newDamage, type SignatureFacts } from '#main/formats/earlier-signatures.ts';
import { inspectOfdSignatures } from '#main/formats/ofd/read-signatures.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { isSignerInSeal } from '#main/formats/ses/check-entitlement.ts';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { fileSource } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Fact } from '#shared/model/verdict.ts';

/** One signature of a written file, with the digest of what it covers. */
interface Found extends SignatureFacts {
  readonly dataHash: () => Uint8Array;
}

/**
 * Reads a finished file back from the disk with the reading path and verifies what was just written, and that every
 * earlier signature is still whole. Nothing is released that does not pass.
 *
 * @param question.signedValue DER of SES_Signature or SignedData that was embedded
 * @throws STAMP_SELF_CHECK_FAILED
 */
export async function selfCheck(question: {
  readonly file: string;
  readonly originalFile: string;
  readonly format: DocumentFormat;
  readonly signedValue: Uint8Array;
  /** DER of the certificate it must be signed with. */
  readonly certificate: Uint8Array;
  readonly profile: SignatureProfile;
  readonly entry: string;
}): Promise<void> {
  const { file, format, signedValue, certificate, profile, entry } = question;
  const source = fileSource(file);
  try {
    const found = await signaturesOf(format, source);
    const own = found.find((one) => isSame(one.signedValue, signedValue));
    if (!own) throw failed(entry, 'signature-not-found');
    refuseFailures(entry, own.facts);
    const judge = profile === 'seal' ? judgeSealValue : judgeSignedData;
    refuseFailures(entry, judge(signedValue, own.dataHash(), certificate));
    if (found.length > 1) await refuseNewDamage(question, found);
  } finally {
    source.close();
  }
}

function judgeSealValue(signedValue: Uint8Array, dataHash: Uint8Array, certificate: Uint8Array): readonly Fact[] {
  const signature = readSesSignature(signedValue);
  return [
    sameFact('ses.dataHash', signature.dataHash, dataHash),
    sameFact('ses.certificate', signature.certificate, certificate),
    verifySesSignature(signature),
    verifySealSignature(signature.seal),
    isSignerInSeal(signature.seal, signature.certificate),
  ];
}

/** A warning is a failure here: what this program writes has no deviations. */
function judgeSignedData(signedValue: Uint8Array, dataHash: Uint8Array, certificate: Uint8Array): readonly Fact[] {
  const data = readSignedData(signedValue);
  const [signer] = data.signers;
  const named = signer ? signerCertificate(data, signer) : null;
  const facts = verifySignedData(data, { contentDigest: () => dataHash });
  return [
    sameFact('cms.signerCertificate', named ?? new Uint8Array(), certificate),
    ...facts.map((fact): Fact => (fact.state === 'ok' ? fact : Object.assign({}, fact, { state: 'fail' } as const))),
  ];
}

function sameFact(check: string, found: Uint8Array, expected: Uint8Array): Fact {
  return isSame(found, expected) ? { check, state: 'ok' } : { check, state: 'fail', reason: 'differs' };
}

/** Earlier signatures that were whole must be whole still. */
async function refuseNewDamage(
  { originalFile, format, entry }: { originalFile: string; format: DocumentFormat; entry: string },
  after: readonly Found[],
): Promise<void> {
  const original = fileSource(originalFile);
  try {
    const damage = newDamage(await signaturesOf(format, original), after);
    if (damage !== null) throw failed(entry, damage);
  } finally {
    original.close();
  }
}

function refuseFailures(entry: string, facts: readonly Fact[]): void {
  const bad = facts.find((fact) => fact.state === 'fail');
  if (bad) throw failed(entry, failureOf(bad));
}

/** Every signature of a file as it lies on the disk. */
export async function signaturesOf(format: DocumentFormat, source: ByteSource): Promise<readonly Found[]> {
  return format === 'PDF' ? pdfSignatures(source) : ofdSignatures(source);
}

function pdfSignatures(source: ByteSource): readonly Found[] {
  return readPdfSignatures(source).map((signature) => ({
    signedValue: signature.contents,
    dataHash: () => signature.hashByteRange(),
    facts: signature.facts,
  }));
}

async function ofdSignatures(source: ByteSource): Promise<readonly Found[]> {
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
