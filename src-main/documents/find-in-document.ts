import type { ByteSource } from '#main/formats/byte-source.ts';
import { readOfdPageText } from '#main/formats/ofd/draw/page-text.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { physicalBoxOf } from '#main/formats/ofd/page-area.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfPageText } from '#main/formats/pdf/page-text.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { findOnPage, type Found, type TextRun } from '#shared/placing/find-text.ts';
import type { PageBox } from '#shared/placing/shown-box.ts';

export interface FoundInDocument {
  /** Box around each occurrence, in the order of the pages. */
  readonly found: readonly (PageBox & { readonly page: number })[];
  readonly pages: number;
  /** Less than `pages` where there was too much to find or too little time. */
  readonly pagesRead: number;
}

export const mostFound = 10_000;
/** Pages of a PDF that are read in one go; the reader bounds each go. */
const pagesAtOnce = 40;
const deadlineMs = 60_000;

/**
 * Every occurrence of a text, as the pages show it: case, width and spaces make no difference, and lines run on.
 * Pictures of text are not text.
 *
 * @throws DOC_* as the readers
 */
export async function findInDocument(
  format: DocumentFormat,
  source: ByteSource,
  text: string,
): Promise<FoundInDocument> {
  const startedAt = performance.now();
  const { count, runs } = format === 'PDF' ? pdfRuns(source) : await ofdRuns(source);
  const found: (PageBox & { readonly page: number })[] = [];
  let pagesRead = 0;
  for await (const onPages of runs) {
    for (const own of onPages) {
      pagesRead += 1;
      found.push(...findOnPage(pagesRead, own, text).map(boxAround));
    }
    if (found.length >= mostFound || performance.now() - startedAt > deadlineMs) break;
  }
  return { found: found.slice(0, mostFound), pages: count, pagesRead };
}

interface DocumentRuns {
  readonly count: number;
  /** Runs of some pages after the other, all pages in order. */
  readonly runs: AsyncIterable<readonly (readonly TextRun[])[]>;
}

function pdfRuns(source: ByteSource): DocumentRuns {
  const count = openPdf(source).pageCount;
  async function* read(): DocumentRuns['runs'] {
    for (let first = 1; first <= count; first += pagesAtOnce) {
      const length = Math.min(pagesAtOnce, count - first + 1);
      const texts = await readPdfPageText(
        source,
        Array.from({ length }, (_, index) => first + index),
      );
      yield texts.map(({ words }) => words);
    }
  }
  return { count, runs: read() };
}

async function ofdRuns(source: ByteSource): Promise<DocumentRuns> {
  const pkg = await openOfd(source);
  const document = pkg.documents[0];
  const pages = document?.pages ?? [];
  async function* read(): DocumentRuns['runs'] {
    if (!document) return;
    for (const page of pages) {
      const paper = physicalBoxOf(pkg, document, page);
      const { runs } = readOfdPageText(pkg, document.index, page.number);
      yield [
        runs.map(({ text, box }) => ({
          text,
          xMm: box.xMm - paper.xMm,
          yMm: box.yMm - paper.yMm,
          widthMm: box.widthMm,
          heightMm: box.heightMm,
        })),
      ];
    }
  }
  return { count: pages.length, runs: read() };
}

/** A text that goes over the end of a line counts where it begins: one box around two lines would lie between. */
function boxAround({ page, boxes }: Found): PageBox & { readonly page: number } {
  const [first] = boxes;
  const line = boxes.filter(
    (box) => first !== undefined && Math.abs(box.yMm - first.yMm) < Math.max(box.heightMm, first.heightMm) / 2,
  );
  const xMm = Math.min(...line.map((box) => box.xMm));
  const yMm = Math.min(...line.map((box) => box.yMm));
  return {
    page,
    xMm,
    yMm,
    widthMm: Math.max(...line.map((box) => box.xMm + box.widthMm)) - xMm,
    heightMm: Math.max(...line.map((box) => box.yMm + box.heightMm)) - yMm,
  };
}
