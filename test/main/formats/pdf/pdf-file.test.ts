import { deflateSync } from 'node:zlib';
import { array, assert, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteSource, memorySource } from '#main/formats/byte-source.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfFacts } from '#main/formats/pdf/document-facts.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { assemblePdf, bytesOf, documentObjects, pdfDocument, streamBody, textOf } from '#test/support/pdf-documents.ts';
import { runOn, stamp } from '#test/support/pdf-stamping.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const open = (bytes: Uint8Array): ReturnType<typeof openPdf> => openPdf(memorySource(bytes));
const manyPages = Array.from({ length: 300 }, () => ({}));

/** Counts the bytes that were read. */
function counted(bytes: Uint8Array): ByteSource & { bytesRead: number } {
  const source = memorySource(bytes);
  const counter = {
    size: source.size,
    bytesRead: 0,
    read: (offset: number, length: number): Uint8Array => {
      counter.bytesRead += Math.min(length, source.size - offset);
      return source.read(offset, length);
    },
  };
  return counter;
}

describe('opening a PDF', () => {
  test.each(['table', 'stream', 'hybrid'] as const)('follows the cross-reference sections of a %s file', (kind) => {
    expect(open(pdfDocument(manyPages, kind))).toMatchObject({
      condition: 'sound',
      pageCount: 300,
      isEncrypted: false,
    });
  });

  test('finds the first and the last page without reading the others', () => {
    const source = counted(pdfDocument(manyPages));
    const file = openPdf(source);
    expect([file.pages.page(1).number, file.pages.page(300).number]).toEqual([1, 300]);
    expect(source.bytesRead).toBeLessThan(source.size / 2);
  });

  test.each([
    ['nothing', '', 'DOC_EMPTY'],
    ['another format', 'PK\u0003\u0004', 'DOC_FORMAT_UNKNOWN'],
    ['a header alone', '%PDF-1.7\n', 'DOC_BROKEN'],
  ])('refuses %s', (_, text, code) => {
    expect(() => open(bytesOf(text))).toThrow(code);
  });

  test.skipIf(!canRun('qpdf'))(
    'reads a file whose startxref is off by a little, and stamps it so that qpdf has nothing to say',
    () => {
      const off = bytesOf(
        textOf(pdfDocument()).replace(/startxref\n(\d+)/, (_, at: string) => `startxref\n${Number(at) + 3}`),
      );
      expect(open(off).condition).toBe('startxref-off');
      expect(runOn(stamp(off), 'qpdf', ['--check']).status).toBe(0);
    },
  );

  test('reads a file without a usable table, and refuses to stamp it', () => {
    const lost = bytesOf(textOf(pdfDocument([{}, {}])).replace(/startxref\n\d+/, 'startxref\n7'));
    expect(open(lost)).toMatchObject({ condition: 'rebuilt', pageCount: 2 });
    expect(() => stamp(lost)).toThrow('DOC_BROKEN');
  });

  test('refuses to stamp an encrypted file and says so for a reader', () => {
    const encrypted = assemblePdf(
      { ...documentObjects([{}]), 9: '<< /Filter /Standard >>' },
      'table',
      '/Root 1 0 R /Encrypt 9 0 R',
    );
    expect(readPdfFacts(memorySource(encrypted))).toMatchObject({ isEncrypted: true, pageCount: 0 });
    expect(() => stamp(encrypted)).toThrow('DOC_ENCRYPTED');
  });

  test.skipIf(!canRun('qpdf'))('ATK-13 accepts junk before %PDF and bytes behind %%EOF', () => {
    const framed = bytesOf(`junk\n${textOf(pdfDocument([{}, {}]))}\n<!-- appended -->\n`);
    expect(open(framed)).toMatchObject({ junkBytes: 5, condition: 'sound', pageCount: 2 });
    const stamped = stamp(framed);
    expect(textOf(stamped).startsWith(textOf(framed))).toBe(true);
    expect(runOn(stamped, 'qpdf', ['--check']).output).toContain('No syntax or stream encoding errors found');
    const [signature] = readPdfSignatures(memorySource(stamped));
    expect(signature!.facts.filter(({ state }) => state !== 'ok')).toEqual([]);
  });
});

