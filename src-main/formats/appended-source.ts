import type { ByteSource } from './byte-source.ts';

/** A source with bytes added at its end, so that an update can be read before anything is written. */
export function appendedSource(source: ByteSource, tail: Uint8Array): ByteSource {
  const size = source.size + tail.length;
  return {
    size,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= source.size) return source.read(offset, length);
      const added = tail.subarray(Math.max(0, offset - source.size), end - source.size);
      if (offset >= source.size) return added;
      return Buffer.concat([source.read(offset, source.size - offset), added]);
    },
    inflated: (bytes) => source.inflated?.(bytes),
  };
}
