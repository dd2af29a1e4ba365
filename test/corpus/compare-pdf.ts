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
        // A page that pdftocairo cannot draw leaves an empty file.
        const likeness = mine && other.length > 0 ? similarity(mine, other).all : 0;
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

/**
 * The font that the viewer takes for one that a PDF does not carry: what pdf.js or the viewer brings, and for Times and
 * Courier what the system has, here DejaVu. Both sides then draw the same letters.
 */
const standIns: Readonly<Record<string, string>> = {
  Helvetica: 'Liberation Sans',
  ZapfDingbats: 'Chrom Dingbats OTF',
  Symbol: 'Chrom Symbol OTF',
  Times: 'DejaVu Serif',
  Courier: 'DejaVu Sans Mono',
};

function fontSettings(cache: string): string {
  const matches = Object.entries(standIns).map(
    ([name, family]) =>
      `<match target="pattern"><test name="family"><string>${name}</string></test>` +
      `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`,
  );
  return (
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${standardFonts}</dir>` +
    `<dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir>${matches.join('')}</fontconfig>`
  );
}

/** By pdftocairo, which puts letters where the file has them; pdftoppm puts every line on the whole pixel above. */
function paintWithPoppler(file: string, mostPages: number, folder: string): void {
  const settings = join(folder, 'fonts.conf');
  writeFileSync(settings, fontSettings(join(folder, 'cache')));
  const options = ['-r', '96', '-cropbox', '-png', '-l', String(mostPages), file, join(folder, 'p')];
  ask('env', [`FONTCONFIG_FILE=${settings}`, 'pdftocairo', ...options]);
}

async function pageCount(file: string): Promise<number> {
  const source = fileSource(file);
  try {
    return (await pageSizes('PDF', source)).count;
  } finally {
    source.close();
  }
}
