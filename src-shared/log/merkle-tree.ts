/**
 * The shape of the tree, as in RFC 6962 section 2.1, with the hash function as a parameter (SM3 for a station's
 * ledger).
 *
 *     leaf hash  = H(0x00 || leaf bytes)
 *     node hash  = H(0x01 || left || right)
 *     empty tree = H()
 *
 * A tree of n leaves, n > 1, is split at the largest power of two smaller than n. A complete subtree is named by its
 * level (a leaf hash is level 0) and its position among the subtrees of that level, counted from 0.
 */
export type HashFunction = (...parts: Uint8Array[]) => Uint8Array;

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

export function leafHash(hash: HashFunction, leafBytes: Uint8Array): Uint8Array {
  return hash(leafPrefix, leafBytes);
}

export function nodeHash(hash: HashFunction, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(nodePrefix, left, right);
}

/**
 * What is needed to go on: the roots of the complete subtrees a tree of `size` leaves consists of, largest first (one
 * for each 1 in the binary form of `size`). The leaves themselves are not needed to append or to compute the root.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

export interface CompleteSubtree {
  readonly level: number;
  readonly position: number;
  readonly hash: Uint8Array;
}

export interface Appended {
  readonly frontier: Frontier;
  /** Subtrees above level 0 that this leaf completed, from the bottom up; they never change afterwards. */
  readonly completed: readonly CompleteSubtree[];
}

/** Add one leaf hash. The given frontier is not changed. */
export function append(hash: HashFunction, frontier: Frontier, leaf: Uint8Array): Appended {
  const hashes = [...frontier.hashes];
  const completed: CompleteSubtree[] = [];
  let current = leaf;
  let level = 0;
  // While the level already holds an odd subtree, the new one is its right neighbour and both become one.
  for (let position = frontier.size; position % 2 === 1; position = (position - 1) / 2) {
    current = nodeHash(hash, hashes.pop()!, current);
    level += 1;
    completed.push({ level, position: (position - 1) / 2, hash: current });
  }
  hashes.push(current);
  return { frontier: { size: frontier.size + 1, hashes }, completed };
}

export function rootOf(hash: HashFunction, { hashes }: Frontier): Uint8Array {
  if (hashes.length === 0) return hash();
  return hashes.reduceRight((right, left) => nodeHash(hash, left, right));
}

/** How many subtrees the frontier of a tree of this size has. */
export function frontierLength(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

/** The largest power of two smaller than `size`; `size` is at least 2. */
export function splitPoint(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
