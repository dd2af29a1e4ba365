import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
      paintWithPoppler(file, mostPages, folder);
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

const standardFonts = fileURLToPath(new URL('../../node_modules/pdfjs-dist/standard_fonts', import.meta.url));

/** Fonts that a PDF need not carry are the same for both: those that pdf.js brings. */
function paintWithPoppler(file: string, mostPages: number, folder: string): void {
  const settings = join(folder, 'fonts.conf');
  const alias = (name: string, family: string): string =>
    `<match target="pattern"><test name="family"><string>${name}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`;
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${standardFonts}</dir>` +
      `<dir>/usr/share/fonts</dir><cachedir>${join(folder, 'cache')}</cachedir>` +
      `${alias('Helvetica', 'Liberation Sans')}${alias('Arial', 'Liberation Sans')}` +
      `${alias('Times', 'Chrom Serif OTF')}${alias('Times New Roman', 'Chrom Serif OTF')}${alias('Courier', 'Chrom Fixed OTF')}` +
      '</fontconfig>',
  );
  const options = ['-r', '96', '-cropbox', '-png', '-l', String(mostPages), file, join(folder, 'p')];
  ask('env', [`FONTCONFIG_FILE=${settings}`, 'pdftoppm', ...options]);
}

async function pageCount(file: string): Promise<number> {
  const source = fileSource(file);
  try {
    return (await pageSizes('PDF', source)).count;
  } finally {
    source.close();
  }
}
