import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Pixels row by row, four bytes each: red, green, blue, opacity. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * Write a PNG as small as a USB Key likes it: with a palette when the image has at most 256 colours (a seal image is
 * one ink in a few opacities), as plain RGBA otherwise.
 *
 * @see PNG (ISO/IEC 15948) 11.2.2 IHDR, 11.2.3 PLTE, 11.3.2 tRNS
 */
export function encodePng(image: RgbaImage): Uint8Array {
  const palette = paletteOf(image);
  if (palette === null) {
    const png = new PNG({ width: image.width, height: image.height });
    png.data.set(image.data);
    return Uint8Array.from(PNG.sync.write(png, { deflateLevel: 9 }));
  }
  const depth = palette.size <= 4 ? 2 : palette.size <= 16 ? 4 : 8;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([depth, 3, 0, 0, 0], 8);
  const colours = [...palette.keys()];
  return concatenate(
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(colours.flatMap((c) => [c >>> 24, (c >>> 16) & 255, (c >>> 8) & 255]))),
    chunk(
      'tRNS',
      Uint8Array.from(colours, (c) => c & 255),
    ),
    chunk('IDAT', deflateSync(packRows(image, palette, depth), { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  );
}

function colourAt(data: Uint8Array, at: number): number {
  const opacity = data[at + 3] ?? 0;
  if (opacity === 0) return 0;
  return (((data[at] ?? 0) << 24) | ((data[at + 1] ?? 0) << 16) | ((data[at + 2] ?? 0) << 8) | opacity) >>> 0;
}

function paletteOf(image: RgbaImage): Map<number, number> | null {
  const palette = new Map<number, number>();
  for (let at = 0; at < image.data.length; at += 4) {
    const colour = colourAt(image.data, at);
    if (palette.has(colour)) continue;
    if (palette.size === 256) return null;
    palette.set(colour, palette.size);
  }
  return palette;
}

/** Rows of palette numbers, each with filter byte 0: for few colours no filter compresses best. */
function packRows(image: RgbaImage, palette: ReadonlyMap<number, number>, depth: number): Uint8Array {
  const rowBytes = 1 + Math.ceil((image.width * depth) / 8);
  const rows = new Uint8Array(rowBytes * image.height);
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      const number = palette.get(colourAt(image.data, (y * image.width + x) * 4)) ?? 0;
      const bit = x * depth;
      const place = y * rowBytes + 1 + (bit >>> 3);
      rows[place] = (rows[place] ?? 0) | (number << (8 - depth - (bit & 7)));
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatenate(new TextEncoder().encode(type), data);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(body, 4);
  view.setUint32(framed.length - 4, crc32(body));
  return framed;
}

function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
