import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { straddleSides, type StraddleSide } from '#shared/model/placement.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { inspect, stamp as stampOfd } from '#test/support/ofd-stamps.ts';
import { appendUpdate, pdfDocument } from '#test/support/pdf-documents.ts';
import { renderPages, runOn, stamp as stampPdf } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { columns, foreignStraddle, foreignWays } from '#test/support/foreign-straddle.ts';

const seal = { widthMm: 42, heightMm: 42 };
const a4 = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, widthMm: 210, heightMm: 297 }));
const slices = (side: StraddleSide, pages = 4, perSeal = 4) =>
  expandRules([{ kind: 'straddle', side, pages: '全部', at: 0.5, perSeal }], a4(pages), seal);

/** The page tree of a document of four A4 pages, in another order or with pages left out. */
const kids = (...pages: readonly number[]): string =>
  `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${2 + 2 * page} 0 R`).join(' ')}] >>`;
const pdfPages = (count: number) => Array.from({ length: count }, () => ({ mediaBox: [0, 0, 595.2756, 841.8898] }));
const pdf = (side: StraddleSide = 'right') => stampPdf(pdfDocument(pdfPages(4)), slices(side));
const pdfFact = (bytes: Uint8Array) =>
  readPdfSignatures(memorySource(bytes))[0]!.facts.find(({ check }) => check === 'pdf.straddle');

const ofd = (side: StraddleSide = 'right') => stampOfd(makeOfd({ pages: 4 }), { placements: slices(side) });
const ofdFact = async (bytes: Uint8Array) =>
  (await inspect(bytes)).signatures[0]!.facts.find(({ check }) => check === 'ofd.straddle');
const page = (id: number): string => `<ofd:Page ID="${id}" BaseLoc="Pages/Page_${id - 101}/Content.xml"/>`;
const editPages = async (from: string, to: string) =>
  editOfd(await ofd(), { '/Doc_0/Document.xml': (text) => text.replace(from, to) });

describe('slices of a straddle seal (骑缝章) in a signed file', () => {
  it.each(straddleSides)('are whole and in order on the %s edge, in PDF and OFD', async (side) => {
    expect(pdfFact(pdf(side))).toEqual({ check: 'pdf.straddle', state: 'ok', evidence: { count: 4 } });
    expect(await ofdFact(await ofd(side))).toEqual({ check: 'ofd.straddle', state: 'ok', evidence: { count: 4 } });
  });

  it('are whole where several seals follow each other', async () => {
    const placements = slices('left', 9, 3);
    expect(pdfFact(stampPdf(pdfDocument(pdfPages(9)), placements))).toMatchObject({ state: 'ok' });
    expect(await ofdFact(await stampOfd(makeOfd({ pages: 9 }), { placements }))).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['in the middle', kids(1, 3, 4), { page: 2 }],
    ['the last one', kids(1, 2, 3), {}],
  ])('name a page of a PDF that was taken out: %s', (_, tree, evidence) => {
    const fact = pdfFact(appendUpdate(pdf(), { 2: tree }));
    expect(fact).toEqual({ check: 'pdf.straddle', state: 'warn', reason: 'straddle-page-missing', evidence });
  });

  it('name pages of a PDF that were exchanged', () => {
    expect(pdfFact(appendUpdate(pdf(), { 2: kids(1, 3, 2, 4) }))).toMatchObject({ reason: 'straddle-page-swapped' });
  });

  it('name a page of an OFD that was taken out, and pages that were exchanged', async () => {
    expect(await ofdFact(await editPages(page(102), ''))).toMatchObject({
      state: 'warn',
      reason: 'straddle-page-missing',
      evidence: { page: 2 },
    });
    const exchanged = await editPages(page(102) + page(103), page(103) + page(102));
    expect(await ofdFact(exchanged)).toMatchObject({ reason: 'straddle-page-swapped' });
  });

  it('are no matter where a seal is whole, or cut in another way', async () => {
    const whole = { page: 1, xMm: 100, yMm: 100, ...seal };
    expect(pdfFact(stampPdf(pdfDocument([{}, {}]), [whole, { ...whole, page: 2 }]))).toBeUndefined();
    const half = { ...whole, clip: { xMm: 0, yMm: 0, widthMm: 21, heightMm: 21 } };
    expect(
      await ofdFact(await stampOfd(makeOfd({ pages: 2 }), { placements: [half, { ...half, page: 2 }] })),
    ).toBeUndefined();
  });
});

const without = (way: (typeof foreignWays)[number], ...left: readonly number[]) =>
  appendUpdate(foreignStraddle(way), { 2: kids(...left) });

describe('slices that another program made', () => {
  const told = foreignWays.filter((way) => way !== 'pictures');
  const missing = { check: 'pdf.straddle', state: 'warn', reason: 'straddle-page-missing' };

  it.each(told)('are whole and in order where each says which part it is: %s', (way) => {
    expect(pdfFact(foreignStraddle(way))).toEqual({ check: 'pdf.straddle', state: 'ok', evidence: { count: 4 } });
  });

  it.each(told)('name a page that was taken out, and pages that were exchanged: %s', (way) => {
    expect(pdfFact(without(way, 1, 3, 4))).toEqual({ ...missing, evidence: { page: 2 } });
    expect(pdfFact(without(way, 1, 2, 3))).toEqual({ ...missing, evidence: {} });
    expect(pdfFact(without(way, 2, 3, 4))).toEqual({ ...missing, evidence: { page: 1 } });
    expect(pdfFact(without(way, 1, 3, 2, 4))).toMatchObject({ reason: 'straddle-page-swapped' });
  });

  it('are in order however the field lists them, and what cannot be told is said', () => {
    expect(pdfFact(foreignStraddle('boxes', [3, 2, 1, 0]))).toMatchObject({ state: 'ok' });
    const shuffled = appendUpdate(foreignStraddle('boxes', [2, 0, 3, 1]), { 2: kids(1, 3, 2, 4) });
    expect(pdfFact(shuffled)).toMatchObject({ state: 'warn', reason: 'straddle-order-untold', evidence: { count: 4 } });
  });

  it('that are pictures of their own tell of pages that are gone or exchanged, and never that the seal is whole', () => {
    const whole = pdfFact(foreignStraddle('pictures'));
    expect(whole).toMatchObject({ state: 'warn', reason: 'straddle-strips-alone', evidence: { count: 4 } });
    expect(pdfFact(foreignStraddle('pictures', [3, 2, 1, 0]))).toEqual(whole);
    expect(pdfFact(without('pictures', 1, 3, 4))).toEqual({ ...missing, evidence: { page: 2 } });
    expect(pdfFact(without('pictures', 1, 3, 2, 4))).toMatchObject({ reason: 'straddle-page-swapped' });
  });

  it('are nothing of the kind where every page has the same picture, or lies away from the edge', () => {
    const text = Buffer.from(foreignStraddle('pictures')).toString('latin1');
    const same = Buffer.from(text.replace(/(00FF00|0000FF|FFFF00)>/g, 'FF0000>'), 'latin1');
    expect(pdfFact(new Uint8Array(same))).toBeUndefined();
    const inside = Buffer.from(text.replaceAll('[565 300 595 420]', '[465 300 495 420]'), 'latin1');
    expect(pdfFact(new Uint8Array(inside))).toBeUndefined();
  });

  it.skipIf(!canRun('pdftoppm', 'qpdf'))('are cut as poppler shows them, in a file that qpdf finds sound', () => {
    for (const way of foreignWays) {
      const bytes = foreignStraddle(way);
      expect(runOn(bytes, 'qpdf', ['--check']).status).toBe(0);
      const shown = renderPages(bytes, 72).map(({ data, width }) => {
        const at = ((842 - 360) * width + 580) * 4;
        return [...data.subarray(at, at + 3)].map((part) => part > 127);
      });
      const wanted = { red: [1, 0, 0], green: [0, 1, 0], blue: [0, 0, 1], yellow: [1, 1, 0] };
      expect(shown).toEqual(columns.map((column) => wanted[column].map(Boolean)));
    }
  });
});
