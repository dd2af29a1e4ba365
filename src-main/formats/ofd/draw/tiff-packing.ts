import { inflateSync } from 'node:zlib';

/** How the rows of a block are packed (TIFF 6.0 sections 9, 13 and 14; Adobe's technical note 3 for Deflate). */
export const packings = {
  none: 1,
  runs: 2,
  t4: 3,
  t6: 4,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packBits: 32_773,
  oldDeflate: 32_946,
} as const;

/**
 * Bytes of a block without their packing, never more than it has.
 *
 * @param length of the whole block; shorter when the file holds less
 * @throws on a packing that is not known, and on what is damaged
 */
export function unpackBlock(stored: Uint8Array, packing: number, length: number): Uint8Array {
  switch (packing) {
    case packings.none:
      return stored.subarray(0, length);
    case packings.packBits:
      return withoutPackBits(stored, length);
    case packings.lzw:
      return withoutLzw(stored, length);
    case packings.deflate:
    case packings.oldDeflate:
      // One more, for some writers fill the last strip beyond the end of the picture.
      return inflateSync(stored, { maxOutputLength: length * 2 }).subarray(0, length);
    default:
      throw new Error(`packing ${packing}`);
  }
}

function withoutPackBits(stored: Uint8Array, length: number): Uint8Array {
  const plain = new Uint8Array(length);
  let end = 0;
  for (let at = 0; at < stored.length && end < length;) {
    const count = stored[at]!;
    at += 1;
    if (count === 128) continue;
    const run = Math.min(count < 128 ? count + 1 : 257 - count, length - end);
    if (count < 128) plain.set(stored.subarray(at, at + run), end);
    else plain.fill(stored[at] ?? 0, end, end + run);
    at += count < 128 ? count + 1 : 1;
    end += run;
  }
  return plain.subarray(0, end);
}

const clearTable = 256;
const endOfBlock = 257;
const mostCodes = 4096;

/** Codes grow from 9 to 12 bits, one code before they must: "early change". */
function withoutLzw(stored: Uint8Array, length: number): Uint8Array {
  const plain = new Uint8Array(length);
  // A string is a place in what was written already, and one byte longer than the one it comes from.
  const starts = new Uint32Array(mostCodes);
  const lengths = new Uint32Array(mostCodes);
  let next = endOfBlock + 1;
  let bits = 9;
  let end = 0;
  let before: { readonly start: number; readonly length: number } | null = null;
  let held = 0;
  let heldBits = 0;
  for (let at = 0; end < length;) {
    while (heldBits < bits && at < stored.length) {
      held = ((held << 8) | stored[at]!) & 0xff_ffff;
      heldBits += 8;
      at += 1;
    }
    if (heldBits < bits) break;
    heldBits -= bits;
    const code = (held >> heldBits) & (2 ** bits - 1);
    if (code === endOfBlock) break;
    if (code === clearTable) {
      next = endOfBlock + 1;
      bits = 9;
      before = null;
      continue;
    }
    const start = end;
    if (code < clearTable) {
      plain[end] = code;
      end += 1;
    } else if (before === null || code > next) {
      throw new Error('LZW');
    } else {
      const isNew = code === next;
      const from = isNew ? before.start : starts[code]!;
      const size = Math.min(isNew ? before.length + 1 : lengths[code]!, length - end);
      for (let copied = 0; copied < size; copied += 1) plain[end + copied] = plain[from + copied]!;
      end += size;
    }
    if (before !== null && next < mostCodes) {
      starts[next] = before.start;
      lengths[next] = before.length + 1;
      next += 1;
      if (next === 511 || next === 1023 || next === 2047) bits += 1;
    }
    before = { start, length: end - start };
  }
  return plain.subarray(0, end);
}
