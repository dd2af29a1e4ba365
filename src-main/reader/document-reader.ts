import path from 'node:path';
import type { FoundInDocument } from '#main/documents/find-in-document.ts';
import type { DocumentFacts } from '#main/documents/inspect-document.ts';
import type { AskedStamp } from '#main/documents/rehearse-stamp.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import type { ErrorText } from '#main/platform/words.ts';
import type { AttachedFiles, EmptyField, PageView } from '#shared/contract/documents.ts';
import type { TextChanges } from '#shared/contract/request-changes.ts';
import type { FileLook, FileReport, RevisionComparison } from '#shared/contract/verification.ts';
import { fromErrorShape, StationError, toErrorShape, type ErrorShape } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import type { StampOnPage } from '#shared/placing/place-warnings.ts';
import { defaultReaderLimits, type ReaderLimits } from './reader-limits.ts';
import { ReaderProcess } from './reader-process.ts';
import type { ReaderResultOf } from './reader-protocol.ts';
import type { TrustWords } from './trust-words.ts';

/** A kept document as far as its text is compared. */
export interface FileOfPages {
  readonly file: string;
  readonly format: DocumentFormat;
  readonly pages: number;
}

export type DrawnPicture = ReaderResultOf<'draw'>;

/**
 * Reads what strangers made, in processes of its own. Each method may throw DOC_READER_TIMEOUT, DOC_READER_MEMORY,
 * DOC_READER_BUDGET and DOC_READER_CRASHED besides what the document itself gives (DOC_*).
 */
export interface DocumentReader {
  /** Somebody is about to hand over a document: its processes start while the bytes are still on their way. */
  expectDocument(): void;
  /** What a decider should know of a document. @throws as `inspectDocument` */
  inspect(file: string, format: DocumentFormat): Promise<DocumentFacts>;
  /** Every page with its size as it is shown. */
  measure(file: string, format: DocumentFormat): Promise<readonly PageView[]>;
  /** Visible stamps of signatures that a document has already. */
  stamps(file: string, format: DocumentFormat): Promise<readonly StampOnPage[]>;
  /** What a document carries besides its pages. */
  attachments(file: string, format: DocumentFormat): Promise<AttachedFiles>;
  /** Signature fields of a PDF that wait for somebody. */
  emptyFields(file: string): Promise<readonly EmptyField[]>;
  /** @throws as `findInDocument` */
  find(file: string, format: DocumentFormat, text: string): Promise<FoundInDocument>;
  /** Refuses what could never be stamped. @throws as `rehearseStamp` */
  rehearse(file: string, format: DocumentFormat, asked: AskedStamp): Promise<void>;
  /** Lines of text that came and went between two files. @throws as `textChanges` */
  textChanges(before: FileOfPages, after: FileOfPages): Promise<TextChanges>;
  /** Is one of these pages without anything a reader could see (NM-14)? */
  isPageBlank(file: string, format: DocumentFormat, pages: readonly number[]): Promise<boolean>;
  /** Never throws for what a file contains or does to its reader: that is the verdict `error` with its code. */
  verify(file: string, trust: TrustWords, say: (shape: ErrorShape) => ErrorText): Promise<FileReport>;
  look(file: string): Promise<FileLook>;
  /** What is written elsewise than at the end of a signed revision of a PDF. @throws as `compareRevisions` */
  compare(file: string, end: number): Promise<RevisionComparison>;
  /**
   * One page of an OFD as SVG.
   *
   * @param page 1-based
   * @param signal of whoever waits for it: a page that nobody wants any more at its turn is not drawn
   * @throws STAMP_PAGE_NOT_FOUND; an AbortError
   */
  drawPage(file: string, page: number, stamps: 'draw' | 'leave-out', signal?: AbortSignal): Promise<DrawnPicture>;
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
    expectDocument() {
      judging.warm('inspect');
      showing.warm('draw');
    },
    inspect: (file, format) => judging.call('inspect', { file: path.resolve(file), format }),
    look: (file) => judging.call('look', { file: path.resolve(file) }),
    compare: (file, end) => judging.call('compare', { file: path.resolve(file), end }),
    find: (file, format, text) => judging.call('find', { file: path.resolve(file), format, text }),
    rehearse: async (file, format, asked) => {
      const profile = signatureProfileOf(asked);
      await judging.call('rehearse', { file: path.resolve(file), format, placements: [...asked.placements], profile });
    },
    textChanges: (before, after) => judging.call('textChanges', { ...resolved(before), after: resolved(after) }),
    stamps: (file, format) => showing.call('stamps', { file: path.resolve(file), format }),
    attachments: (file, format) => showing.call('attachments', { file: path.resolve(file), format }),
    emptyFields: (file) => showing.call('emptyFields', { file: path.resolve(file) }),
    verify: (file, trust, say) => verify(judging, file, trust, say),
    measure: (file, format) => showing.call('measure', { file: path.resolve(file), format }),
    isPageBlank: (file, format, pages) =>
      showing.call('isBlank', { file: path.resolve(file), format, pages: [...pages] }),
    drawPage: (file, page, stamps, signal) => showing.call('draw', { file: path.resolve(file), page, stamps }, signal),
    close() {
      judging.close();
      showing.close();
    },
  };
}

const resolved = ({ file, format, pages }: FileOfPages): FileOfPages => ({ file: path.resolve(file), format, pages });

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
