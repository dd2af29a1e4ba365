import type { ByteSource } from '../byte-source.ts';
import { PdfLexer, windowTooSmall } from './lexer.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { PdfDict, PdfKeyword, PdfStream, type PdfValue } from './pdf-values.ts';

/**
 * Parse at an offset, reading a small window first and a wider one whenever the object goes on behind it.
 * @throws DOC_HOSTILE when the object is longer than any honest one
 */
export function parseAt<T>(source: ByteSource, offset: number, parse: (lexer: PdfLexer) => T, firstWindow = 1024): T {
  if (offset < 0 || offset >= source.size) throw broken('outside-file', { offset });
  for (let length = firstWindow; ; length *= 4) {
    const window = source.read(offset, length);
    const isFinal = offset + window.length >= source.size;
    try {
      return parse(new PdfLexer(window, offset, isFinal));
    } catch (error) {
      if (error !== windowTooSmall) throw error;
    }
    if (length > pdfLimits.objectBytes) throw hostile('object-too-long', { offset });
  }
}

export interface IndirectObject {
  readonly num: number;
  readonly gen: number;
  readonly value: PdfValue;
  /** Offset behind `endobj`, or behind the value where the word is missing or a stream follows. */
  readonly end: number;
}

/** Read `num gen obj value` (ISO 32000-1 clause 7.3.10); undefined when something else stands there. */
export function readIndirectObject(source: ByteSource, offset: number): IndirectObject | undefined {
  return parseAt(source, offset, (lexer) => {
    const num = lexer.takeInteger();
    const gen = num === undefined ? undefined : lexer.takeInteger();
    if (num === undefined || gen === undefined || !lexer.takeWord('obj')) return undefined;
    const value = lexer.read();
    if (value instanceof PdfKeyword || value === undefined) {
      // `1 0 obj endobj` is how some writers say null.
      return { num, gen, value: null, end: lexer.offset };
    }
    if (value instanceof PdfDict && lexer.takeWord('stream')) {
      return { num, gen, value: new PdfStream(value, dataStart(lexer)), end: lexer.offset };
    }
    lexer.takeWord('endobj');
    return { num, gen, value, end: lexer.offset };
  });
}

function dataStart(lexer: PdfLexer): number {
  while (lexer.peek() === 0x20 || lexer.peek() === 0x09) lexer.position += 1;
  if (lexer.peek() === 0x0d) lexer.position += 1;
  if (lexer.peek() === 0x0a) lexer.position += 1;
  return lexer.offset;
}

/** A part of a source that is read as if it were a file of its own: a signed revision, or a file behind junk. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  const size = Math.max(0, Math.min(end, source.size) - start);
  const { readInto } = source;
  return {
    size,
    read: (offset, length) => source.read(start + offset, Math.max(0, Math.min(length, size - offset))),
    ...(readInto && {
      readInto: (target: Uint8Array, offset: number) =>
        readInto(target.subarray(0, Math.max(0, size - offset)), start + offset),
    }),
    inflated: (bytes) => source.inflated?.(bytes),
  };
}

/**
 * First occurrence of the bytes at or behind `from`, read in pieces; -1 when there is none before `limit`. Pieces of a
 * long search lie in the same memory: a gigabyte that is looked through must not leave a gigabyte for the collector.
 */
export function findBytes(source: ByteSource, needle: string, from: number, limit = source.size): number {
  const step = 1024 * 1024;
  const most = step + needle.length - 1;
  const shared = source.readInto && limit - from > most ? Buffer.alloc(most) : undefined;
  for (let offset = from; offset < limit; offset += step) {
    const length = Math.min(most, limit - offset);
    const chunk = shared
      ? shared.subarray(0, source.readInto!(shared.subarray(0, length), offset))
      : source.read(offset, length);
    const found = indexIn(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), needle);
    if (found >= 0) return offset + found;
  }
  return -1;
}

/**
 * Node looks for up to six bytes with the processor's search for the first of them, ten times as fast as for longer
 * ones; the slash and the other first letters in use here are the more frequent ones.
 */
function indexIn(bytes: Buffer, needle: string): number {
  if (needle.length < 7) return bytes.indexOf(needle, 0, 'latin1');
  const part = Buffer.from(needle.slice(1, 7), 'latin1');
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) {
    if (at > 0 && bytes.toString('latin1', at - 1, at - 1 + needle.length) === needle) return at - 1;
  }
  return -1;
}
