import type { ByteSource } from '#main/formats/byte-source.ts';
import { placeChanges } from '#main/formats/pdf/changed-places.ts';
import type { DisplayedBox } from '#main/formats/pdf/page-geometry.ts';
import { readPdfPageText } from '#main/formats/pdf/page-text.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { textDifferences } from '#main/formats/pdf/text-differences.ts';
import { sliceSource } from '#main/formats/pdf/windows.ts';
import type { RevisionComparison, TextChange } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';

/** Reading text costs; a document rewritten on more pages than these is another document. */
const mostPages = 40;
const mostChanges = 200;

/**
 * What is written elsewise than when a signature was made. Only pages that later revisions touched are read; where the
 * page tree itself was changed, all of them are.
 *
 * @param end offset behind the last byte that a signature of this file covers
 * @throws DOC_*; DOC_BROKEN when no signature ends there
 */
export async function compareRevisions(source: ByteSource, end: number): Promise<RevisionComparison> {
  const signature = readPdfSignatures(source).find(
    ({ byteRange = [] }) => (byteRange[2] ?? 0) + (byteRange[3] ?? 0) === end,
  );
  if (!signature || end >= source.size) throw new StationError('DOC_BROKEN', { detail: '@pdf.no-such-revision' });
  const [file, old] = [openPdf(source), openPdf(sliceSource(source, 0, end))];
  const [pagesNow, pagesThen] = [file.pageCount, old.pageCount];
  const changes = placeChanges(file, signature.changes);
  const isWhole = changes.some(({ part, reason }) => part === 'pageTree' || reason === 'catalogReplaced');
  const touched = isWhole
    ? Array.from({ length: Math.max(pagesNow, pagesThen) }, (_, index) => index + 1)
    : [...new Set(changes.flatMap(({ pages }) => pages))].toSorted((a, b) => a - b);
  const compared = touched.slice(0, mostPages);
  const now = await textOf(source, compared, pagesNow);
  const then = await textOf(sliceSource(source, 0, end), compared, pagesThen);
  const found = compared.flatMap((page) =>
    textDifferences(then(page), now(page)).map(({ boxThen, boxNow, ...words }): TextChange =>
      Object.assign(words, { page, placeThen: placeOf(page, boxThen), placeNow: placeOf(page, boxNow) }),
    ),
  );
  return { comparedPages: compared, leftOut: touched.length - compared.length, changes: found.slice(0, mostChanges) };
}

type TextOfPage = (page: number) => Awaited<ReturnType<typeof readPdfPageText>>[number];

async function textOf(source: ByteSource, pages: readonly number[], count: number): Promise<TextOfPage> {
  const texts = await readPdfPageText(
    source,
    pages.filter((page) => page <= count),
  );
  const byPage = new Map(texts.map((text) => [text.page, text]));
  return (page) => byPage.get(page) ?? { page, widthMm: 0, heightMm: 0, words: [] };
}

function placeOf(page: number, box: DisplayedBox | null): Placement | null {
  return box && { page, ...box };
}
