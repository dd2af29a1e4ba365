import { nodeHash, sameBytes, splitPoint, type HashFunction } from './merkle-tree.ts';
import { subtreeHash, type SubtreeReader } from './subtree-hash.ts';

/**
 * The hashes that show that a tree of `newSize` leaves begins with the tree of `oldSize` leaves.
 * Empty when the sizes are equal or the old tree is empty: then there is nothing to show.
 *
 * @see RFC 6962 section 2.1.2, PROOF(m, D[n])
 */
export function consistencyProof(
  hash: HashFunction,
  read: SubtreeReader,
  oldSize: number,
  newSize: number,
): Uint8Array[] {
  if (!areSizes(oldSize, newSize)) throw new RangeError(`no tree of ${oldSize} within ${newSize}`);
  return oldSize === 0 ? [] : subproof(hash, read, oldSize, 0, newSize, true);
}

function subproof(
  hash: HashFunction,
  read: SubtreeReader,
  old: number,
  start: number,
  end: number,
  isWholeOld: boolean,
): Uint8Array[] {
  const size = end - start;
  if (old === size) return isWholeOld ? [] : [subtreeHash(hash, read, start, end)];
  const split = splitPoint(size);
  const middle = start + split;
  return old <= split
    ? [...subproof(hash, read, old, start, middle, isWholeOld), subtreeHash(hash, read, middle, end)]
    : [...subproof(hash, read, old - split, middle, end, false), subtreeHash(hash, read, start, middle)];
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Does the tree under `newer` begin with the tree under `older`? A malformed proof gives false, never an exception. */
export function checkConsistency(
  hash: HashFunction,
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!areSizes(older.size, newer.size)) return false;
  if (proof.some((each) => each.length !== newer.root.length)) return false;
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, hash());
  const roots = climb(hash, older.root, older.size, newer.size, true, proof);
  return roots !== null && sameBytes(roots.old, older.root) && sameBytes(roots.new, newer.root);
}

interface Roots {
  readonly old: Uint8Array;
  readonly new: Uint8Array;
}

/** Recompute both roots of a subtree from the proof; the old root itself stands in where it is a subtree of the new. */
function climb(
  hash: HashFunction,
  oldRoot: Uint8Array,
  old: number,
  size: number,
  isWholeOld: boolean,
  proof: readonly Uint8Array[],
): Roots | null {
  if (old === size) {
    const shared = isWholeOld ? oldRoot : proof[0];
    const isComplete = proof.length === (isWholeOld ? 0 : 1);
    return shared && isComplete ? { old: shared, new: shared } : null;
  }
  const sibling = proof.at(-1);
  if (!sibling) return null;
  const rest = proof.slice(0, -1);
  const split = splitPoint(size);
  if (old <= split) {
    const left = climb(hash, oldRoot, old, split, isWholeOld, rest);
    return left && { old: left.old, new: nodeHash(hash, left.new, sibling) };
  }
  const right = climb(hash, oldRoot, old - split, size - split, false, rest);
  return right && { old: nodeHash(hash, sibling, right.old), new: nodeHash(hash, sibling, right.new) };
}

function areSizes(oldSize: number, newSize: number): boolean {
  return Number.isSafeInteger(oldSize) && Number.isSafeInteger(newSize) && oldSize >= 0 && oldSize <= newSize;
}
