import { PNG } from 'pngjs';
import { decode } from 'tiff';
import { openColourProfile } from './colour-profile.ts';
import { withDeadline } from './deadline.ts';
import type { DrawLimits } from './draw-limits.ts';
import { readTiffSamples, type TiffHead, type TiffSamples } from './tiff-blocks.ts';
import { packings } from './tiff-packing.ts';

/** What the samples stand for (PhotometricInterpretation, TIFF 6.0 sections 3, 6, 16 and 21). */
const kinds = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, inks: 5, luminance: 6 } as const;
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3 };
/** Read once by a browser beside us: time counts and room does not. */
const quickly = { filterType: 0, deflateLevel: 1 } as const;
const tags = { extraSamples: 338, inkSet: 332, profile: 34_675 } as const;

/**
 * The first picture of a TIFF file as a PNG, which browsers draw: gray, colours, palettes and the four inks of
 * printing, in strips or tiles, plain or packed by LZW, Deflate, PackBits or JPEG, as its colour profile has it. Null
 * for anything else, and when it is damaged, too large or takes too long.
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
  const { type, samplesPerPixel, orientation = 1, compression } = head;
  const channels = channelsOf[type];
  // More than one alpha and inks of other names are left alone, and so is luminance that is not in JPEG.
  if (channels === undefined || samplesPerPixel < channels || samplesPerPixel > channels + 1) return null;
  if (orientation !== 1 || (type === kinds.luminance && compression !== packings.jpeg)) return null;
  if (type === kinds.inks && (head.get(tags.inkSet) ?? 1) !== 1) return null;
  const samples = readTiffSamples(bytes, head);
  const rgb = rgbOf(coloursOf(samples, head, channels), channelsShown(head, channels), head);
  return pngOf(rgb, samples, alphaOf(head, channels));
}

/** A palette gives three for one. */
const channelsShown = ({ type }: TiffHead, channels: number): number => (type === kinds.palette ? 3 : channels);

/** The colour of each pixel without what lies beside it, each component from 0 to 255. */
function coloursOf({ data, perPixel, largest }: TiffSamples, head: TiffHead, channels: number): Uint8Array {
  const pixels = data.length / perPixel;
  const colours = new Uint8Array(pixels * channelsShown(head, channels));
  const palette = head.type === kinds.palette ? (head.palette ?? []) : null;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * perPixel;
    if (palette) {
      const entry = palette[data[from]!] ?? [0, 0, 0];
      for (let at = 0; at < 3; at += 1) colours[pixel * 3 + at] = Math.round((entry[at] ?? 0) / 257);
      continue;
    }
    for (let at = 0; at < channels; at += 1) {
      const value = Math.round((data[from + at]! * 255) / largest);
      colours[pixel * channels + at] = head.type === kinds.whiteIsZero ? 255 - value : value;
    }
  }
  return colours;
}

/** As the profile in the file has it; without one gray is gray, and inks take away their light. */
function rgbOf(colours: Uint8Array, channels: number, head: TiffHead): Uint8Array {
  const inFile: unknown = head.get(tags.profile);
  const profile = inFile instanceof Uint8Array && head.type !== kinds.palette ? openColourProfile(inFile) : null;
  if (profile?.channels === channels) return profile.toRgb(colours);
  if (channels === 3) return colours;
  const pixels = colours.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let at = 0; at < 3; at += 1) {
      const from = pixel * channels;
      rgb[pixel * 3 + at] =
        channels === 1 ? colours[from]! : Math.round(((255 - colours[from + at]!) * (255 - colours[from + 3]!)) / 255);
    }
  }
  return rgb;
}

type Alpha = 'none' | 'apart' | 'in the colours';

/** ExtraSamples (TIFF 6.0 section 18): whether the sample beside the colours says how much shows through. */
function alphaOf(head: TiffHead, channels: number): Alpha {
  if (head.samplesPerPixel === channels) return 'none';
  const meaning = head.extraSamples?.[0];
  return meaning === 1 ? 'in the colours' : meaning === 2 ? 'apart' : 'none';
}

function pngOf(rgb: Uint8Array, { width, height, data, perPixel, largest }: TiffSamples, alpha: Alpha): Uint8Array {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const share = alpha === 'none' ? 1 : data[pixel * perPixel + perPixel - 1]! / largest;
    for (let at = 0; at < 3; at += 1) {
      const value = rgb[pixel * 3 + at]!;
      png.data[pixel * 4 + at] = alpha === 'in the colours' && share > 0 ? Math.min(255, value / share) : value;
    }
    png.data[pixel * 4 + 3] = Math.round(share * 255);
  }
  return PNG.sync.write(png, quickly);
}
