import { pageSizes } from '#main/documents/page-sizes.ts';
import { fileSource } from '#main/platform/files.ts';
import { ask } from '#test/support/foreign-programs.ts';
import { readGray } from '#test/support/image-similarity.ts';
import { chosenPages, stretchesOf, type PageChoice } from './chosen-pages.ts';
import type { PdfPictures } from './draw-pdf.ts';
import { keepPair, leastLikeness, lookOf, openOurs, type FileLook, type PageLook } from './looks.ts';
import type { PopplerPages } from './poppler-pages.ts';

/** Pages of one PDF as the viewer draws them in Chromium beside those of pdftoppm, at 96 dpi. */
export async function comparePdf(
  { pictures, poppler }: { readonly pictures: PdfPictures; readonly poppler: PopplerPages },
  file: string,
  name: string,
  choice: PageChoice,
  keepIn: string,
): Promise<FileLook> {
  const opened = await openOurs(async () => pageCount(file));
  const told = /^Pages: +(\d+)/m.exec(ask('pdfinfo', [file]).text)?.[1];
  const theirs = told === undefined ? null : Number(told);
  const pages: PageLook[] = [];
  if (opened.ours !== null && theirs !== null && (await pictures.open(file))) {
    for (const stretch of stretchesOf(chosenPages(opened.ours, choice), 20)) {
      poppler.draw(file, stretch[0]!, stretch.at(-1)!);
      for (const page of stretch) {
        const look = lookAt(await pictures.picture(page), page, poppler, `${name.replaceAll('/', '-')}-${page}`);
        if (look) pages.push(look);
      }
    }
  }
  return { name, ...opened, theirs, pages };

  function lookAt(mine: Uint8Array | null, page: number, others: PopplerPages, pair: string): PageLook | null {
    const other = others.page(page);
    if (other === null) return null;
    const look = lookOf(page, mine && readGray(mine), other.gray);
    if (mine && look.likeness < leastLikeness) keepPair(keepIn, pair, mine, other.png());
    return look;
  }
}

async function pageCount(file: string): Promise<number> {
  const source = fileSource(file);
  try {
    return (await pageSizes('PDF', source)).count;
  } finally {
    source.close();
  }
}
