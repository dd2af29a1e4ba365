import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { type PageGeometry, pageGeometry, requireInside, toUserSpace } from '#main/formats/pdf/page-geometry.ts';
import { assemblePdf, documentObjects, pdfDocument, type PageShape } from '#test/support/pdf-documents.ts';

function geometryOf(page: PageShape): PageGeometry {
  const file = openPdf(memorySource(pdfDocument([page])));
  return pageGeometry(file.objects, file.pages.page(1));
}

/** Display size in whole millimetres. */
const sizeOf = ({ widthMm, heightMm }: PageGeometry): number[] => [widthMm, heightMm].map(Math.round);

/** One millimetre is 72/25.4 units, so boxes of 720 by 1440 units are 254 by 508 mm. */
const crop = { mediaBox: [0, 0, 1000, 2000], cropBox: [100, 200, 820, 1640] };
const box = { xMm: 25.4, yMm: 50.8, widthMm: 12.7, heightMm: 25.4 };

describe('the transform from the displayed page to user space', () => {
  test.each([
    [0, [172, 1424, 208, 1496]],
    [90, [244, 272, 316, 308]],
    [180, [712, 344, 748, 416]],
    [270, [604, 1532, 676, 1568]],
  ])('turns with Rotate %i and starts at the CropBox', (rotate, expected) => {
    const { x0, y0, x1, y1 } = toUserSpace(box, geometryOf({ ...crop, rotate }));
    expect([x0, y0, x1, y1].map((value) => Math.round(value * 1000) / 1000)).toEqual(expected);
  });

  test('shows a turned page with its sides exchanged', () => {
    expect(sizeOf(geometryOf(crop))).toEqual([254, 508]);
    expect(sizeOf(geometryOf({ ...crop, rotate: 90 }))).toEqual([508, 254]);
  });

  test('counts UserUnit: a unit of 2/72 inch makes the page twice as large', () => {
    expect(sizeOf(geometryOf({ ...crop, userUnit: 2 }))).toEqual([508, 1016]);
  });

  test('cuts the CropBox to the MediaBox, and ignores one that lies outside', () => {
    expect(sizeOf(geometryOf({ mediaBox: [0, 0, 720, 720], cropBox: [360, -99, 999, 999] }))[0]).toBe(127);
    expect(sizeOf(geometryOf({ mediaBox: [0, 0, 720, 720], cropBox: [900, 900, 999, 999] }))[0]).toBe(254);
  });

  test('takes corners in any order', () => {
    expect(geometryOf({ mediaBox: [720, 720, 0, 0] }).box).toEqual({ x0: 0, y0: 0, x1: 720, y1: 720 });
  });

  test('inherits boxes and rotation from the page tree', () => {
    const objects = documentObjects([{}]);
    objects[2] = '<< /Type /Pages /Count 1 /Kids [4 0 R] /MediaBox [0 0 720 1440] /Rotate 90 >>';
    objects[4] = '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>';
    const file = openPdf(memorySource(assemblePdf(objects)));
    expect(sizeOf(pageGeometry(file.objects, file.pages.page(1)))).toEqual([508, 254]);
  });
});

describe('a placement', () => {
  const page = geometryOf({ mediaBox: [0, 0, 720, 720] });

  test.each([
    ['left of the page', { xMm: -1 }],
    ['above the page', { yMm: -1 }],
    ['right of the page', { xMm: 254 - 12 }],
    ['below the page', { yMm: 254 - 25 }],
  ])('is refused %s', (_, moved) => {
    expect(() => requireInside({ ...box, ...moved }, page, 1)).toThrow('STAMP_PLACEMENT_OUTSIDE_PAGE');
  });

  test('may touch the edge, within the rounding of a printer', () => {
    expect(() => requireInside({ xMm: 0, yMm: 0, widthMm: 254.01, heightMm: 254 }, page, 1)).not.toThrow();
  });
});
