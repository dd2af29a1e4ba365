import type { ByteSource } from './byte-source.ts';

const chunkBytes = 1 << 20;

/**
 * The bytes `[start, end)` in pieces of a mebibyte. Where the source can, every piece is read into the same memory: a
 * gigabyte that is only hashed must not leave a gigabyte for the collector. So a piece is good until the next one is
 * asked for, and whoever keeps one copies it.
 */
export function* sourceChunks(source: ByteSource, start = 0, end = source.size): Generator<Uint8Array> {
  const shared = source.readInto && end - start > chunkBytes ? new Uint8Array(chunkBytes) : undefined;
  for (let at = start; at < end; at += chunkBytes) {
    const length = Math.min(chunkBytes, end - at);
    if (!shared) yield source.read(at, length);
    else yield shared.subarray(0, source.readInto!(shared.subarray(0, length), at));
  }
}
