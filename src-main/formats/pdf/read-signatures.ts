import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import type { ByteSource } from '../byte-source.ts';
import { createCoveredHash, hashCoveredWith, signedBytes, type OtherDigest, type SignedBytes } from './byte-range.ts';
import { judgeChanges, type ChangeVerdict } from './change-verdict.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { PdfString, shownText, textOf, type PdfDict } from './pdf-values.ts';
import { RevisionHistory } from './revision-history.ts';
import type { PdfChange } from './revision-step.ts';
import { findSignatures, type FoundSignature } from './signature-finder.ts';
import { isDocTimeStamp, signatureRules } from './signing-locks.ts';
import { straddleFact, straddleSlices } from './straddle-slices.ts';

/** One signature of a PDF with everything the file itself says about it; trust is judged elsewhere. */
export interface PdfSignature {
  /** Undefined for an orphan: a signature dictionary that no form field refers to. */
  readonly fieldName: string | undefined;
  readonly kind: 'signature' | 'timestamp';
  readonly filter: string | undefined;
  /** A hint only: what Contents is decides (GM/T 0112 readers ignore Filter). */
  readonly subFilter: string | undefined;
  /** As written; undefined when it is no array. */
  readonly byteRange: readonly number[] | undefined;
  /** DER of a SES_Signature, a CMS SignedData or a time stamp token, without padding; empty when there is none. */
  readonly contents: Uint8Array;
  /** M, as written: a claim of the signer's clock, inside the byte range. */
  readonly claimedTime: string | undefined;
  readonly reason: string | undefined;
  /** `pdf.byteRange`, `pdf.contents`, `pdf.gap`, `pdf.field`, `pdf.structure`, `pdf.coverage`, `pdf.laterChanges`. */
  readonly facts: readonly Fact[];
  readonly coversWholeFile: boolean;
  readonly changesSince: ChangeVerdict;
  readonly changes: readonly PdfChange[];
  /** DocMDP level when this signature certifies the file. */
  readonly certification: 1 | 2 | 3 | undefined;
  /** @returns 32 bytes, SM3. @throws DOC_BROKEN when the range does not lie in the file */
  hashByteRange(): Uint8Array;
  hashByteRangeWith(algorithm: OtherDigest): Uint8Array;
}

/**
 * Read every signature, in the order of what they cover.
 *
 * @param hashCovered of the same source, where more is hashed than its signatures
 * @param file the same source, where it was opened before
 * @throws DOC_ENCRYPTED, DOC_BROKEN, DOC_HOSTILE, DOC_FORMAT_UNKNOWN, DOC_EMPTY
 * @see ISO 32000-1 clause 12.8
 */
export function readPdfSignatures(
  source: ByteSource,
  hashCovered = createCoveredHash(source),
  file = openPdf(source),
): PdfSignature[] {
  if (file.isEncrypted) throw new StationError('DOC_ENCRYPTED');
  const found = findSignatures(file).map((signature) => ({
    signature,
    bytes: signedBytes(signature.dict, source.size, file.junkBytes, signature.isPacked),
  }));
  const ends = found.flatMap(({ bytes }) => (bytes.range === undefined ? [] : [endOf(bytes, file)]));
  const history = new RevisionHistory(file, ends);
  const fields = found.flatMap(({ signature }) => signature.fields);
  const slices = straddleSlices(file, fields);
  return found
    .map(({ signature, bytes }) => describe(file, history, signature, bytes, { hashCovered, slices }))
    .sort((a, b) => coveredEnd(a) - coveredEnd(b));
}

function endOf(bytes: SignedBytes, file: PdfFile): number {
  return bytes.range![2] + bytes.range![3] - file.junkBytes;
}

function coveredEnd(signature: PdfSignature): number {
  return (signature.byteRange?.[2] ?? 0) + (signature.byteRange?.[3] ?? 0);
}

/** What all signatures of one file are read with. */
interface Shared {
  readonly hashCovered: ReturnType<typeof createCoveredHash>;
  readonly slices: ReturnType<typeof straddleSlices>;
}

function describe(
  file: PdfFile,
  history: RevisionHistory,
  found: FoundSignature,
  bytes: SignedBytes,
  { hashCovered, slices }: Shared,
): PdfSignature {
  const { dict, fields } = found;
  const { source, objects } = file;
  const later = bytes.range === undefined ? undefined : history.since(endOf(bytes, file));
  const rules = signatureRules(objects, dict, fields[0]?.dict);
  const isRebuilt = file.condition === 'rebuilt';
  const coversWholeFile = bytes.range !== undefined && bytes.range[2] + bytes.range[3] === source.size;
  const judged = judgeChanges(later, rules, isRebuilt && !coversWholeFile);
  return {
    fieldName: fields[0] === undefined ? undefined : shownText(fields[0].name),
    kind: isDocTimeStamp(dict) ? 'timestamp' : 'signature',
    filter: objects.name(dict.get('Filter')),
    subFilter: objects.name(dict.get('SubFilter')),
    byteRange: bytes.numbers,
    contents: bytes.contents,
    // Direct, or it would lie outside this dictionary, where a later revision can exchange it.
    claimedTime: dict.get('M') instanceof PdfString ? text(file, dict, 'M') : undefined,
    reason: text(file, dict, 'Reason'),
    facts: [
      ...bytes.facts,
      fieldFact(found),
      structureFact(file),
      coverageFact(coversWholeFile, later?.endsRevision ?? false),
      judged.fact,
      ...straddleFact(slices.get(fields[0]?.name ?? '')),
    ],
    coversWholeFile,
    changesSince: judged.verdict,
    changes: judged.changes,
    certification: rules.permissions,
    hashByteRange: () => hashCovered(bytes.numbers),
    hashByteRangeWith: (algorithm) => hashCoveredWith(algorithm, source, bytes.numbers),
  };
}

function fieldFact({ fields }: FoundSignature): Fact {
  if (fields.length === 1) return { check: 'pdf.field', state: 'ok' };
  if (fields.length > 1) return { check: 'pdf.field', state: 'fail', reason: 'sharedByFields' };
  return { check: 'pdf.field', state: 'fail', reason: 'orphan' };
}

function structureFact(file: PdfFile): Fact {
  if (file.condition === 'sound') return { check: 'pdf.structure', state: 'ok' };
  return { check: 'pdf.structure', state: 'warn', reason: file.condition };
}

function coverageFact(coversWholeFile: boolean, endsRevision: boolean): Fact {
  if (coversWholeFile) return { check: 'pdf.coverage', state: 'ok' };
  if (endsRevision) return { check: 'pdf.coverage', state: 'warn', reason: 'laterRevisions' };
  return { check: 'pdf.coverage', state: 'fail', reason: 'notARevision' };
}

function text(file: PdfFile, dict: PdfDict, key: string): string | undefined {
  const value = file.objects.follow(dict.get(key));
  return value instanceof PdfString ? shownText(textOf(value)) : undefined;
}
