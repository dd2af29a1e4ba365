import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd, type OfdPackage } from '#main/formats/ofd/package.ts';
import { readGray } from '#test/support/image-similarity.ts';
import { paintWithOfdrw } from '#test/support/ofdrw-painter.ts';
import { openSvgPictures } from '#test/support/svg-pictures.ts';
import { chosenPages, type PageChoice } from './chosen-pages.ts';
import { keepPair, leastLikeness, lookOf, openOurs, type FileLook, type PageLook } from './looks.ts';

const standIn = readFileSync(programFiles.font);

/** Pages of OFD files as we draw them in Chromium beside those of ofdrw, at 96 dpi. */
export async function compareOfd(
  files: readonly { readonly path: string; readonly name: string }[],
  choice: PageChoice,
  keepIn: string,
): Promise<FileLook[]> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-ofd-'));
  const browser = await openSvgPictures();
  try {
    // ofdrw names pictures by file; numbers keep files of two folders apart.
    const copies = files.map(({ path }, at) => {
      const copy = join(folder, `f${at}.ofd`);
      copyFileSync(path, copy);
      return copy;
    });
    const painted = await paintWithOfdrw(copies, folder, 2 ** 31 - 1);
    const looks: FileLook[] = [];
    for (const [at, { path, name }] of files.entries()) {
      let pkg: OfdPackage | null = null;
      const opened = await openOurs(async () => {
        pkg = await openOfd(memorySource(readFileSync(path)));
        return pkg.documents[0]?.pages.length ?? 0;
      });
      const pages: PageLook[] = [];
      for (const page of chosenPages(opened.ours ?? 0, choice)) {
        const picture = `f${at}-${page}.png`;
        if (!pkg || !painted.pictures.has(picture)) continue;
        const mine = await pictureOf(pkg, page);
        const other = readFileSync(join(folder, picture));
        const look = lookOf(page, readGray(mine), readGray(other));
        pages.push(look);
        if (look.likeness < leastLikeness) keepPair(keepIn, `${name.replaceAll('/', '-')}-${page}`, mine, other);
      }
      looks.push({ name, ...opened, theirs: painted.pages.get(`f${at}`) ?? null, pages });
    }
    return looks;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }

  async function pictureOf(pkg: OfdPackage, page: number): Promise<Uint8Array> {
    return browser.picture((await drawOfdPage(pkg, 0, page, { standIn })).svg);
  }
}
