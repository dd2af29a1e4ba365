import { describe, expect, test } from 'vitest';
import { pdfDocument, type PageShape } from '#test/support/pdf-documents.ts';
import { isRed, redBox, renderPage, stamp } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';

/** Dots per inch asked of poppler, and dots per inch of the page: poppler ignores UserUnit. */
const plain = { asked: 72, real: 72 };
const doubled = { asked: 144, real: 72 };

const shapes: readonly (readonly [string, PageShape, typeof plain])[] = [
  ['plain page', {}, plain],
  ['CropBox away from the origin', { mediaBox: [-100, -50, 700, 900], cropBox: [40, 60, 500, 800] }, plain],
  ['CropBox larger than MediaBox', { mediaBox: [0, 0, 500, 600], cropBox: [-50, -50, 900, 900] }, plain],
  ['UserUnit 2', { userUnit: 2, mediaBox: [0, 0, 300, 420] }, doubled],
];

describe.skipIf(!canRun('pdftoppm'))('a stamp as poppler draws it', () => {
  for (const [name, shape, dots] of shapes) {
    test.each([0, 90, 180, 270, -90, 450])(`stands upright where it was placed: ${name}, Rotate %i`, (rotate) => {
      const stamped = stamp(pdfDocument([{ ...shape, rotate }]), [
        { page: 1, xMm: 25, yMm: 40, widthMm: 42, heightMm: 42 },
      ]);
      const png = renderPage(stamped, 1, dots.asked);
      const box = redBox(png, dots.real);
      for (const [side, mm] of [
        ['left', 25],
        ['top', 40],
        ['right', 67],
        ['bottom', 82],
      ] as const) {
        expect(Math.abs(box![side] - mm)).toBeLessThan(0.8);
      }
      const dot = (mm: number): number => Math.round((mm * dots.real) / 25.4);
      const quarters = [30, 55].flatMap((y) => [35, 56].map((x) => isRed(png, dot(x), dot(y + 15))));
      expect(quarters).toEqual([true, false, false, false]);
    });
  }

  test('shows one slice of a straddle placement, cut at the edge of the page (骑缝章)', () => {
    const slices = [1, 2].map((page) => ({
      page,
      xMm: 209.9 - 20 * page,
      yMm: 100,
      widthMm: 40,
      heightMm: 40,
      clip: { xMm: 20 * (page - 1), yMm: 0, widthMm: 20, heightMm: 40 },
    }));
    const stamped = stamp(pdfDocument([{}, {}]), slices);
    const [first, second] = [1, 2].map((page) => redBox(renderPage(stamped, page, 72), 72));
    expect(Math.abs(first!.left - 189.9)).toBeLessThan(0.8);
    expect(Math.abs(first!.right - 209.9)).toBeLessThan(0.8);
    expect(Math.abs(second!.left - 189.9)).toBeLessThan(0.8);
    expect(Math.abs(second!.bottom - 140)).toBeLessThan(0.8);
  });

  test('leaves text below the seal readable: red on black stays black', () => {
    const black = { content: '0 g 0 0 595 842 re f' };
    const stamped = stamp(pdfDocument([black]), [{ page: 1, xMm: 10, yMm: 10, widthMm: 50, heightMm: 50 }]);
    expect(redBox(renderPage(stamped, 1, 72), 72)).toBeUndefined();
  });
});
