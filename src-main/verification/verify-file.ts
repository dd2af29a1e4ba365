import { detectFormat } from '#main/documents/document-format.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { createCoveredHash } from '#main/formats/pdf/byte-range.ts';
import { fileSource } from '#main/platform/files.ts';
import { startSm3Pass, type Sm3Pass } from '#main/sm/sm3.ts';
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
    let pass: Sm3Pass | undefined;
    try {
      const format = detectFormat(source);
      pass = passOver(source);
      // A file is hashed once: what its signatures cover is a beginning of what the report is about.
      const hash = createCoveredHash(source, pass);
      const { signatures, packageFacts } =
        format === 'PDF'
          ? { signatures: verifyPdf(source, context, hash), packageFacts: [] }
          : await verifyOfd(source, context);
      const sm3 = Buffer.from(hash([0, source.size])).toString('hex');
      return { file, format, sm3, signatures, ...lineOf(signatures, packageFacts) };
    } finally {
      pass?.end();
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

/** Below this the start of a thread takes as long as it saves. */
const leastBeside = 128 * 1024;

/** A file is hashed on a thread beside the judging of it (ADR 0035). */
function passOver(source: ByteSource): Sm3Pass | undefined {
  if (source.size < leastBeside || !source.descriptor) return undefined;
  return startSm3Pass(source.descriptor(), source.size);
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
