import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PdfLexer, windowTooSmall } from '#main/formats/pdf/lexer.ts';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfValue } from '#main/formats/pdf/pdf-values.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { bytesOf, textOf } from '#test/support/pdf-documents.ts';

const read = (text: string): PdfValue => new PdfLexer(bytesOf(text)).readValue();

describe('reading PDF values (ISO 32000-1 clause 7.3)', () => {
  test.each([
    ['true', true],
    [' null ', null],
    ['-17', -17],
    ['+.5', 0.5],
    ['4.', 4],
    ['--5', -5],
    ['% comment\n7', 7],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['(a(b)c\\)\\\\)', 'a(b)c)\\'],
    ['(\\101\\7\\n\\\nx)', 'A\u0007\nx'],
    ['<48 65 6c6C 6F>', 'Hello'],
    ['<4>', '@'],
  ])('reads the string %s', (text, expected) => {
    expect(textOf((read(text) as PdfString).bytes)).toBe(expected);
  });

  test('reads names with escapes, and leaves a lone number sign as it is', () => {
    expect([read('/A#20B'), read('/A#ZZ')].map((value) => (value as PdfName).name)).toEqual(['A B', 'A#ZZ']);
  });

  test('tells references from numbers', () => {
    expect(read('[1 0 R 2 3 4 0 R]')).toEqual([new PdfRef(1, 0), 2, 3, new PdfRef(4, 0)]);
  });

  test('reports where a dictionary and its strings stand, and equal keys', () => {
    const dict = new PdfLexer(bytesOf('  << /A <00> /A (x) >>'), 100).readValue() as PdfDict;
    expect([dict.start, dict.end, dict.hasDuplicateKeys]).toEqual([102, 122, true]);
    expect((dict.get('A') as PdfString).start).toBe(116);
  });

  test.each(['<< /A', '[1 2', '(abc', '<00', '<< 1 2 >>', '<< /A >>', ']'])('refuses %s with DOC_BROKEN', (text) => {
    expect(() => read(text)).toThrow('DOC_BROKEN');
  });

  test('ATK-11 refuses values nested without end', () => {
    expect(() => read('['.repeat(10_000))).toThrow('DOC_HOSTILE');
    expect(() => read('<< /A '.repeat(10_000))).toThrow('DOC_HOSTILE');
  });

  test('asks for a wider window instead of reading half a token', () => {
    for (const text of ['<< /A 1', '[1 0', '(ab', '<00', '/Na', '12']) {
      expect(() => new PdfLexer(bytesOf(text), 0, false).read()).toThrow(windowTooSmall);
    }
  });

  test('ends on any bytes, with a value or a refusal', () => {
    assert(
      property(uint8Array({ maxLength: 400 }), (bytes) => /^(end|DOC_BROKEN|DOC_HOSTILE)/.test(readAll(bytes))),
      { numRuns: 500 },
    );
  });
});

/** Read until the end, or until a token takes nothing away. */
function readAll(bytes: Uint8Array): string {
  const lexer = new PdfLexer(bytes);
  try {
    for (let before = -1; lexer.position > before && lexer.peek() >= 0;) {
      before = lexer.position;
      lexer.read();
    }
    return lexer.peek() < 0 ? 'end' : 'stuck';
  } catch (error) {
    return error instanceof StationError ? error.code : String(error);
  }
}
