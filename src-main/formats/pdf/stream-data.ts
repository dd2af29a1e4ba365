import type { ByteSource } from '../byte-source.ts';
import { broken } from './pdf-problems.ts';
import { isArray, isName, latin1, PdfDict, PdfName, type PdfStream, type PdfValue } from './pdf-values.ts';
import { decodeAscii85, decodeAsciiHex, inflate, undoPredictor } from './stream-filters.ts';
import { findBytes } from './windows.ts';

/** Follows a reference to its value; the identity where there are none. */
export type Follow = (value: PdfValue | undefined) => PdfValue;

/**
 * Where the data of a stream end. Length is believed when `endstream` follows it; otherwise the word is looked for,
 * as every reader does.
 */
export function streamEnd(source: ByteSource, stream: PdfStream, follow: Follow): number {
  const length = follow(stream.dict.get('Length'));
  if (typeof length === 'number' && length >= 0 && stream.dataOffset + length <= source.size) {
    const behind = latin1(source.read(stream.dataOffset + length, 20));
    if (/^\s*endstream/.test(behind)) return stream.dataOffset + length;
  }
  const found = findBytes(source, 'endstream', stream.dataOffset);
  if (found < 0) throw broken('stream-end', { offset: stream.dataOffset });
  const before = source.read(Math.max(stream.dataOffset, found - 2), Math.min(2, found - stream.dataOffset));
  if (before.at(-1) === 0x0a) return found - (before.at(-2) === 0x0d ? 2 : 1);
  return before.at(-1) === 0x0d ? found - 1 : found;
}

export function rawStreamBytes(source: ByteSource, stream: PdfStream, follow: Follow): Uint8Array {
  return source.read(stream.dataOffset, streamEnd(source, stream, follow) - stream.dataOffset);
}

/**
 * Decode with the filters that text-like streams use: Flate with predictors, ASCIIHex, ASCII85.
 * @returns undefined for filters of images and for filters we do not read
 * @throws DOC_HOSTILE when more than `maxBytes` come out
 */
export function decodeStream(raw: Uint8Array, dict: PdfDict, follow: Follow, maxBytes: number): Uint8Array | undefined {
  const filters = listOf(follow(dict.get('Filter') ?? dict.get('F')), follow);
  const parameters = listOf(follow(dict.get('DecodeParms') ?? dict.get('DP')), follow);
  let bytes = raw;
  for (const [index, filter] of filters.entries()) {
    const settings = parameters[index];
    if (isName(filter, 'FlateDecode') || isName(filter, 'Fl')) {
      bytes = inflate(bytes, maxBytes);
      if (settings instanceof PdfDict) bytes = undoPredictor(bytes, predictorOf(settings, follow));
    } else if (isName(filter, 'ASCIIHexDecode') || isName(filter, 'AHx')) bytes = decodeAsciiHex(bytes);
    else if (isName(filter, 'ASCII85Decode') || isName(filter, 'A85')) bytes = decodeAscii85(bytes);
    else return undefined;
  }
  return bytes;
}

function listOf(value: PdfValue, follow: Follow): PdfValue[] {
  if (isArray(value)) return value.slice(0, 8).map((item) => follow(item));
  return value instanceof PdfName || value instanceof PdfDict ? [value] : [];
}

function predictorOf(settings: PdfDict, follow: Follow): Parameters<typeof undoPredictor>[1] {
  const number = (key: string, fallback: number): number => {
    const value = follow(settings.get(key));
    return typeof value === 'number' ? value : fallback;
  };
  return {
    predictor: number('Predictor', 1),
    colors: number('Colors', 1),
    bitsPerComponent: number('BitsPerComponent', 8),
    columns: number('Columns', 1),
  };
}
