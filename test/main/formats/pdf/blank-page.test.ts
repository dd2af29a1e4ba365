import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { isPagePlainBlank } from '#main/formats/pdf/blank-page.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { pdfDocument, streamBody } from '#test/support/pdf-documents.ts';

const CMAP = '1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0007> <3000> endbfchar';
const objects = {
  20: '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 21 0 R >>',
  21: streamBody(CMAP),
  22: '<< /Type /Font /Subtype /Type0 /Encoding /UniGB-UCS2-H >>',
  23: streamBody('1 0 0 rg 0 0 9 9 re f', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
  24: streamBody('q Q', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
  25: streamBody('xxx', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB'),
  26: '<< /Subtype /FreeText /Rect [0 0 9 9] /AP << /N 23 0 R >> >>',
  27: '<< /Subtype /Link /Rect [0 0 9 9] >>',
  28: '<< /Subtype /Widget /Rect [0 0 9 9] /AP << /N 24 0 R >> >>',
};
const resources =
  '/Resources << /Font << /F1 3 0 R /Cid 20 0 R /Uni 22 0 R >> /XObject << /Marked 23 0 R /Empty 24 0 R /Im 25 0 R >> >>';

function isBlank(content: string, extra = ''): boolean {
  // The later of two Resources counts, as in every reader.
  const bytes = pdfDocument([{ content, extra: `${resources} ${extra}` }], 'table', '', objects);
  return isPagePlainBlank(openPdf(memorySource(bytes)), 1);
}

describe('a blank page (NM-14)', () => {
  test.each([
    ['no content', ''],
    ['spaces only', 'BT /F1 12 Tf 9 9 Td (   ) Tj [( ) -250 (  )] TJ ET'],
    ['full-width spaces of a font with ToUnicode', 'BT /Cid 12 Tf <00070007> Tj ET'],
    ['full-width spaces of a Unicode CMap', 'BT /Uni 12 Tf <30000020> Tj ET'],
    ['a white rectangle', '1 g 0 0 595 842 re f'],
    ['a white rectangle in RGB and CMYK', '1 1 1 rg 0 0 9 9 re f 0 0 0 0 k 0 0 9 9 re B* n'.replace('B*', 'f')],
    ['invisible text', 'BT 3 Tr /F1 12 Tf (Hidden words) Tj ET'],
    ['white text', 'q 1 g BT /F1 12 Tf (White) Tj ET Q'],
    ['a path that is neither filled nor stroked', '0 0 9 9 re W n'],
    ['a form that draws nothing', '/Empty Do'],
  ])('is %s', (_, content) => {
    expect(isBlank(content)).toBe(true);
  });

  test.each([
    ['text', 'BT /F1 12 Tf (x) Tj ET'],
    ['text after invisible text', 'BT 3 Tr /F1 12 Tf (a) Tj 0 Tr (b) Tj ET'],
    ['text of a font with ToUnicode', 'BT /Cid 12 Tf <00070008> Tj ET'],
    ['a line', '0 0 m 9 9 l S'],
    ['a rectangle after the white colour was restored', 'q 1 g Q 0 0 9 9 re f'],
    ['an image', '/Im Do'],
    ['an inline image', 'BI /W 1 /H 1 ID x EI'],
    ['a form that draws', '/Marked Do'],
    ['a shading', '/Sh sh'],
    ['a pattern', '/Pattern cs /P1 scn 0 0 9 9 re f'],
  ])('is not one with %s', (_, content) => {
    expect(isBlank(content)).toBe(false);
  });

  test('shows an annotation only where one can be seen', () => {
    expect(isBlank('', '/Annots [26 0 R]')).toBe(false);
    expect(isBlank('', '/Annots [27 0 R 28 0 R]')).toBe(true);
  });

  test('is told page by page, and a page that does not exist is refused', () => {
    const file = openPdf(memorySource(pdfDocument([{}, { content: '' }])));
    expect([isPagePlainBlank(file, 1), isPagePlainBlank(file, 2)]).toEqual([false, true]);
    expect(() => isPagePlainBlank(file, 3)).toThrow('STAMP_PAGE_NOT_FOUND');
  });
});
