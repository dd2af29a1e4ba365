import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { tiffAsPng } from '#main/formats/ofd/draw/tiff-picture.ts';

/** A TIFF of one strip without packing: entries are tag, type (3 short, 4 long), count, value. */
function tiff(entries: readonly (readonly [number, number, number, number])[], pixels: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(8 + 2 + 12 * entries.length + 4 + pixels.length);
  bytes.write('II');
  bytes.writeUInt16LE(42, 2);
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  const data = bytes.length - pixels.length;
  for (const [at, [tag, type, count, value]] of entries.entries()) {
    const offset = 10 + at * 12;
    bytes.writeUInt16LE(tag, offset);
    bytes.writeUInt16LE(type, offset + 2);
    bytes.writeUInt32LE(count, offset + 4);
    bytes.writeUInt32LE(tag === 273 ? data : value, offset + 8);
  }
  bytes.set(pixels, data);
  return bytes;
}

const gray = (width: number, height: number, pixels: readonly number[], type = 1) =>
  tiff(
    [
      [256, 4, 1, width],
      [257, 4, 1, height],
      [258, 3, 1, 8],
      [259, 3, 1, 1],
      [262, 3, 1, type],
      [273, 4, 1, 0],
      [277, 3, 1, 1],
      [278, 4, 1, height],
      [279, 4, 1, pixels.length],
    ],
    pixels,
  );

const pixelsOf = (png: Uint8Array | null) => [...PNG.sync.read(Buffer.from(png ?? [])).data];

describe('a TIFF image', () => {
  it('becomes a PNG of the same pixels', () => {
    expect(pixelsOf(tiffAsPng(gray(2, 1, [0, 200]), defaultDrawLimits))).toEqual([0, 0, 0, 255, 200, 200, 200, 255]);
  });

  it('is turned to light where the file counts from white', () => {
    expect(pixelsOf(tiffAsPng(gray(1, 1, [255], 0), defaultDrawLimits))).toEqual([0, 0, 0, 255]);
  });

  it.each([
    ['cut short', gray(2, 2, [1, 2])],
    ['of a size it does not hold', gray(60_000, 60_000, [1])],
    ['without any entry', tiff([], [])],
    ['in ink colours', gray(1, 1, [1], 5)],
  ])('is refused when it is %s', (_, bytes) => {
    expect(tiffAsPng(bytes, defaultDrawLimits)).toBeNull();
  });
});
