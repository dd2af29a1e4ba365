import { createHash, type Hash } from 'node:crypto';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { sourceChunks } from '#main/formats/source-chunks.ts';
import { createSm3, type Sm3Hash } from '#main/sm/sm3.ts';

/** Digests of one document as the register keeps them: lower-case hex. */
export interface DocumentDigests {
  readonly sm3: string;
  readonly sha256: string;
}

export interface DigestPass extends DocumentDigests {
  /** The SM3 state after the last byte; clone it to go on hashing without reading the document again. */
  readonly sm3State: Sm3Hash;
  /** The SHA-256 state after the last byte; copy it to go on. */
  readonly sha256State: Hash;
}

/** Other work gets its turn after this many bytes, so that a large document does not hold up the station. */
const yieldBytes = 16 << 20;

/** Reads a document once, in chunks, and gives both digests. @throws an AbortError when nobody wants them any more */
export async function digestDocument(source: ByteSource, signal?: AbortSignal): Promise<DigestPass> {
  const sm3State = createSm3();
  const sha256: Hash = createHash('sha256');
  let done = 0;
  for (const chunk of sourceChunks(source)) {
    sm3State.update(chunk);
    sha256.update(chunk);
    done += chunk.length;
    if (done % yieldBytes === 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
  }
  return {
    sm3: Buffer.from(sm3State.clone().digest()).toString('hex'),
    sha256: sha256.copy().digest('hex'),
    sm3State,
    sha256State: sha256,
  };
}
