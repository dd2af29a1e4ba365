import path from 'node:path';
import type { DocumentFacts } from '#main/documents/inspect-document.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import type { ErrorText } from '#main/platform/words.ts';
import type { PageView } from '#shared/contract/documents.ts';
import type { FileLook, FileReport, RevisionComparison } from '#shared/contract/verification.ts';
import { fromErrorShape, StationError, toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { defaultReaderLimits, type ReaderLimits } from './reader-limits.ts';
import { ReaderProcess } from './reader-process.ts';
import type { ReaderResultOf } from './reader-protocol.ts';
import type { TrustWords } from './trust-words.ts';

export type DrawnPicture = ReaderResultOf<'draw'>;

/**
 * Reads what strangers made, in processes of its own. Each method may throw DOC_READER_TIMEOUT, DOC_READER_MEMORY,
 * DOC_READER_BUDGET and DOC_READER_CRASHED besides what the document itself gives (DOC_*).
 */
export interface DocumentReader {
  /** What a decider should know of a document. @throws as `inspectDocument` */
  inspect(file: string, format: DocumentFormat): Promise<DocumentFacts>;
  /** Every page with its size as it is shown. */
  measure(file: string, format: DocumentFormat): Promise<readonly PageView[]>;
  /** Is one of these pages without anything a reader could see (NM-14)? */
  isPageBlank(file: string, format: DocumentFormat, pages: readonly number[]): Promise<boolean>;
  /** Never throws for what a file contains or does to its reader: that is the verdict `error` with its code. */
  verify(file: string, trust: TrustWords, say: (shape: ErrorShape) => ErrorText): Promise<FileReport>;
  look(file: string): Promise<FileLook>;
  /** What is written elsewise than at the end of a signed revision of a PDF. @throws as `compareRevisions` */
  compare(file: string, end: number): Promise<RevisionComparison>;
  /** One page of an OFD as SVG. @param page 1-based @throws STAMP_PAGE_NOT_FOUND */
  drawPage(file: string, page: number, stamps: 'draw' | 'leave-out'): Promise<DrawnPicture>;
  close(): void;
}

/**
 * Two processes: one judges, one shows. A file that keeps the judge busy until its deadline holds up neither the pages
 * on a screen nor the pre-checks of a stamp.
 */
export function createDocumentReader(deps: {
  readonly processes: ProcessHost;
  /** File of the font that stands in for those a document does not carry. */
  readonly font: string;
  readonly limits?: ReaderLimits;
}): DocumentReader {
  const { processes, font, limits = defaultReaderLimits } = deps;
  const judging = new ReaderProcess(processes, font, limits);
  const showing = new ReaderProcess(processes, font, limits);
  return {
    inspect: (file, format) => judging.call('inspect', { file: path.resolve(file), format }),
    look: (file) => judging.call('look', { file: path.resolve(file) }),
    compare: (file, end) => judging.call('compare', { file: path.resolve(file), end }),
    verify: (file, trust, say) => verify(judging, file, trust, say),
    measure: (file, format) => showing.call('measure', { file: path.resolve(file), format }),
    isPageBlank: (file, format, pages) =>
      showing.call('isBlank', { file: path.resolve(file), format, pages: [...pages] }),
    drawPage: (file, page, stamps) => showing.call('draw', { file: path.resolve(file), page, stamps }),
    close() {
      judging.close();
      showing.close();
    },
  };
}

async function verify(
  judging: ReaderProcess,
  file: string,
  trust: TrustWords,
  say: (shape: ErrorShape) => ErrorText,
): Promise<FileReport> {
  try {
    const { report, refusal } = await judging.call('verify', { file: path.resolve(file), trust });
    if (refusal === null) return { ...report, file };
    return errorReport(file, namedAs(file, toErrorShape(fromErrorShape(refusal))), say);
  } catch (error) {
    const shape = toErrorShape(error);
    if (shape.code === 'INTERNAL_UNEXPECTED' && !(error instanceof StationError)) throw error;
    return errorReport(file, shape, say);
  }
}

/** The file is called what the caller calls it. */
function namedAs(file: string, { code, facts }: ErrorShape): ErrorShape {
  return { code, facts: 'file' in facts ? { ...facts, file } : facts };
}

function errorReport(file: string, shape: ErrorShape, say: (shape: ErrorShape) => ErrorText): FileReport {
  const { code, what, why, next } = say(shape);
  const nothing = { format: null, sm3: null, signatures: [] };
  return { file, verdict: 'error', reasons: [code], ...nothing, error: { code, what, why, next } };
}
