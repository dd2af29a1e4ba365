import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { compareRevisions } from '#main/verification/compare-revisions.ts';
import { pdfCoverage } from '#main/verification/pdf-coverage.ts';
import { alterAmount, noticeWithAmount } from '#test/support/altered-notice.ts';
import { appendUpdate, bodyOf, pdfDocument } from '#test/support/pdf-documents.ts';
import { oneStamp, stamp } from '#test/support/pdf-stamping.ts';
import { refusalOf } from '#test/support/refusals.ts';

const sealed = (): Uint8Array => stamp(noticeWithAmount());

describe('a PDF whose page was rewritten behind the seal (ATK-4, U-VER-3)', () => {
  it('tells the words of then and of now, with the whole number and where it stands', async () => {
    const end = sealed().length;
    const altered = alterAmount(sealed());
    const { changes, comparedPages, leftOut } = await compareRevisions(memorySource(altered), end);
    expect({ comparedPages, leftOut }).toEqual({ comparedPages: [1], leftOut: 0 });
    expect(changes).toMatchObject([{ page: 1, line: 2, was: '128.60万元', is: '182.60万元' }]);
    const { placeNow, placeThen } = changes[0]!;
    // Ten characters of 16 points stand in front of the number.
    expect(placeNow!.xMm).toBeGreaterThan(60);
    expect(placeNow!.yMm).toBeGreaterThan(44);
    expect(placeNow!.yMm).toBeLessThan(52);
    expect(placeThen!.page).toBe(1);
  });

  it('names the object, its part and its page, and that no rule allows it', async () => {
    const [coverage] = await pdfCoverage(memorySource(alterAmount(sealed())));
    expect(coverage!.changes).toMatchObject([
      { isAllowed: false, rule: 'notListed', reason: 'objectChanged', part: 'content', object: 5, pages: [1] },
    ]);
    expect(coverage!.signedState?.end).toBe(sealed().length);
    expect(coverage!.signedState?.pages.length).toBe(2);
  });

  it('finds the page that was taken out', async () => {
    const end = sealed().length;
    const shorter = appendUpdate(sealed(), { 2: '<< /Type /Pages /Count 1 /Kids [4 0 R] >>' });
    const { changes } = await compareRevisions(memorySource(shorter), end);
    expect(changes).toMatchObject([{ page: 2, was: '附件：分配表', is: '' }]);
    const [coverage] = await pdfCoverage(memorySource(shorter));
    expect(coverage!.changes).toMatchObject([{ part: 'pageTree', isAllowed: false }]);
  });

  it('compares nothing where no signature ends', async () => {
    const altered = memorySource(alterAmount(sealed()));
    expect(await refusalOf(() => compareRevisions(altered, 100))).toBe('DOC_BROKEN');
  });
});

describe('a PDF that was only added to', () => {
  it('has the same words, and names what was allowed and why', async () => {
    const once = sealed();
    const twice = stamp(once, [{ ...oneStamp, yMm: 150 }]);
    const { changes } = await compareRevisions(memorySource(twice), once.length);
    expect(changes).toEqual([]);
    const [first] = await pdfCoverage(memorySource(twice));
    expect(first!.changes).toMatchObject([{ isAllowed: true, rule: 'listed', reason: 'signatureAdded' }]);
  });
});

describe('a note laid over the page (ATK-5)', () => {
  it('is outlined where it lies', async () => {
    const base = stamp(pdfDocument());
    const page = bodyOf(base, 4).replace(/\/Annots \[/, '/Annots [90 0 R ');
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [72 700 144 736] /Contents (x) >>';
    const [coverage] = await pdfCoverage(memorySource(appendUpdate(base, { 4: page, 90: note })));
    const [{ places, pages, part } = { places: [], pages: [], part: '' }] = coverage!.changes;
    expect({ pages, part }).toEqual({ pages: [1], part: 'annotation' });
    const k = 25.4 / 72;
    expect(places[0]!.xMm).toBeCloseTo(72 * k, 3);
    expect(places[0]!.yMm).toBeCloseTo((842 - 736) * k, 3);
    expect(places[0]!.heightMm).toBeCloseTo(36 * k, 3);
  });
});
