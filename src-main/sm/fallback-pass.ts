import fs from 'node:fs';
import type { Sm3Hash, Sm3Pass } from './engine-port.ts';
import { createFallbackSm3 } from './fallback-sm3.ts';

const pieceBytes = 64 * 1024;

/** No thread here: the file is read when a state is asked for, once as long as the lengths grow. */
export function startFallbackPass(file: number, size: number): Sm3Pass {
  const piece = new Uint8Array(pieceBytes);
  let known = createFallbackSm3();
  let at = 0;
  let isEnded = false;

  /** @returns false when the file has fewer bytes */
  function takeIn(hash: Sm3Hash, from: number, to: number): boolean {
    for (let offset = from; offset < to;) {
      const got = fs.readSync(file, piece, 0, Math.min(piece.length, to - offset), offset);
      if (got === 0) return false;
      hash.update(piece.subarray(0, got));
      offset += got;
    }
    return true;
  }

  return {
    after(length) {
      if (!Number.isSafeInteger(length) || length < 0 || length > size) {
        throw new TypeError('length must lie within the file');
      }
      if (isEnded) return null;
      const isAhead = length >= at;
      const hash = isAhead ? known.clone() : createFallbackSm3();
      if (!takeIn(hash, isAhead ? at : 0, length)) return null;
      if (!isAhead) return hash;
      known = hash;
      at = length;
      return known.clone();
    },
    end() {
      isEnded = true;
    },
  };
}
