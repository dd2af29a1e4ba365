import type { ByteSource } from '#main/formats/byte-source.ts';
import { isOfdPageBlank } from '#main/formats/ofd/blank-page.ts';
import { readOfdFacts } from '#main/formats/ofd/document-facts.ts';
import { readHeadText } from '#main/formats/ofd/head-text.ts';
import { requireOfdRoom } from '#main/formats/ofd/may-stamp.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { readSignatureRecords } from '#main/formats/ofd/signature-records.ts';
import { isPagePlainBlank } from '#main/formats/pdf/blank-page.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfFacts } from '#main/formats/pdf/document-facts.ts';
import { pdfTitle } from '#main/formats/pdf/document-title.ts';
import { readPdfPageText } from '#main/formats/pdf/page-text.ts';
import { linesOf } from '#main/formats/pdf/page-words.ts';
import { pdfRoom } from '#main/formats/pdf/rehearse-pdf.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { headShare, secrecyMarkIn } from '#shared/policy/secrecy-mark.ts';

/** The document itself has been opened by our own reader before: these speak of its text alone. */
const unreadable = new Set(['DOC_BROKEN', 'DOC_HOSTILE']);

/** What a decider should know of a document besides its text. Notices are stable words of the catalogue. */
export interface DocumentFacts {
  readonly pages: number;
  readonly signatures: number;
  readonly notices: readonly string[];
}

/**
 * @throws DOC_ENCRYPTED, DOC_BROKEN, DOC_HOSTILE, DOC_TOO_LARGE, DOC_UNFINISHED (required form fields, NM-14),
 * DOC_CLASSIFIED (a mark of secrecy in the title, or at the head of the first page; K-7), DOC_SIGNING_FORBIDDEN and
 * DOC_LOCKED_BY_SIGNATURE (what was signed before lets no seal be added)
 */
export async function inspectDocument(format: DocumentFormat, source: ByteSource): Promise<DocumentFacts> {
  return format === 'PDF' ? await inspectPdf(source) : await inspectOfd(source);
}

async function inspectPdf(source: ByteSource): Promise<DocumentFacts> {
  const file = openPdf(source);
  if (file.isEncrypted) throw new StationError('DOC_ENCRYPTED');
  refuseMarked([pdfTitle(file)]);
  const facts = readPdfFacts(source);
  if (facts.unfilledFields.length > 0) {
    const fields = facts.unfilledFields.slice(0, 10).join('、');
    throw new StationError('DOC_UNFINISHED', { detail: '@details.formFieldsUnfilled', fields });
  }
  const room = pdfRoom(source);
  const isHeadRead = await scanHead(source);
  const notices = [
    ...(facts.activeContent.length > 0 ? ['active-content'] : []),
    ...(facts.embeddedFiles.length > 0 ? ['embedded-files'] : []),
    ...(room.kind === 'kept' ? ['kept-fields-only'] : []),
    ...(room.hasUsageRights ? ['usage-rights'] : []),
    ...(isHeadRead ? [] : ['head-unread']),
  ];
  return { pages: file.pageCount, signatures: readPdfSignatures(source).length, notices };
}

/**
 * Looks for a mark at the head of the first page. @returns false where its text cannot be read, or not within the
 * limits of reading it (a scan of a gigabyte on one page is no offence): the decider is told
 *
 * @throws DOC_CLASSIFIED
 */
async function scanHead(source: ByteSource): Promise<boolean> {
  try {
    const [page] = await readPdfPageText(source, [1]);
    const head = page?.words.filter(({ yMm }) => yMm <= page.heightMm * headShare) ?? [];
    refuseMarked([...linesOf(head), ...head.map(({ text }) => text)]);
    return true;
  } catch (error) {
    if (error instanceof StationError && unreadable.has(error.code)) return false;
    throw error;
  }
}

async function inspectOfd(source: ByteSource): Promise<DocumentFacts> {
  const pkg = await openOfd(source);
  const facts = readOfdFacts(pkg);
  refuseMarked([facts.title, ...readHeadText(pkg)]);
  requireOfdRoom(pkg);
  const signatures = readSignatureRecords(pkg).flatMap(({ records }) => records).length;
  const notices = [
    ...(facts.actions.length > 0 ? ['active-content'] : []),
    ...(facts.documents > 1 ? ['several-documents'] : []),
  ];
  return { pages: facts.pages.length, signatures, notices };
}

/** Classified files are out of scope whatever anybody approves (K-7). @throws DOC_CLASSIFIED */
export function refuseMarked(lines: readonly string[]): void {
  const mark = secrecyMarkIn(lines);
  if (mark !== null) throw new StationError('DOC_CLASSIFIED', { mark });
}

/** Is one of these pages without anything a reader could see (NM-14)? */
export async function isPageBlank(
  format: DocumentFormat,
  source: ByteSource,
  pages: readonly number[],
): Promise<boolean> {
  if (format === 'PDF') {
    const file = openPdf(source);
    return pages.some((page) => isPagePlainBlank(file, page));
  }
  const pkg = await openOfd(source);
  const document = pkg.documents[0];
  return pages.some((number) => {
    const page = document?.pages[number - 1];
    return document !== undefined && page !== undefined && isOfdPageBlank(pkg, document, page);
  });
}
