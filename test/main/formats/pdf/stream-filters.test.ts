import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeAscii85, decodeAsciiHex, inflate, undoPredictor } from '#main/formats/pdf/stream-filters.ts';
import { bytesOf, textOf } from '#test/support/pdf-documents.ts';

describe('stream filters (ISO 32000-1 clause 7.4)', () => {
  test('inflates, also when the tail is missing', () => {
    const data = deflateSync(Buffer.from('signed and sealed'.repeat(20)));
    expect(textOf(inflate(data, 1000))).toBe('signed and sealed'.repeat(20));
    expect(textOf(inflate(data.subarray(0, -6), 1000))).toContain('signed and sealed');
  });

  test('refuses rubbish with DOC_BROKEN and a bomb with DOC_HOSTILE', () => {
    expect(() => inflate(bytesOf('no zlib at all'), 1000)).toThrow('DOC_BROKEN');
    expect(() => inflate(deflateSync(Buffer.alloc(10_000)), 9_999)).toThrow('DOC_HOSTILE');
  });

  test.each([
    ['None', 0, [1, 2, 3, 4]],
    ['Sub', 1, [1, 1, 1, 1]],
    ['Up', 2, [0, 0, 0, 0]],
    ['Average', 3, [1, 1, 1, 1]],
    ['Paeth', 4, [0, 0, 0, 0]],
  ])('undoes the PNG predictor %s', (_, kind, row) => {
    const parameters = { predictor: 12, colors: 1, bitsPerComponent: 8, columns: 4 };
    const data = Uint8Array.from([0, 1, 2, 3, 4, kind, ...row]);
    expect([...undoPredictor(data, parameters).subarray(4)]).toEqual([1, 2, 3, 4]);
  });

  test('decodes ASCII85 with its short last group and its zeros', () => {
    expect(textOf(decodeAscii85(bytesOf('87cURD]i,"Ebo80~>')))).toBe('Hello World!');
    expect([...decodeAscii85(bytesOf('z~>'))]).toEqual([0, 0, 0, 0]);
  });

  test('decodes ASCIIHex up to its end mark', () => {
    expect(textOf(decodeAsciiHex(bytesOf('48 65 6C6c6F> 00')))).toBe('Hello');
  });
});
