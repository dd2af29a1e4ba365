import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { type ErrorFacts, StationError } from '#shared/errors/station-error.ts';
import type { PdfDetail } from '#shared/i18n/zh-cn/pdf-details.ts';

/** Pixels of one seal image: 600 dpi over 60 mm is 1417 on a side. */
const MOST_PIXELS = 16_000_000;
const REMEMBERED = 8;

/** A seal image in the form a PDF wants it: Flate data for DeviceRGB, and for the soft mask when it has alpha. */
export interface SealPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array | undefined;
}

/** Decoding takes longer than everything else of a stamping, and a station uses few seals. */
const remembered = new Map<string, SealPicture>();

/**
 * @param png the bytes of a PNG; colour types of every kind are read
 * @throws SEAL_IMAGE_UNSUPPORTED when it is no PNG, damaged, or larger than 16 million pixels
 */
export function sealPicture(png: Uint8Array): SealPicture {
  const key = createHash('sha256').update(png).digest('hex');
  const known = remembered.get(key);
  if (known !== undefined) {
    remembered.delete(key);
    remembered.set(key, known);
    return known;
  }
  const picture = decode(png);
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, picture);
  return picture;
}

function decode(png: Uint8Array): SealPicture {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const isPng =
    bytes.length > 33 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString('latin1', 12, 16) === 'IHDR';
  const widthPx = isPng ? bytes.readUInt32BE(16) : 0;
  const heightPx = isPng ? bytes.readUInt32BE(20) : 0;
  // The head is judged before a pixel is expanded.
  if (widthPx === 0 || heightPx === 0 || widthPx * heightPx > MOST_PIXELS)
    throw unsupported(isPng ? 'picture-size' : 'picture-format', { widthPx, heightPx });
  let rgba: Buffer;
  try {
    rgba = PNG.sync.read(bytes).data;
  } catch (error) {
    throw unsupported('picture-damaged', {}, error);
  }
  const pixels = widthPx * heightPx;
  const rgb = new Uint8Array(pixels * 3);
  const alpha = new Uint8Array(pixels);
  let isOpaque = true;
  for (let i = 0; i < pixels; i += 1) {
    rgb[i * 3] = rgba[i * 4]!;
    rgb[i * 3 + 1] = rgba[i * 4 + 1]!;
    rgb[i * 3 + 2] = rgba[i * 4 + 2]!;
    alpha[i] = rgba[i * 4 + 3]!;
    isOpaque &&= alpha[i] === 255;
  }
  return { widthPx, heightPx, rgb: deflateSync(rgb), alpha: isOpaque ? undefined : deflateSync(alpha) };
}

function unsupported(reason: PdfDetail, facts: ErrorFacts, cause?: unknown): StationError {
  return new StationError('SEAL_IMAGE_UNSUPPORTED', { ...facts, detail: `@pdf.${reason}` }, cause);
}
