import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { StationError } from '#shared/errors/station-error.ts';
import { encodePng } from './indexed-png.ts';

/** A USB Key has little room, and a seal larger than this is scanned carelessly. */
const maxImpressionBytes = 64 * 1024;
const minPixels = 120;
const maxPixels = 1_200;

const shippedImpressions = ['unit-seal', 'business-seal'] as const;
export type ShippedImpression = (typeof shippedImpressions)[number];

const asset = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(new URL(`../../assets/seals/${name}.png`, import.meta.url)));

/** One of the demonstration impressions that come with the program. */
export function shippedImpression(name: ShippedImpression): Uint8Array {
  return asset(name);
}

/**
 * Take an applicant's impression: decoded and written anew, so that nothing but pixels goes into the seal (no text
 * chunks, no trailing bytes, no second file; ATK-47).
 *
 * @throws REGISTRY_APPLICATION_INVALID when it is not a PNG of usable size
 */
export function readImpression(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxImpressionBytes) {
    throw new StationError('REGISTRY_APPLICATION_INVALID', {
      detail: '@registry.impressionTooLarge',
      bytes: bytes.length,
      limit: maxImpressionBytes,
    });
  }
  return encodePng(decode(bytes));
}

/** Size from IHDR, before anything is inflated: a small file can claim a very large image. */
function hasUsableSize(bytes: Uint8Array): boolean {
  if (bytes.length < 33) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a;
  const sides = [view.getUint32(16), view.getUint32(20)];
  return isPng && sides.every((side) => side >= minPixels && side <= maxPixels);
}

function unreadable(cause?: unknown): StationError {
  return new StationError('REGISTRY_APPLICATION_INVALID', { detail: '@registry.impressionUnreadable' }, cause);
}

function decode(bytes: Uint8Array): PNG {
  if (!hasUsableSize(bytes)) throw unreadable();
  try {
    return PNG.sync.read(Buffer.from(bytes));
  } catch (error) {
    throw unreadable(error);
  }
}

/** The mark's ink: blue, so that it is told from the seal's red on screen and, being lighter, on grey prints. */
const markInk = [0x1f, 0x4e, 0x9e, 0xff] as const;

/**
 * Write 测试 across a seal image (XC-E-18): for every seal whose key sits in a training token. The mark clears its own
 * edge, so that it cannot be taken for part of the seal.
 *
 * @param impression PNG
 * @returns PNG of the same size in pixels
 */
export function markAsTest(impression: Uint8Array): Uint8Array {
  const image = decode(impression);
  const mask = PNG.sync.read(Buffer.from(asset('test-mark')));
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      const column = Math.floor((x * mask.width) / image.width);
      const row = Math.floor((y * mask.height) / image.height);
      const level = mask.data[(row * mask.width + column) * 4] ?? 0;
      if (level === 255) image.data.set(markInk, (y * image.width + x) * 4);
      else if (level === 128) image.data.set([0, 0, 0, 0], (y * image.width + x) * 4);
    }
  }
  return encodePng(image);
}
