import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { similarity } from '#test/support/image-similarity.ts';
import { hasOfdrwPainter, paintWithOfdrw } from '#test/support/ofdrw-painter.ts';
import { redBox, renderPages } from '#test/support/pdf-stamping.ts';
import { contactSheet } from './contact-sheet.ts';
import { goldenDocuments, type GoldenDocument, type GoldenPage } from './golden-documents.ts';
import { hasBrowser, openViewerWindow } from './viewer-window.ts';

/** Who drew the pages: the viewer with the seals laid over, and of the finished file the viewer, poppler and ofdrw. */
type Drawer = 'preview' | 'viewer' | 'poppler' | 'ofdrw';
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

/** In one run of Java for all pages. */
async function byOfdrw({ name, stamped, pages }: GoldenDocument): Promise<readonly PNG[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-golden-'));
  try {
    const file = path.join(folder, `${name}.ofd`);
    writeFileSync(file, stamped);
    await paintWithOfdrw([file], folder, pages.length);
    return pages.map((page) =>
      movedBack(PNG.sync.read(readFileSync(path.join(folder, `${name}-${page.number}.png`))), page),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * ofdrw lays out a page from 0,0 wherever its box begins, content and seal alike; here the page begins at its own corner
 * again. What it cut off is not there.
 */
function movedBack(png: PNG, { originMm, widthMm }: GoldenPage): PNG {
  const [left, top] = originMm.map((side) => Math.round((side * png.width) / widthMm)) as [number, number];
  const moved = new PNG({ width: png.width, height: png.height });
  moved.data.fill(255);
  for (let y = Math.max(0, -top); y < Math.min(png.height, png.height - top); y += 1) {
    for (let x = Math.max(0, -left); x < Math.min(png.width, png.width - left); x += 1) {
      const from = ((y + top) * png.width + x + left) * 4;
      moved.data.set(png.data.subarray(from, from + 4), (y * png.width + x) * 4);
    }
  }
  return moved;
}

const read = (pictures: readonly Uint8Array[]): PNG[] => pictures.map((bytes) => PNG.sync.read(Buffer.from(bytes)));

/** Sides of the seal in millimetres from the upper left corner of the page. */
function sealOn(png: PNG, { widthMm }: GoldenPage): readonly number[] {
  const box = redBox(png, (png.width / widthMm) * 25.4);
  return box ? [box.left, box.top, box.right, box.bottom] : [];
}

const sheetOf = (format: DocumentFormat, drawer: Drawer): Uint8Array => {
  const pages = drawn.find((one) => one.document.format === format)!.pictures[drawer]!;
  return new Uint8Array(PNG.sync.write(contactSheet(pages), { colorType: 2 }));
};

const likeness = (format: DocumentFormat, ...[one, other]: readonly [Drawer, Drawer]): number =>
  similarity(sheetOf(format, one), sheetOf(format, other)).marked;

/** To the picture of the repository, which is written anew where that is asked for. */
function likenessToKept(format: DocumentFormat, drawer: Drawer): number {
  const sheet = sheetOf(format, drawer);
  const kept = fileURLToPath(new URL(`pictures/${format.toLowerCase()}-${drawer}.png`, import.meta.url));
  if (isRefreshing) writeFileSync(kept, sheet);
  expect(existsSync(kept), 'UPDATE_GOLDEN=1 npx vitest run test/golden').toBe(true);
  return similarity(readFileSync(kept), sheet).marked;
}

describe.skipIf(!hasBrowser || !canRun('pdftoppm'))('what the preview shows is what is signed', () => {
  beforeAll(async () => {
    const viewer = await openViewerWindow();
    for (const document of await goldenDocuments()) {
      const pictures = {
        preview: read(await viewer.pictures(document, 'preview')),
        viewer: read(await viewer.pictures(document, 'stamped')),
        ...(document.format === 'PDF' && { poppler: byPoppler(document) }),
        ...(document.format === 'OFD' && hasOfdrwPainter && { ofdrw: await byOfdrw(document) }),
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
    expect(likenessToKept(format, drawer)).toBeGreaterThan(0.97);
  });

  it('PDF: what stands beside the seals lies for poppler where it lies in the viewer', () => {
    expect(likeness('PDF', 'viewer', 'poppler')).toBeGreaterThan(0.95);
  });

  it.skipIf(!hasOfdrwPainter)('OFD: the pages of ofdrw look as they did, and as those of the viewer', () => {
    expect(likenessToKept('OFD', 'ofdrw')).toBeGreaterThan(0.97);
    expect(likeness('OFD', 'viewer', 'ofdrw')).toBeGreaterThan(0.95);
  });
});