const bomb = (objects: Record<number, string>): Uint8Array => assemblePdf({ ...documentObjects([{}]), ...objects });

describe('ATK-11 parser bombs', () => {
  test('a table of a thousand million entries costs nothing', () => {
    const claimed = textOf(pdfDocument()).replace(/xref\n0 \d+\n/, 'xref\n0 1000000000\n');
    expect(() => open(bytesOf(claimed))).toThrow('DOC_HOSTILE');
  });

  test('cross-reference sections in a circle are refused', () => {
    const text = textOf(pdfDocument());
    const at = /startxref\n(\d+)/.exec(text)![1]!;
    expect(() => open(bytesOf(text.replace('/Size', `/Prev ${at} /Size`)))).toThrow('DOC_HOSTILE');
  });

  test.each([
    ['a page tree in a circle', { 2: '<< /Type /Pages /Count 3 /Kids [2 0 R 4 0 R] >>' }, 'DOC_HOSTILE'],
    ['references in a circle', { 2: '20 0 R', 20: '21 0 R', 21: '20 0 R' }, 'DOC_HOSTILE'],
    ['more pages than may be', { 2: `<< /Count 100001 /Kids [${'4 0 R '.repeat(100_001)}] >>` }, 'DOC_TOO_LARGE'],
  ])('refuses %s', (_, objects, code) => {
    expect(() => open(bomb(objects as Record<number, string>)).pageCount).toThrow(code);
  });

  test('a page tree that folds into itself is refused before it is unfolded', () => {
    const levels: Record<number, string> = { 2: '<< /Count 9 /Kids [100 0 R 100 0 R] >>' };
    for (let level = 0; level < 40; level += 1) {
      levels[100 + level] = `<< /Count 9 /Kids [${101 + level} 0 R ${101 + level} 0 R] >>`;
    }
    levels[140] = '<< /Count 0 /Kids [4 0 R 4 0 R 4 0 R] >>';
    expect(() => open(bomb(levels)).pageCount).toThrow(/DOC_(TOO_LARGE|HOSTILE)/);
  });

  test('a stream that expands to gigabytes is stopped', () => {
    const data = deflateSync(Buffer.alloc(100 * 1024 * 1024)).toString('latin1');
    const bytes = bomb({ 20: streamBody(data, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode') });
    expect(() => open(bytes).objects.objectStream(20)).toThrow('DOC_HOSTILE');
  });

  test.each([
    ['Rotate 45', { rotate: 45 }],
    ['UserUnit 0', { userUnit: 0 }],
    ['UserUnit 1e9', { userUnit: '1000000000' }],
    ['a box without area', { mediaBox: [0, 0, 0, 0] }],
    ['a box without end', { mediaBox: [0, 0, 99999999999, 5] }],
  ])('refuses to stamp a page with %s', (_, page) => {
    expect(() => stamp(pdfDocument([page]))).toThrow('DOC_HOSTILE');
  });

  test('ends soon on any damage: opened or refused with a code, never hung', () => {
    const sound = Buffer.from(stamp(pdfDocument([{}, {}], 'stream')));
    const edits = array(tuple(nat(sound.length - 1), nat(255)), { maxLength: 12 });
    assert(
      property(edits, nat(sound.length), (changes, cut) => {
        const bytes = Buffer.from(cut % 3 === 0 ? sound.subarray(0, cut) : sound);
        for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value;
        const start = performance.now();
        const outcome = readOrRefuse(bytes);
        return /^(read|DOC_[A-Z_]+)$/.test(outcome) && performance.now() - start < 2000;
      }),
      { numRuns: 300 },
    );
  });
});

function readOrRefuse(bytes: Uint8Array): string {
  try {
    readPdfFacts(memorySource(bytes));
    readPdfSignatures(memorySource(bytes));
    return 'read';
  } catch (error) {
    return error instanceof StationError ? error.code : String(error);
  }
}
