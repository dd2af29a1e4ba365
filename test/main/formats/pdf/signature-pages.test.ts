import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { signaturePages } from '#main/formats/pdf/signature-pages.ts';
import { signaturePlaces } from '#main/formats/pdf/widget-places.ts';
import {
  bytesOf,
  documentObjects,
  assemblePdf,
  pdfDocument,
  signedDocument,
  textOf,
} from '#test/support/pdf-documents.ts';
import { stamp } from '#test/support/pdf-stamping.ts';

const on = (page: number) => ({ page, xMm: 20, yMm: 30, widthMm: 40, heightMm: 40 });
const pagesIn = (bytes: Uint8Array) => Object.fromEntries(signaturePages(openPdf(memorySource(bytes))));
const branch = (of: readonly string[]): string =>
  `<< /Type /Pages /Parent 2 0 R /Count ${of.length} /Kids [${of.join(' ')}] >>`;
const threePages = pdfDocument([{}, {}, {}]);

describe('the pages on which a signature of a PDF is seen', () => {
  it('are those of its stamps, whichever of them is the widget', () => {
    expect(pagesIn(stamp(threePages, [on(2)]))).toEqual({ Seal_1: [2] });
    expect(pagesIn(stamp(threePages, [on(3), on(1)]))).toEqual({ Seal_1: [1, 3] });
  });

  it('are told apart for each of several signatures', () => {
    const twice = stamp(stamp(threePages, [on(1)]), [on(2), on(3)]);
    expect(pagesIn(twice)).toEqual({ Seal_1: [1], Seal_2: [2, 3] });
  });

  it('are counted through a tree of pages as through a flat list', () => {
    const objects = documentObjects([{}, {}, {}, {}]);
    const kids = /\/Kids \[([^\]]+)\]/
      .exec(objects[2] ?? '')![1]!
      .trim()
      .match(/\d+ 0 R/g)!;
    const moved = Object.fromEntries(
      Object.entries(objects).map(([num, body]) => {
        const at = kids.indexOf(`${num} 0 R`);
        return [num, at === -1 ? body : body.replace('/Parent 2 0 R', `/Parent ${at < 3 ? 90 : 91} 0 R`)];
      }),
    );
    const nested = assemblePdf({
      ...moved,
      2: '<< /Type /Pages /Count 4 /Kids [90 0 R 91 0 R] >>',
      90: branch(kids.slice(0, 3)),
      91: branch(kids.slice(3)),
    });
    expect(pagesIn(stamp(nested, [on(4)]))).toEqual({ Seal_1: [4] });
  });

  it('are none for a signature that cannot be seen', () => {
    expect(pagesIn(signedDocument(''))).toEqual({});
  });

  it('are not what an annotation says of itself: the page that shows it counts', () => {
    const stamped = textOf(stamp(threePages, [on(2)]));
    const pages = [...stamped.matchAll(/(\d+) 0 obj\s*<<[^>]*\/Type \/Page\b/g)].map(([, num]) => num!);
    const lying = bytesOf(stamped.replace(/\/P \d+ 0 R/, `/P ${pages[0]} 0 R`));
    expect(textOf(lying)).not.toBe(stamped);
    expect(pagesIn(lying)).toEqual({ Seal_1: [2] });
    const silent = bytesOf(stamped.replace(/\/P (\d+) 0 R/, '/Q $1 0 R'));
    expect(pagesIn(silent)).toEqual({ Seal_1: [2] });
  });

  it('are the same that a look over all pages finds', () => {
    const bytes = stamp(stamp(threePages, [on(3)]), [on(1)]);
    const seen = signaturePlaces(openPdf(memorySource(bytes))).map(({ field, page }) => [field, [page]]);
    expect(pagesIn(bytes)).toEqual(Object.fromEntries(seen));
  });
});
