import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { pageTextLimits, readPdfPageText } from '#main/formats/pdf/page-text.ts';
import { linesOf, type PageWord } from '#main/formats/pdf/page-words.ts';
import { plainCharacters } from '#main/formats/pdf/radical-characters.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { pdfDocument, type PageShape } from '#test/support/pdf-documents.ts';
import { refusalOf } from '#test/support/refusals.ts';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'page-text-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const sample = readFileSync(path.join(programFiles.samples, '通知.pdf'));
const textOf = (words: readonly PageWord[]): string => words.map(({ text }) => text).join('');

const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72;

/** Words and boxes as poppler finds them, in millimetres from the top left corner. */
function byPoppler(bytes: Uint8Array): readonly PageWord[] {
  const file = path.join(scratch, 'judged.pdf');
  writeFileSync(file, bytes);
  const xml = ask('pdftotext', ['-bbox', file, '-']).text;
  const word = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g;
  return [...xml.matchAll(word)].map(([, x0, y0, x1, y1, text = '']) => ({
    text,
    xMm: mm(x0),
    yMm: mm(y0),
    widthMm: mm(x1) - mm(x0),
    heightMm: mm(y1) - mm(y0),
  }));
}

describe('the text of a page', () => {
  it('is read with the characters people see, where a browser wrote radicals', async () => {
    const [first, second] = await readPdfPageText(memorySource(sample), [1, 2]);
    expect([first?.page, second?.page]).toEqual([1, 2]);
    const lines = linesOf(first!.words);
    expect(lines[0]).toBe('青禾县农业农村局文件');
    expect(lines[1]).toBe('青农发〔2026〕18号');
    expect(textOf(first!.words)).toContain('农作物种子市场');
  });

  it('gives pages in the order asked, and none when none is asked for', async () => {
    const pages = await readPdfPageText(memorySource(sample), [2, 1]);
    expect(pages.map(({ page }) => page)).toEqual([2, 1]);
    expect(await readPdfPageText(memorySource(sample), [])).toEqual([]);
  });

  it('is taken as it stands but for radicals', () => {
    expect(plainCharacters('⻘⽲县１（２）⻓')).toBe('青禾县１（２）长');
  });

  const shapes: readonly (readonly [string, PageShape])[] = [
    ['a plain page', {}],
    ['a page turned by 90', { rotate: 90 }],
    ['a page turned by 270', { rotate: 270 }],
    ['a page on its head', { rotate: 180 }],
    ['a CropBox away from the origin', { mediaBox: [-100, -50, 700, 900], cropBox: [20, 30, 500, 800] }],
  ];
  it.skipIf(!canRun('pdftotext')).each(shapes)('stands where poppler finds it on %s', async (_what, shape) => {
    const bytes = pdfDocument([{ ...shape, content: 'BT /F1 24 Tf 60 60 Td (Contract) Tj ET' }]);
    const [page] = await readPdfPageText(memorySource(bytes), [1]);
    const [word] = page!.words;
    // Poppler ignores the CropBox here unless told otherwise; its words count from the MediaBox as it is shown.
    const [known] = byPoppler(bytes);
    const off = shape.cropBox ? { x: (120 * 25.4) / 72, y: (100 * 25.4) / 72 } : { x: 0, y: 0 };
    expect(word?.text).toBe('Contract');
    expect(Math.abs(word!.xMm + word!.widthMm / 2 - (known!.xMm - off.x + known!.widthMm / 2))).toBeLessThan(1.5);
    expect(Math.abs(word!.yMm + word!.heightMm / 2 - (known!.yMm - off.y + known!.heightMm / 2))).toBeLessThan(1.5);
  });

  it.skipIf(!canRun('pdftotext'))('holds the words poppler finds in the sample', async () => {
    const ours = textOf((await readPdfPageText(memorySource(sample), [1, 2])).flatMap(({ words }) => words));
    const theirs = byPoppler(sample).map(({ text }) => plainCharacters(text).replaceAll(/\s/g, ''));
    expect(theirs.filter((text) => !ours.replaceAll(/\s/g, '').includes(text))).toEqual([]);
    expect(theirs.length).toBeGreaterThan(20);
  });
});

const flate = (content: Uint8Array): { readonly content: string; readonly dict: string } => ({
  content: Buffer.from(deflateSync(content)).toString('latin1'),
  dict: '/Filter /FlateDecode',
});

describe('reading text that costs too much', () => {
  it('is ended at the deadline, and the next document is read all the same', async () => {
    // Text set a million times over: honest syntax, and hours of work in a hurry.
    const bytes = pdfDocument([{ content: 'BT /F1 24 Tf 60 60 Td (Contract) Tj ET\n'.repeat(200_000) }]);
    const limits = { ...pageTextLimits(1), deadlineMs: 30 };
    expect(await refusalOf(() => readPdfPageText(memorySource(bytes), [1], limits))).toContain('DOC_HOSTILE');
    expect((await readPdfPageText(memorySource(sample), [1]))[0]!.words.length).toBeGreaterThan(10);
  });

  it('is ended when it reads more of the file than allowed', async () => {
    const limits = { ...pageTextLimits(1), maxReadBytes: 1000 };
    expect(await refusalOf(() => readPdfPageText(memorySource(sample), [1], limits))).toContain('DOC_HOSTILE');
  });

  it('ATK-1: is ended when a stream expands beyond the memory allowed', async () => {
    const { content, dict } = flate(Buffer.alloc(256 * 1024 * 1024, 0x20));
    const bytes = pdfDocument([{}], 'table', '', {
      5: `<< /Length ${content.length} ${dict} >>\nstream\n${content}\nendstream`,
    });
    const limits = { ...pageTextLimits(1), maxGrowthBytes: 96 * 1024 * 1024 };
    expect(await refusalOf(() => readPdfPageText(memorySource(bytes), [1], limits))).toContain('DOC_HOSTILE');
  });

  it('is refused for a page that is not there, and for no PDF', async () => {
    expect(await refusalOf(() => readPdfPageText(memorySource(sample), [3]))).toMatch(/^(STAMP_PAGE|DOC_)/);
    expect(await refusalOf(() => readPdfPageText(memorySource(Buffer.from('no')), [1]))).toContain(
      'DOC_FORMAT_UNKNOWN',
    );
  });
});
