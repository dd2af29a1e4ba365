import { nodeHash, splitPoint, type HashFunction } from './merkle-tree.ts';

/**
 * Gives the stored hash of a complete subtree: level 0 is the hash of leaf `position`, level n covers the leaves
 * `[position * 2^n, (position + 1) * 2^n)`. Asked only for subtrees that are complete.
 */
export type SubtreeReader = (level: number, position: number) => Uint8Array;

/**
 * The hash over the leaves `[start, end)` of a tree. `start` must be a multiple of the largest power of two that is
 * not above `end - start`, which holds for every range the proofs ask for.
 */
export function subtreeHash(hash: HashFunction, read: SubtreeReader, start: number, end: number): Uint8Array {
  const size = end - start;
  const level = Math.round(Math.log2(size));
  if (2 ** level === size) return read(level, start / size);
  const middle = start + splitPoint(size);
  return nodeHash(hash, subtreeHash(hash, read, start, middle), subtreeHash(hash, read, middle, end));
}

/** A reader for trees that fit in memory: tests, verifiers of an export, and a registry's short batches. */
export function readerOfLeaves(hash: HashFunction, leafHashes: readonly Uint8Array[]): SubtreeReader {
  const levels: Uint8Array[][] = [[...leafHashes]];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) above.push(nodeHash(hash, below[at]!, below[at + 1]!));
    levels.push(above);
  }
  return (level, position) => {
    const found = levels[level]?.[position];
    if (!found) throw new RangeError(`no complete subtree ${level}/${position}`);
    return found;
  };
}
