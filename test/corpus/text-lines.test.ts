import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canRun } from '#test/support/foreign-programs.ts';
import { readGray, similarityOf } from '#test/support/image-similarity.ts';
import { pdfDocument, streamBody } from '#test/support/pdf-documents.ts';
import { openPdfPictures } from './draw-pdf.ts';
import { openPopplerPages } from './poppler-pages.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'text-lines-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Small lines whose feet lie on every part of a pixel, and rules that stay where they are. */
const lines = Array.from({ length: 60 }, (_, line) => {
  const foot = 800 - 12.1 * line;
  return `BT /F1 9 Tf 1 0 0 1 40 ${foot.toFixed(3)} Tm (${'Article '.repeat(6)}${line}: kept by the office) Tj ET`;
});
const rules = Array.from({ length: 10 }, (_, at) => `40 ${(770.3 - 70 * at).toFixed(1)} 500 0.75 re f`);

/** The same lines on a canvas of their own, which pdf.js lays over the page afterwards. */
const groupDict =
  '/Type /XObject /Subtype /Form /BBox [20.3 10.7 580 830] /Resources << /Font << /F1 3 0 R >> >> ' +
  '/Group << /S /Transparency /I true >>';
const inGroup = {
  4:
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << ' +
    '/XObject << /X1 6 0 R >> /ExtGState << /G1 << /ca 0.7 >> >> >> >>',
  5: streamBody('/G1 gs /X1 Do'),
  6: streamBody([...lines, ...rules].join('\n'), groupDict),
};

describe.skipIf(!canRun('pdftoppm') || !fs.existsSync('/usr/bin/chromium'))('text of a PDF in the viewer', () => {
  it.each([
    ['on a page', {}, {}],
    ['on a page that is turned', { rotate: 180 }, {}],
    ['on a page whose edge is no whole pixel', { cropBox: [0.3, 0.4, 595, 841.6] }, {}],
    ['in a transparency group', {}, inGroup],
  ])('stands on the lines of pdftoppm at 96 dpi, %s', async (_, shape, more) => {
    const file = path.join(folder, 'lines.pdf');
    fs.writeFileSync(file, pdfDocument([{ ...shape, content: [...lines, ...rules].join('\n') }], 'table', '', more));
    const poppler = openPopplerPages();
    const pictures = await openPdfPictures();
    try {
      expect(await pictures.open(file)).toBe(true);
      poppler.draw(file, 1, 1);
      const { all, marked } = similarityOf(readGray((await pictures.picture(1))!), poppler.page(1)!.gray);
      expect(all).toBeGreaterThan(0.98);
      expect(marked).toBeGreaterThan(0.95);
    } finally {
      await pictures.close();
      poppler.close();
    }
  });
});
