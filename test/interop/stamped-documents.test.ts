import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFiles } from '#main/app/verify-files.ts';
import { createWords } from '#main/platform/words.ts';
import type { SignatureReport } from '#shared/contract/verification.ts';
import type { Placement } from '#shared/model/placement.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { hasOfdrw, validateWithOfdrw } from '#test/support/ofdrw.ts';
import { isRed, renderPage } from '#test/support/pdf-stamping.ts';
import { firstPlace, secondPlace, stampSamples, type StampedSamples } from '#test/support/stamped-samples.ts';

const dotsPerInch = 72;
let samples: StampedSamples;

beforeAll(async () => {
  samples = await stampSamples();
}, 120_000);
afterAll(() => samples?.close());

async function signaturesOf(file: string): Promise<readonly SignatureReport[]> {
  const { files } = await verifyFiles({ files: [file], data: samples.data, words: createWords() });
  return files[0]!.signatures;
}

/** Red dots inside a box on the first page, as poppler draws it. */
function redIn(file: string, { xMm, yMm, widthMm, heightMm }: Placement): number {
  const page = renderPage(readFileSync(file), 1, dotsPerInch);
  const dots = (mm: number): number => Math.round((mm * dotsPerInch) / 25.4);
  let count = 0;
  for (let y = dots(yMm); y < dots(yMm + heightMm); y += 1) {
    for (let x = dots(xMm); x < dots(xMm + widthMm); x += 1) if (isRed(page, x, y)) count += 1;
  }
  return count;
}

describe('documents stamped twice, by two requests', () => {
  it.each(['pdf', 'ofd'] as const)('hold two valid seals each (%s)', async (format) => {
    const signatures = await signaturesOf(samples[format].twice);
    expect(signatures.map(({ verdict, reasons, kind }) => [verdict, reasons.filter(isGrave), kind])).toEqual([
      ['valid', ['chain.revocation:no-revocation-source'], 'seal'],
      ['valid', ['chain.revocation:no-revocation-source'], 'seal'],
    ]);
    expect(new Set(signatures.map(({ name }) => name)).size).toBe(2);
  });

  it.each(['pdf', 'ofd'] as const)('keep the first seal as it was (%s)', async (format) => {
    const [before] = await signaturesOf(samples[format].once);
    const [after] = await signaturesOf(samples[format].twice);
    expect(after).toMatchObject({ name: before!.name, signedAt: before!.signedAt, esId: before!.esId });
  });

  it('keep the bytes of the document before them, in a PDF', () => {
    const { original, once, twice } = samples.pdf;
    const [a, b, c] = [original, once, twice].map((file) => readFileSync(file)) as [Buffer, Buffer, Buffer];
    expect(b.subarray(0, a.length).equals(a)).toBe(true);
    expect(c.subarray(0, b.length).equals(b)).toBe(true);
  });
});

/** Later revisions are what a second seal is. */
const isGrave = (reason: string): boolean => reason !== 'pdf.coverage:laterRevisions';

describe.skipIf(!canRun('qpdf'))('qpdf', () => {
  it.each(['once', 'twice'] as const)('finds no fault in a PDF stamped %s', (times) => {
    const { status, text } = ask('qpdf', ['--check', samples.pdf[times]]);
    expect([status, text.includes('No syntax or stream encoding errors')]).toEqual([0, true]);
  });
});

describe.skipIf(!canRun('pdfsig'))('pdfsig of poppler', () => {
  it('sees one signature that covers the whole document', () => {
    const { text } = ask('pdfsig', ['-nocert', samples.pdf.once]);
    expect(text.match(/^Signature #/gm)).toHaveLength(1);
    expect(text).toContain('Total document signed');
  });

  it('sees two after the second stamp, the last over the whole document', () => {
    const { text } = ask('pdfsig', ['-nocert', samples.pdf.twice]);
    expect(text.match(/^Signature #/gm)).toHaveLength(2);
    const [first, second] = text.split('Signature #2');
    expect(first).toContain('Not total document signed');
    expect(second).toContain('Total document signed');
  });
});

describe.skipIf(!canRun('pdftoppm'))('pdftoppm of poppler', () => {
  it('draws each seal where it was placed, and none before', () => {
    const { original, once, twice } = samples.pdf;
    const seen = [original, once, twice].map((file) =>
      [firstPlace, secondPlace].map((place) => redIn(file, place) > 200),
    );
    expect(seen).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});

describe.skipIf(!hasOfdrw)('ofdrw', () => {
  it('calls an OFD valid that a station stamped once and twice, with the stamps it sees', async () => {
    const judged = await validateWithOfdrw([samples.ofd.original, samples.ofd.once, samples.ofd.twice]);
    expect(judged.map(({ verdict, stamps }) => [verdict, stamps])).toEqual([
      ['UNSIGNED', 0],
      ['VALID', 1],
      ['VALID', 2],
    ]);
  }, 300_000);
});
