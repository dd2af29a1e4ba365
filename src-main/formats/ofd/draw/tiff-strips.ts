import { decode } from 'tiff';
import { PNG } from 'pngjs';
import { withDeadline } from './deadline.ts';
import type { DrawLimits } from './draw-limits.ts';
import { faxBits } from './jbig2-picture.ts';
import { tiffAsPng } from './tiff-picture.ts';

type Head = ReturnType<typeof decode>[number];

/** ITU-T T.4 without end of lines, T.4, T.6, and Apple's PackBits: what the reader of TIFF leaves to others. */
const packings = { runs: 2, t4: 3, t6: 4, packBits: 32_773 } as const;
const tags = { compression: 259, stripOffsets: 273, rowsPerStrip: 278, stripByteCounts: 279, t4Options: 292 } as const;
const long = 4;

/**
 * The first picture of a TIFF in fax coding, as scanners write it, or in PackBits, as a PNG. Null for every other
 * packing, and when it is damaged, too large or takes too long.
 */
export async function packedTiffAsPng(bytes: Uint8Array, limits: DrawLimits): Promise<Uint8Array | null> {
  try {
    const read = (): Head[] => decode(bytes, { pages: [0], ignoreImageData: true });
    const [head] = withDeadline(limits.imageDeadlineMs, read);
    if (!head || head.tiled || !(head.width > 0) || !(head.height > 0)) return null;
    if (head.width * head.height > limits.maxDecodedPixels) return null;
    const { compression, samplesPerPixel, bitsPerSample } = head;
    if (compression === packings.packBits) return tiffAsPng(withPlainStrip(bytes, unpacked(bytes, head), head), limits);
    const isFax = [packings.runs, packings.t4, packings.t6].some((packing) => packing === compression);
    return isFax && samplesPerPixel === 1 && bitsPerSample === 1 ? await faxAsPng(bytes, head) : null;
  } catch {
    return null;
  }
}

function stripsOf(bytes: Uint8Array, { stripOffsets, stripByteCounts }: Head): readonly Uint8Array[] {
  return stripOffsets.map((offset, index) => bytes.subarray(offset, offset + (stripByteCounts[index] ?? 0)));
}

async function faxAsPng(bytes: Uint8Array, head: Head): Promise<Uint8Array> {
  const { width, height, compression, rowsPerStrip } = head;
  const t4Options = Number(head.get(tags.t4Options) ?? 0);
  const png = new PNG({ width, height });
  png.data.fill(255);
  const rowBytes = Math.ceil(width / 8);
  // Coded black is what the file calls 1, and its 1 is white where it counts from black.
  const dark = head.type === 1 ? 255 : 0;
  let top = 0;
  for (const strip of stripsOf(bytes, head)) {
    const rows = Math.min(rowsPerStrip > 0 ? rowsPerStrip : height, height - top);
    if (rows <= 0) break;
    const bits = await faxBits(head.fillOrder === 2 ? strip.map(mirrored) : strip, width, rows, {
      K: compression === packings.t6 ? -1 : compression === packings.t4 && (t4Options & 1) === 1 ? 1 : 0,
      EndOfLine: compression === packings.t4,
      EncodedByteAlign: compression === packings.runs,
      BlackIs1: true,
      Columns: width,
      Rows: rows,
    });
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const isBlack = (((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
        const at = ((top + y) * width + x) * 4;
        png.data.fill(isBlack ? dark : 255 - dark, at, at + 3);
      }
    }
    top += rows;
  }
  return new Uint8Array(PNG.sync.write(png, { colorType: 0 }));
}

/** The bits of a byte in the other order. */
function mirrored(byte: number): number {
  let turned = 0;
  for (let bit = 0; bit < 8; bit += 1) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
}

/** All strips without PackBits, one after another; never more than the picture has. */
function unpacked(bytes: Uint8Array, head: Head): Uint8Array {
  const rowBytes = Math.ceil((head.width * head.bitsPerSample * head.samplesPerPixel) / 8);
  const plain = new Uint8Array(rowBytes * head.height);
  let end = 0;
  for (const strip of stripsOf(bytes, head)) {
    for (let at = 0; at < strip.length && end < plain.length;) {
      const count = strip[at]!;
      at += 1;
      if (count === 128) continue;
      const length = Math.min(count < 128 ? count + 1 : 257 - count, plain.length - end);
      if (count < 128) plain.set(strip.subarray(at, at + length), end);
      else plain.fill(strip[at] ?? 0, end, end + length);
      at += count < 128 ? count + 1 : 1;
      end += length;
    }
  }
  return plain;
}

/** The same file with one strip that is not packed, behind its end. */
function withPlainStrip(bytes: Uint8Array, strip: Uint8Array, { height }: Head): Uint8Array {
  const whole = Buffer.concat([bytes, strip]);
  const isLittle = whole[0] === 0x49;
  const view = new DataView(whole.buffer, whole.byteOffset, whole.length);
  const directory = view.getUint32(4, isLittle);
  const values = new Map<number, number>([
    [tags.compression, 1],
    [tags.stripOffsets, bytes.length],
    [tags.rowsPerStrip, height],
    [tags.stripByteCounts, strip.length],
  ]);
  for (let index = 0; index < view.getUint16(directory, isLittle); index += 1) {
    const entry = directory + 2 + index * 12;
    const value = values.get(view.getUint16(entry, isLittle));
    if (value === undefined) continue;
    view.setUint16(entry + 2, long, isLittle);
    view.setUint32(entry + 4, 1, isLittle);
    view.setUint32(entry + 8, value, isLittle);
  }
  return whole;
}
