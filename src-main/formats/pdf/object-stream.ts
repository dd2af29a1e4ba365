import { PdfLexer } from './lexer.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import type { PdfDict, PdfValue } from './pdf-values.ts';

/** A decoded object stream (ISO 32000-1 clause 7.5.7): its objects are parsed one by one, when asked for. */
export interface ObjectStream {
  readonly data: Uint8Array;
  readonly numbers: readonly number[];
  readonly starts: readonly number[];
}

export function openObjectStream(dict: PdfDict, data: Uint8Array): ObjectStream {
  const count = dict.get('N');
  const first = dict.get('First');
  if (typeof count !== 'number' || typeof first !== 'number') throw broken('object-syntax', { key: 'N' });
  // One pair of numbers takes at least four bytes.
  if (count < 0 || count > pdfLimits.objects || count * 4 > data.length + 4)
    throw hostile('too-many-objects', { objects: count });
  const lexer = new PdfLexer(data);
  const numbers: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const num = lexer.takeInteger();
    const start = lexer.takeInteger();
    if (num === undefined || start === undefined) throw broken('object-syntax', { key: 'N' });
    numbers.push(num);
    starts.push(first + start);
  }
  return { data, numbers, starts };
}

/** @returns the value with its text, or undefined when the index holds another object */
export function packedObject(
  stream: ObjectStream,
  num: number,
  index: number,
): { value: PdfValue; text: Uint8Array } | undefined {
  const at = stream.numbers[index] === num ? index : stream.numbers.indexOf(num);
  const start = stream.starts[at];
  if (start === undefined || start >= stream.data.length) return undefined;
  const lexer = new PdfLexer(stream.data.subarray(start));
  const value = lexer.readValue();
  return { value, text: stream.data.subarray(start, start + lexer.position) };
}
