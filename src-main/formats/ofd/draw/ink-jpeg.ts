import { PNG } from 'pngjs';
import { JpegImage } from 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs';
import { openColourProfile } from './colour-profile.ts';
import { withDeadline } from './deadline.ts';
import type { DrawLimits } from './draw-limits.ts';
import { readImageInfo } from './image-file.ts';

/** Read once by a browser beside us: time counts and room does not. */
const quickly = { colorType: 2, filterType: 0, deflateLevel: 1 } as const;

/**
 * A JPEG of inks with a profile of theirs as a PNG. Browsers show inks without a profile as they are, and other colours
 * as their profile has it; of inks they mix the black into the others before they ask the profile.
 *
 * @returns null when that is not what the file is; `undrawn` when it is too large, damaged or takes too long
 */
export function inkJpegAsPng(bytes: Uint8Array, limits: DrawLimits): Uint8Array | 'undrawn' | null {
  const { isOfInks, profile } = readSegments(bytes);
  if (!isOfInks || profile === null) return null;
  const opened = openColourProfile(profile);
  if (opened?.channels !== 4) return null;
  const { widthPx: width, heightPx: height } = readImageInfo(bytes);
  if (width * height > limits.maxDecodedPixels) return 'undrawn';
  try {
    return withDeadline(limits.imageDeadlineMs, () => {
      const image = new JpegImage({ colorTransform: 0 });
      image.parse(bytes);
      const inks = image.getData({ width, height, isSourcePDF: true });
      // Files say how much paper is left. Some without Adobe's mark may mean inks, but no browser takes them so.
      for (let at = 0; at < inks.length; at += 1) inks[at] = 255 - inks[at]!;
      const rgb = opened.toRgb(new Uint8Array(inks.buffer, inks.byteOffset, inks.length));
      const png = new PNG({ width, height });
      for (let pixel = 0; pixel < width * height; pixel += 1) {
        for (let at = 0; at < 3; at += 1) png.data[pixel * 4 + at] = rgb[pixel * 3 + at]!;
        png.data[pixel * 4 + 3] = 255;
      }
      return new Uint8Array(PNG.sync.write(png, quickly));
    });
  } catch {
    return 'undrawn';
  }
}

interface Segments {
  readonly isOfInks: boolean;
  /** Put together from its parts (ICC.1 annex B.4); null when one is missing. */
  readonly profile: Uint8Array | null;
}

const mostParts = 255;

/** What stands before the picture. */
function readSegments(bytes: Uint8Array): Segments {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = new Map<number, Uint8Array>();
  let count = 0;
  let isOfInks = false;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff;) {
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    const content = file.subarray(at + 4, at + 2 + length);
    if (marker === 0xda || length < 2) break;
    if (marker === 0xe2 && content.subarray(0, 12).toString('latin1') === 'ICC_PROFILE\0' && parts.size < mostParts) {
      parts.set(content[12] ?? 0, content.subarray(14));
      count = content[13] ?? 0;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) isOfInks = content[5] === 4;
    at += 2 + length;
  }
  const found = Array.from({ length: count }, (_, index) => parts.get(index + 1));
  const isWhole = count > 0 && found.every((part) => part !== undefined);
  return { isOfInks, profile: isWhole ? Buffer.concat(found.map((part) => part!)) : null };
}
