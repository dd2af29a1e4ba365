import type { decode } from 'tiff';
import { jpegSamples } from './jpeg-samples.ts';
import { packings, unpackBlock } from './tiff-packing.ts';

export type TiffHead = ReturnType<typeof decode>[number];

/** Samples of a picture, those of a pixel beside one another, one byte each. */
export interface TiffSamples {
  readonly width: number;
  readonly height: number;
  readonly perPixel: number;
  /** What the largest sample is. */
  readonly largest: number;
  readonly data: Uint8Array;
}

const jpegTables = 347;
const knownBits = new Set([1, 2, 4, 8, 16]);
/** Of one strip or tile without its packing. */
const mostBlockBytes = 128 * 2 ** 20;

interface Block {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Which samples of a pixel it holds: from this one on. */
  readonly firstSample: number;
  readonly samples: number;
  readonly stored: Uint8Array;
}

/**
 * Puts the strips or tiles of a picture together (TIFF 6.0 sections 3, 14, 15 and 22). Samples above eight bits keep
 * their upper eight.
 *
 * @throws on what is not known, damaged or cut short
 */
export function readTiffSamples(bytes: Uint8Array, head: TiffHead): TiffSamples {
  const { width, height, bitsPerSample: bits, samplesPerPixel: perPixel, compression } = head;
  if (!knownBits.has(bits) || head.sampleFormat !== 1 || head.predictor > 2) throw new Error('samples');
  if (head.fillOrder === 2 && compression !== packings.jpeg) throw new Error('fill order');
  const data = new Uint8Array(width * height * perPixel);
  for (const block of blocksOf(bytes, head)) {
    const across = Math.min(block.width, width - block.left);
    const down = Math.min(block.height, height - block.top);
    const samples = samplesOf(block, down, bytes, head);
    for (let y = 0; y < down; y += 1) {
      for (let x = 0; x < across; x += 1) {
        const to = ((block.top + y) * width + block.left + x) * perPixel + block.firstSample;
        const from = (y * block.width + x) * block.samples;
        for (let sample = 0; sample < block.samples; sample += 1) data[to + sample] = samples[from + sample]!;
      }
    }
  }
  return { width, height, perPixel, largest: bits >= 8 ? 255 : 2 ** bits - 1, data };
}

function* blocksOf(bytes: Uint8Array, head: TiffHead): Generator<Block> {
  const { width, height, samplesPerPixel } = head;
  const isTiled = head.tiled;
  const blockWidth = isTiled ? (head.tileWidth ?? 0) : width;
  const blockHeight = isTiled ? (head.tileHeight ?? 0) : Math.min(head.rowsPerStrip, height);
  const [offsets, counts] = isTiled
    ? [head.tileOffsets, head.tileByteCounts]
    : [head.stripOffsets, head.stripByteCounts as ArrayLike<number> | undefined];
  const planes = head.planarConfiguration === 2 ? samplesPerPixel : 1;
  const samples = planes === 1 ? samplesPerPixel : 1;
  if (!(blockWidth > 0) || !(blockHeight > 0)) throw new Error('block');
  if (blockWidth * blockHeight * samples * 2 > mostBlockBytes) throw new Error('block');
  let index = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        const offset = offsets[index];
        if (offset === undefined || offset >= bytes.length) throw new Error('cut short');
        const stored = bytes.subarray(offset, offset + (counts?.[index] ?? bytes.length));
        yield { left, top, width: blockWidth, height: blockHeight, firstSample: plane, samples, stored };
        index += 1;
      }
    }
  }
}

/** One byte a sample, rows as wide as the block. */
function samplesOf(block: Block, rows: number, file: Uint8Array, head: TiffHead): Uint8Array {
  const { bitsPerSample: bits, compression } = head;
  const inRow = block.width * block.samples;
  if (compression === packings.jpeg) {
    const tables = head.get(jpegTables) as Uint8Array | undefined;
    return jpegSamples(block.stored, tables, block, head.type);
  }
  const rowBytes = Math.ceil((inRow * bits) / 8);
  const plain = unpackBlock(block.stored, compression, rowBytes * block.height);
  if (plain.length < rowBytes * rows) throw new Error('cut short');
  const isLittle = file[0] === 0x49;
  const step = head.predictor === 2 ? block.samples : 0;
  if (step > 0 && bits < 8) throw new Error('predictor');
  const samples = new Uint8Array(inRow * rows);
  const wide = new Uint16Array(inRow);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < inRow; x += 1) {
      const value = sampleAt(plain, y * rowBytes, x, bits, isLittle);
      wide[x] = step > 0 && x >= step ? (value + wide[x - step]!) & (2 ** bits - 1) : value;
      samples[y * inRow + x] = bits === 16 ? wide[x]! >> 8 : wide[x]!;
    }
  }
  return samples;
}

function sampleAt(plain: Uint8Array, row: number, index: number, bits: number, isLittle: boolean): number {
  if (bits === 8) return plain[row + index]!;
  if (bits === 16) {
    const [first, second] = [plain[row + index * 2]!, plain[row + index * 2 + 1]!];
    return isLittle ? first | (second << 8) : (first << 8) | second;
  }
  const at = index * bits;
  return (plain[row + (at >> 3)]! >> (8 - bits - (at & 7))) & (2 ** bits - 1);
}
