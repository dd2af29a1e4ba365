/**
 * Bytes that are read by ranges and never as a whole.
 *
 * Reading is synchronous: parsers follow offsets one by one, and the readers of untrusted documents and the station
 * run in processes of their own, where a short read blocks no window.
 */
export interface ByteSource {
  /** Total length in bytes; fixed for the life of the source. */
  readonly size: number;
  /**
   * @returns the bytes `[offset, offset + length)`, cut at the end of the source. The caller must not write into
   * them; they stay valid until the source is closed.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * The same into memory of the caller, for who goes through many bytes once.
   * @returns how many were read; fewer than `target` holds only at the end of the source
   */
  readInto?(target: Uint8Array, offset: number): number;
  /** The open file behind the source, of the same size, for who reads the whole of it once and past the source. */
  descriptor?(): number;
  /**
   * Told how many bytes came out of compressed data, by whoever unpacked them. A source with a budget throws here.
   */
  inflated?(bytes: number): void;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}

/** A source with bytes laid behind it, as a file looks once they are appended. */
export function appendedSource(source: ByteSource, appended: Uint8Array): ByteSource {
  const { size } = source;
  return {
    size: size + appended.length,
    read: (offset, length) => {
      if (offset >= size) return appended.subarray(offset - size, offset - size + length);
      const first = source.read(offset, Math.min(length, size - offset));
      const rest = length - (size - offset);
      return rest <= 0 ? first : Buffer.concat([first, appended.subarray(0, rest)]);
    },
    inflated: (bytes) => source.inflated?.(bytes),
  };
}
