import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from '#test/support/foreign-programs.ts';
import { readGray, type Gray } from '#test/support/image-similarity.ts';
import { grayOf, pngOf, readPpm, reduced } from '#test/support/ppm-pictures.ts';

/**
 * Three ways in which poppler draws a page at 96 dpi: `plain` is `pdftoppm -r 96`, `fine` the same program at 192 dpi
 * with every four pixels made one, `cairo` is `pdftocairo -r 96`.
 *
 * pdftoppm puts a line of text on the whole pixel above its place, Chromium and cairo on the nearest one, so that half of
 * the lines stand a pixel higher than ours; at 192 dpi it is half as much. Its way across, its fonts, its smoothing and
 * the size of the page play no part in it (ADR 0029).
 */
export type PopplerWay = 'plain' | 'fine' | 'cairo';

export interface PopplerPage {
  readonly way: PopplerWay;
  readonly gray: Gray;
  readonly png: () => Uint8Array;
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

export interface PopplerPages {
  /** Has these pages drawn; those before are forgotten. Opening a large file costs more than a page of it. */
  draw(file: string, first: number, last: number): void;
  /** Ways that drew nothing are left out. */
  page(page: number): readonly PopplerPage[];
  close(): void;
}

export function openPopplerPages(): PopplerPages {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-pdf-'));
  const settings = join(folder, 'fonts.conf');
  writeFileSync(settings, fontSettings(join(folder, 'cache')));
  const run = (program: string, args: readonly string[]): void => {
    ask('env', [`FONTCONFIG_FILE=${settings}`, program, ...args]);
  };
  const bytesOf = (way: PopplerWay, page: number): Uint8Array => {
    const pattern = new RegExp(`^${way}-(\\d+)\\.`);
    const named = readdirSync(folder).find((name) => Number(pattern.exec(name)?.[1]) === page);
    return named === undefined ? new Uint8Array() : readFileSync(join(folder, named));
  };
  return {
    draw(file, first, last) {
      for (const name of readdirSync(folder)) if (/\.(ppm|png)$/.test(name)) rmSync(join(folder, name));
      const pages = ['-cropbox', '-f', String(first), '-l', String(last), file];
      run('pdftoppm', ['-r', '96', ...pages, join(folder, 'plain')]);
      run('pdftoppm', ['-r', '192', ...pages, join(folder, 'fine')]);
      run('pdftocairo', ['-r', '96', '-png', ...pages, join(folder, 'cairo')]);
    },
    page(page) {
      return (['fine', 'plain', 'cairo'] as const).flatMap((way): readonly PopplerPage[] => {
        const bytes = bytesOf(way, page);
        // A page that pdftocairo cannot draw leaves an empty file.
        if (bytes.length === 0) return [];
        if (way === 'cairo') return [{ way, gray: readGray(bytes), png: () => bytes }];
        const picture = way === 'fine' ? reduced(readPpm(bytes), 2) : readPpm(bytes);
        return [{ way, gray: grayOf(picture), png: () => pngOf(picture) }];
      });
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
