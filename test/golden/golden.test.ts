import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRun } from '#test/support/foreign-programs.ts';
import { similarity } from '#test/support/image-similarity.ts';
import { redBox, renderPages } from '#test/support/pdf-stamping.ts';
import { contactSheet } from './contact-sheet.ts';
import { goldenDocuments, type GoldenDocument, type GoldenPage } from './golden-documents.ts';
import { hasBrowser, openViewerWindow } from './viewer-window.ts';

/** Who drew the pages: the viewer with the seals laid over, the viewer with the finished file, poppler with the same. */
type Drawer = 'preview' | 'viewer' | 'poppler';
interface Drawn {
  readonly document: GoldenDocument;
  readonly pictures: Readonly<Partial<Record<Drawer, readonly PNG[]>>>;
}

/** Two dots of the pictures: one for where the browser cuts them out, one for the soft edge of the seal. */
const toleranceMm = 0.8;
const isRefreshing = process.env['UPDATE_GOLDEN'] === '1';
const drawn: Drawn[] = [];

const dotsPerInch = 64;

/** Poppler takes no account of UserUnit, so it is asked for as many dots more. Pages of one unit stand together. */
function byPoppler({ stamped, pages }: GoldenDocument): readonly PNG[] {
  const units = [...new Set(pages.map(({ userUnit }) => userUnit))];
  return units.flatMap((unit) => {
    const numbers = pages.filter(({ userUnit }) => userUnit === unit).map(({ number }) => number);
    return renderPages(stamped, dotsPerInch * unit, { first: numbers[0]!, last: numbers.at(-1)! });
  });
}

const read = (pictures: readonly Uint8Array[]): PNG[] => pictures.map((bytes) => PNG.sync.read(Buffer.from(bytes)));

/** Sides of the seal in millimetres from the upper left corner of the page. */
function sealOn(png: PNG, { widthMm }: GoldenPage): readonly number[] {
  const box = redBox(png, (png.width / widthMm) * 25.4);
  return box ? [box.left, box.top, box.right, box.bottom] : [];
}

describe.skipIf(!hasBrowser || !canRun('pdftoppm'))('what the preview shows is what is signed', () => {
  beforeAll(async () => {
    const viewer = await openViewerWindow();
    for (const document of await goldenDocuments()) {
      const pictures = {
        preview: read(await viewer.pictures(document, 'preview')),
        viewer: read(await viewer.pictures(document, 'stamped')),
        ...(document.format === 'PDF' && { poppler: byPoppler(document) }),
      };
      drawn.push({ document, pictures });
    }
    await viewer.close();
  });
  afterAll(() => {
    drawn.length = 0;
  });

  it.each(['PDF', 'OFD'] as const)('%s: every seal stands where it was asked for, in all pictures', (format) => {
    const { document, pictures } = drawn.find((one) => one.document.format === format)!;
    const misplaced = Object.entries(pictures).flatMap(([drawer, pages]) =>
      document.pages.flatMap((page, index) => {
        const { xMm, yMm, widthMm, heightMm } = document.placements[index]!;
        const wanted = [xMm, yMm, xMm + widthMm, yMm + heightMm];
        const found = sealOn(pages[index]!, page);
        const isThere = wanted.every((side, at) => Math.abs((found[at] ?? Number.NaN) - side) < toleranceMm);
        return isThere
          ? []
          : [`${drawer}, page ${page.number} (${page.name}): ${found.join(' ')} for ${wanted.join(' ')}`];
      }),
    );
    expect(document.pages.length).toBeGreaterThan(5);
    expect(misplaced).toEqual([]);
  });

  it.each([
    ['PDF', 'preview'],
    ['PDF', 'viewer'],
    ['PDF', 'poppler'],
    ['OFD', 'preview'],
    ['OFD', 'viewer'],
  ] as const)('%s: the pages of %s look as they did', (format, drawer) => {
    const pages = drawn.find((one) => one.document.format === format)!.pictures[drawer]!;
    const sheet = new Uint8Array(PNG.sync.write(contactSheet(pages), { colorType: 2 }));
    const kept = fileURLToPath(new URL(`pictures/${format.toLowerCase()}-${drawer}.png`, import.meta.url));
    if (isRefreshing) writeFileSync(kept, sheet);
    expect(existsSync(kept), 'UPDATE_GOLDEN=1 npx vitest run test/golden').toBe(true);
    expect(similarity(readFileSync(kept), sheet).marked).toBeGreaterThan(0.97);
  });
});
