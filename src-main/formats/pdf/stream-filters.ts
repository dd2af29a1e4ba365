import { inflateSync } from 'node:zlib';
import { broken, hostile } from './pdf-problems.ts';
import { decodeHex } from './lexer.ts';

/** @throws DOC_HOSTILE when more than `maxBytes` come out, DOC_BROKEN when nothing does */
export function inflate(data: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: maxBytes });
  } catch (error) {
    if (isTooLong(error)) throw hostile('expansion', { bytes: maxBytes });
  }
  try {
    // A missing check sum or tail is common and harmless: what can be read is read.
    return inflateSync(data, { maxOutputLength: maxBytes, finishFlush: 2 });
  } catch (error) {
    if (isTooLong(error)) throw hostile('expansion', { bytes: maxBytes });
    throw broken('stream-data', {}, error);
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Undo the PNG predictors (ISO 32000-1 clause 7.4.4.4); the TIFF predictor is not used where we read. */
export function undoPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = parameters;
  if (predictor === 1) return data;
  if (predictor < 10) throw broken('stream-data', { predictor });
  const bitsPerPixel = colors * bitsPerComponent;
  const rowBytes = Math.ceil((bitsPerPixel * columns) / 8);
  if (!(rowBytes > 0 && rowBytes < 1 << 24)) throw broken('stream-data', { columns });
  const pixelBytes = Math.max(1, bitsPerPixel >> 3);
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1);
    const line = data.subarray(from + 1, from + 1 + rowBytes);
    undoRow(out, row * rowBytes, line, data[from]!, row === 0 ? -1 : (row - 1) * rowBytes, pixelBytes);
  }
  return out;
}

function undoRow(
  out: Uint8Array,
  at: number,
  line: Uint8Array,
  kind: number,
  aboveAt: number,
  pixelBytes: number,
): void {
  for (let i = 0; i < line.length; i += 1) {
    const left = i >= pixelBytes ? out[at + i - pixelBytes]! : 0;
    const up = aboveAt >= 0 ? out[aboveAt + i]! : 0;
    const upLeft = aboveAt >= 0 && i >= pixelBytes ? out[aboveAt + i - pixelBytes]! : 0;
    out[at + i] = line[i]! + predicted(kind, left, up, upLeft);
  }
}

function predicted(kind: number, left: number, up: number, upLeft: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const estimate = left + up - upLeft;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}

export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  return decodeHex(end < 0 ? data : data.subarray(0, end));
}

export function decodeAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (digits: number): void => {
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < digits - 1; i += 1) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) flush(5);
  }
  if (group.length > 1) flush(group.length);
  return Uint8Array.from(out);
}
