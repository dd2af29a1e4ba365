import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageSizes } from '#main/documents/page-sizes.ts';
import { fileSource } from '#main/platform/files.ts';
import { ask } from '#test/support/foreign-programs.ts';
import { similarity } from '#test/support/image-similarity.ts';
import type { PdfPictures } from './draw-pdf.ts';
import { keepPair, leastLikeness, openOurs, type FileLook, type PageLook } from './looks.ts';

/** Pages of one PDF as pdf.js draws them in Chromium beside those of poppler, at 96 dpi. */
export async function comparePdf(
  pictures: PdfPictures,
  file: string,
  name: string,
  mostPages: number,
  keepIn: string,
): Promise<FileLook> {
  const opened = await openOurs(async () => pageCount(file));
  const told = /^Pages: +(\d+)/m.exec(ask('pdfinfo', [file]).text)?.[1];
  const theirs = told === undefined ? null : Number(told);
  const pages: PageLook[] = [];
  if (opened.ours !== null && theirs !== null && (await pictures.open(file))) {
    const folder = mkdtempSync(join(tmpdir(), 'corpus-pdf-'));
    try {
      ask('pdftoppm', ['-r', '96', '-cropbox', '-png', '-l', String(mostPages), file, join(folder, 'p')]);
      const painted = new Map(readdirSync(folder).map((each) => [Number(/-(\d+)\.png$/.exec(each)?.[1]), each]));
      for (let page = 1; page <= Math.min(opened.ours, mostPages); page += 1) {
        const path = painted.get(page);
        if (path === undefined) continue;
        const [mine, other] = [await pictures.picture(page), readFileSync(join(folder, path))];
        const likeness = mine ? similarity(mine, other).all : 0;
        pages.push({ page, likeness });
        if (mine && likeness < leastLikeness) keepPair(keepIn, `${name.replaceAll('/', '-')}-${page}`, mine, other);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return { name, ...opened, theirs, pages };
}

async function pageCount(file: string): Promise<number> {
  const source = fileSource(file);
  try {
    return (await pageSizes('PDF', source)).count;
  } finally {
    source.close();
  }
}
