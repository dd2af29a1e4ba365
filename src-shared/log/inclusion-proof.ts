import { nodeHash, sameBytes, splitPoint, type HashFunction } from './merkle-tree.ts';
import { subtreeHash, type SubtreeReader } from './subtree-hash.ts';

/**
 * The hashes that lead from leaf `index` to the root of the first `size` leaves, from the bottom up.
 *
 * @see RFC 6962 section 2.1.1, PATH(m, D[n])
 */
export function inclusionProof(hash: HashFunction, read: SubtreeReader, index: number, size: number): Uint8Array[] {
  if (!isIndexOf(index, size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return path(hash, read, index, 0, size);
}

function path(hash: HashFunction, read: SubtreeReader, index: number, start: number, end: number): Uint8Array[] {
  if (end - start === 1) return [];
  const middle = start + splitPoint(end - start);
  return index < middle
    ? [...path(hash, read, index, start, middle), subtreeHash(hash, read, middle, end)]
    : [...path(hash, read, index, middle, end), subtreeHash(hash, read, start, middle)];
}

/** What an inclusion proof claims: this leaf hash stands at `index` among the `size` leaves under `root`. */
export interface InclusionClaim {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Check a proof from anybody: wrong lengths, indexes and hashes give false, never an exception. */
export function checkInclusion(hash: HashFunction, claim: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  if (!isIndexOf(claim.index, claim.size)) return false;
  const computed = climb(hash, claim.leaf, claim.index, claim.size, proof);
  return computed !== null && sameBytes(computed, claim.root);
}

function climb(
  hash: HashFunction,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (size === 1) return proof.length === 0 ? leaf : null;
  const sibling = proof.at(-1);
  if (!sibling || sibling.length !== leaf.length) return null;
  const rest = proof.slice(0, -1);
  const middle = splitPoint(size);
  const isLeft = index < middle;
  const own = isLeft ? climb(hash, leaf, index, middle, rest) : climb(hash, leaf, index - middle, size - middle, rest);
  if (!own) return null;
  return isLeft ? nodeHash(hash, own, sibling) : nodeHash(hash, sibling, own);
}

function isIndexOf(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}
