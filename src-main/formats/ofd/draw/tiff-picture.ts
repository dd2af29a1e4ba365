import { PNG } from 'pngjs';
import { decode } from 'tiff';
import { withDeadline } from './deadline.ts';
import type { DrawLimits } from './draw-limits.ts';

/**
 * The first picture of a TIFF file as a PNG, which browsers draw: gray, RGB and palettes, plain or packed by LZW or
 * Deflate. Null for anything else (fax coding, CMYK), and when it is damaged, too large or takes too long.
 */
export function tiffAsPng(bytes: Uint8Array, limits: DrawLimits): Uint8Array | null {
  try {
    return withDeadline(limits.imageDeadlineMs, () => convert(bytes, limits.maxDecodedPixels));
  } catch {
    return null;
  }
}

function convert(bytes: Uint8Array, maxPixels: number): Uint8Array | null {
  const [head] = decode(bytes, { pages: [0], ignoreImageData: true });
  if (!head || !(head.width > 0) || !(head.height > 0) || head.width * head.height > maxPixels) return null;
  // Samples beside one another are what the decoder reads; more than four are inks.
  if (head.samplesPerPixel > 4 || head.planarConfiguration === 2) return null;
  const [image] = decode(bytes, { pages: [0] });
  if (!image) return null;
  const { width, height, data, samplesPerPixel, palette, bitsPerSample } = image;
  const largest = bitsPerSample === 1 ? 1 : 2 ** bitsPerSample - 1;
  const isColour = samplesPerPixel >= 3;
  const hasAlpha = samplesPerPixel === 2 || samplesPerPixel === 4;
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * samplesPerPixel;
    const sample = (at: number): number => ((data[from + at] ?? 0) * 255) / largest;
    const gray = palette ? null : sample(0);
    const [red, green, blue] = palette
      ? (palette[data[from] ?? 0] ?? [0, 0, 0]).map((value) => value / 257)
      : isColour
        ? [sample(0), sample(1), sample(2)]
        : [gray, gray, gray];
    png.data.set([red ?? 0, green ?? 0, blue ?? 0, hasAlpha ? sample(samplesPerPixel - 1) : 255], pixel * 4);
  }
  return PNG.sync.write(png);
}
