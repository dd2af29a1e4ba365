import { PNG } from 'pngjs';
import type { Gray } from './image-similarity.ts';

/** A picture without compression, as poppler writes it fastest (PPM, P6 with 8 bits). */
export interface Ppm {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each pixel. */
  readonly data: Uint8Array;
}

export function readPpm(bytes: Uint8Array): Ppm {
  const [head, width, height] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 64)).toString('latin1')) ?? [];
  if (head === undefined) throw new Error('no PPM picture');
  return { width: Number(width), height: Number(height), data: bytes.subarray(head.length) };
}

export function grayOf({ width, height, data }: Ppm): Gray {
  const light = new Float64Array(width * height);
  for (let at = 0; at < light.length; at += 1) {
    const [red = 255, green = 255, blue = 255] = [data[at * 3], data[at * 3 + 1], data[at * 3 + 2]];
    light[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return { width, height, light };
}

export function pngOf({ width, height, data }: Ppm): Uint8Array {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) png.data.set([...data.subarray(at * 3, at * 3 + 3), 255], at * 4);
  return new Uint8Array(PNG.sync.write(png));
}
