import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { programFiles } from '#main/app/program-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { similarity } from '#test/support/image-similarity.ts';
import { paintWithOfdrw } from '#test/support/ofdrw-painter.ts';
import { openSvgPictures } from '#test/support/svg-pictures.ts';

/** The same design that ofdrw is given for fonts that are not embedded. */
const standIn = readFileSync(programFiles.font);

/** One page as we draw it, in a browser, beside the same page as ofdrw paints it. */
export interface PageComparison {
  readonly file: string;
  readonly page: number;
  /** Of the whole page, and of the parts alone where something stands. */
  readonly all: number;
  readonly marked: number;
  /** What the browser refused or asked for while it showed our drawing; nothing is right. */
  readonly complaints: readonly string[];
}

/**
 * Compares the first pages of OFD files.
 *
 * @param keepIn folder for the pictures, `ours` and `ofdrw`; without it they are thrown away
 */
export async function comparePages(
  files: readonly string[],
  mostPages: number,
  keepIn?: string,
): Promise<PageComparison[]> {
  const folder = keepIn ?? mkdtempSync(join(tmpdir(), 'ofd-drawing-'));
  const [oursIn, theirsIn] = ['ours', 'ofdrw'].map((name) => join(folder, name)) as [string, string];
  for (const path of [oursIn, theirsIn]) mkdirSync(path, { recursive: true });
  const { pictures: painted } = await paintWithOfdrw(files, theirsIn, mostPages);
  const browser = await openSvgPictures();
  const comparisons: PageComparison[] = [];
  try {
    for (const file of files) {
      const pkg = await openOfd(memorySource(readFileSync(file)));
      for (const { number: page } of pkg.documents[0]?.pages.slice(0, mostPages) ?? []) {
        const name = `${basename(file, '.ofd')}-${page}.png`;
        const ours = await browser.picture((await drawOfdPage(pkg, 0, page, { standIn })).svg);
        writeFileSync(join(oursIn, name), ours);
        if (!painted.has(name)) continue;
        const { all, marked } = similarity(ours, readFileSync(join(theirsIn, name)));
        comparisons.push({ file: basename(file), page, all, marked, complaints: [...browser.complaints] });
      }
    }
  } finally {
    await browser.close();
    if (keepIn === undefined) rmSync(folder, { recursive: true });
  }
  return comparisons;
}

// As a program: node compare.ts <folder for pictures> <OFD files>
if (process.argv[1] === import.meta.filename) {
  const [keepIn, ...files] = process.argv.slice(2);
  for (const { file, page, all, marked } of await comparePages(files, 12, keepIn)) {
    process.stdout.write(`${file} page ${page}: ${all.toFixed(3)}, where marked ${marked.toFixed(3)}\n`);
  }
}
