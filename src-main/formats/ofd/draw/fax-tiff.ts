import { decode } from 'tiff';
import { PNG } from 'pngjs';
import { withDeadline } from './deadline.ts';
import type { DrawLimits } from './draw-limits.ts';
import { faxBits } from './jbig2-picture.ts';
import type { TiffHead } from './tiff-blocks.ts';
import { packings } from './tiff-packing.ts';

const t4Options = 292;

/**
 * The first picture of a TIFF in fax coding, as scanners write it, as a PNG. Null for every other packing, and when it
 * is damaged, too large or takes too long.
 */
export async function faxTiffAsPng(bytes: Uint8Array, limits: DrawLimits): Promise<Uint8Array | null> {
  try {
    const read = (): TiffHead[] => decode(bytes, { pages: [0], ignoreImageData: true });
    const [head] = withDeadline(limits.imageDeadlineMs, read);
    if (!head || head.tiled || !(head.width > 0) || !(head.height > 0)) return null;
    if (head.width * head.height > limits.maxDecodedPixels) return null;
    const { compression, samplesPerPixel, bitsPerSample } = head;
    const isFax = [packings.runs, packings.t4, packings.t6].some((packing) => packing === compression);
    return isFax && samplesPerPixel === 1 && bitsPerSample === 1 ? await faxAsPng(bytes, head) : null;
  } catch {
    return null;
  }
}

function stripsOf(bytes: Uint8Array, { stripOffsets, stripByteCounts }: TiffHead): readonly Uint8Array[] {
  return stripOffsets.map((offset, index) => bytes.subarray(offset, offset + (stripByteCounts[index] ?? 0)));
}

async function faxAsPng(bytes: Uint8Array, head: TiffHead): Promise<Uint8Array> {
  const { width, height, compression, rowsPerStrip } = head;
  const options = Number(head.get(t4Options) ?? 0);
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
      K: compression === packings.t6 ? -1 : compression === packings.t4 && (options & 1) === 1 ? 1 : 0,
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
