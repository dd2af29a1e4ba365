/**
 * An SM3 computation in progress (GB/T 32905-2016).
 *
 * A state is owned by whoever made or cloned it. The bytes given to `update` are read before it returns and may be
 * reused afterwards.
 */
export interface Sm3Hash {
  /** @returns the same object, so that calls can be chained */
  update(bytes: Uint8Array): Sm3Hash;
  /** An independent copy of the state: one reading pass can give the digests of a prefix and of the whole. */
  clone(): Sm3Hash;
  /** @returns 32 bytes. Ends this state: any later call throws. */
  digest(): Uint8Array;
}

/** SM3 of the beginnings of a file: one pass over it, on a thread of its own where the engine has one. */
export interface Sm3Pass {
  /**
   * The state behind the first `length` bytes; waits for the pass where it has not come there. Null when the file could
   * not be read so far, or after the end.
   * @throws TypeError for a length beyond the size
   */
  after(length: number): Sm3Hash | null;
  /** To be called before the file is closed: it is not touched any more. */
  end(): void;
}

export interface Sm2KeyPair {
  /** 32 bytes, big-endian, 1 to n-2. */
  readonly privateKey: Uint8Array;
  /** 65 bytes: 04, X, Y. */
  readonly publicKey: Uint8Array;
}

/** What a provider of SM2 and SM3 must be able to do. All calls are synchronous; all results belong to the caller. */
export interface SmEngine {
  readonly name: 'native' | 'fallback';
  /** SM3 over the parts one after another, without joining them in memory. */
  sm3(parts: readonly Uint8Array[]): Uint8Array;
  createSm3(): Sm3Hash;
  /**
   * Begins at once.
   * @param file descriptor of an open file, read by offsets alone; it stays the caller's
   * @param size of the file in bytes
   */
  startSm3Pass(file: number, size: number): Sm3Pass;
  /** Z_A, 32 bytes. Throws a TypeError for a public key that is not 65 bytes or an identifier above 8191 bytes. */
  sm2Za(publicKey: Uint8Array, userId: Uint8Array): Uint8Array;
  /** False, never an exception, for any malformed argument. */
  sm2Verify(publicKey: Uint8Array, message: Uint8Array, signatureRs: Uint8Array, userId: Uint8Array): boolean;
  /** False, never an exception, for any malformed argument. */
  sm2VerifyDigest(publicKey: Uint8Array, e: Uint8Array, signatureRs: Uint8Array): boolean;
  /** @returns 64 bytes r then s. Throws a TypeError when the key is not 1 to n-2 or e is not 32 bytes. */
  sm2SignDigest(privateKey: Uint8Array, e: Uint8Array): Uint8Array;
  generateSm2KeyPair(): Sm2KeyPair;
  isSm2Point(publicKey: Uint8Array): boolean;
}
