/**
 * Bytes that are read by ranges and never as a whole.
 *
 * Reading is synchronous: parsers follow offsets one by one, and the station (and later the reader of
 * untrusted documents) runs in a process of its own, where a short read blocks no window.
 */
export interface ByteSource {
  /** Total length in bytes; fixed for the life of the source. */
  readonly size: number;
  /**
   * @returns the bytes `[offset, offset + length)`, cut at the end of the source. The caller must not write into
   * them; they stay valid until the source is closed.
   */
  read(offset: number, length: number): Uint8Array;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}
