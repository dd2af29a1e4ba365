import { detectFormat } from '#main/documents/document-format.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { createCoveredHash } from '#main/formats/pdf/byte-range.ts';
import { fileSource } from '#main/platform/files.ts';
import type { FileReport, SignatureReport } from '#shared/contract/verification.ts';
import { StationError, toErrorShape } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import type { ErrorText } from '#main/platform/words.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import type { TrustContext } from './trust-context.ts';
import { fileVerdict, unsignedLine } from './verdict-of.ts';
import { verifyOfd } from './verify-ofd.ts';
import { verifyPdf } from './verify-pdf.ts';

/** Opens a file to be judged. */
export type OpenFile = (file: string) => ByteSource & { close(): void };

/**
 * Judge one file. Never throws for what a file contains: what cannot be read is the verdict `error` with its code.
 *
 * @param say turns an error into words
 * @param open a source of bounded cost, where a reader has one
 */
export async function verifyFile(
  file: string,
  context: TrustContext,
  say: (shape: ErrorShape) => ErrorText,
  open: OpenFile = fileSource,
): Promise<FileReport> {
  try {
    const source = openSource(file, open);
    try {
      const format = detectFormat(source);
      // A file is read once: what its signatures cover is a beginning of what the report is about.
      const hash = createCoveredHash(source);
      const { signatures, packageFacts } =
        format === 'PDF'
          ? { signatures: verifyPdf(source, context, hash), packageFacts: [] }
          : await verifyOfd(source, context);
      const sm3 = Buffer.from(hash([0, source.size])).toString('hex');
      return { file, format, sm3, signatures, ...lineOf(signatures, packageFacts) };
    } finally {
      source.close();
    }
  } catch (error) {
    const shape = toErrorShape(error);
    if (shape.code === 'INTERNAL_UNEXPECTED' && !(error instanceof StationError)) throw error;
    const { code, what, why, next } = say(shape);
    const nothing = { format: null, sm3: null, signatures: [] };
    return { file, verdict: 'error', reasons: [code], ...nothing, error: { code, what, why, next } };
  }
}

/** The line of the file: that of its worst signatures, or what speaks against it where no signature is left. */
function lineOf(
  signatures: readonly SignatureReport[],
  packageFacts: readonly Fact[],
): Pick<FileReport, 'verdict' | 'reasons'> {
  if (signatures.length === 0) return unsignedLine(packageFacts);
  const verdict = fileVerdict(signatures.map((signature) => signature.verdict));
  const decisive = signatures.filter((signature) => signature.verdict === verdict);
  return { verdict, reasons: [...new Set(decisive.flatMap((signature) => signature.reasons))] };
}

function openSource(file: string, open: OpenFile): ReturnType<OpenFile> {
  try {
    return open(file);
  } catch (error) {
    throw new StationError('DOC_NOT_FOUND', { file }, error);
  }
}
