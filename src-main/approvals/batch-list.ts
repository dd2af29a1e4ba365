import { checkInclusion, inclusionProof } from '#shared/log/inclusion-proof.ts';
import { append, emptyFrontier, leafHash, rootOf } from '#shared/log/merkle-tree.ts';
import { readerOfLeaves } from '#shared/log/subtree-hash.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { sm3 } from '#main/sm/sm3.ts';

/** One line of the list a batch approval fixes. Digests are SM3, lower-case hex. */
export interface ListedFile {
  readonly batchId: string;
  /** From 1. */
  readonly position: number;
  readonly documentSm3: string;
  /** Over everything that was asked for this file: `requestDigest`. */
  readonly requestSm3: string;
}

const listKind = 'SealKeeper batch list v1';
const hashBytes = 32;

export interface FixedList {
  /** 32 bytes: the head of the tree over all lines. */
  readonly root: Uint8Array;
  /** For each line the path that leads from it to the root: 32-byte hashes, one after the other. */
  readonly proofs: readonly Uint8Array[];
}

/**
 * Fixes a list: its root is what a decision signs. A tree and no plain digest, so that each file can be shown to be on
 * the list by itself: to the key within a thousand files without reading the list again, and to an outsider without
 * showing him the other files.
 */
export function fixList(files: readonly ListedFile[]): FixedList {
  const leaves = files.map(leafOf);
  const reader = readerOfLeaves(sm3, leaves);
  const proofs = leaves.map((_, index) => Buffer.concat(inclusionProof(sm3, reader, index, leaves.length)));
  return { root: rootOfLeaves(leaves), proofs };
}

/** The root alone, for a list that was fixed before. */
export function rootOfList(files: readonly ListedFile[]): Uint8Array {
  return rootOfLeaves(files.map(leafOf));
}

function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const frontier = leaves.reduce((tree, leaf) => append(sm3, tree, leaf).frontier, emptyFrontier);
  return rootOf(sm3, frontier);
}

/** Does this line stand where it says on the list of `count` files with this root? */
export function isOnList(
  file: ListedFile,
  proof: Uint8Array,
  list: { readonly root: Uint8Array; readonly count: number },
): boolean {
  if (proof.length % hashBytes !== 0) return false;
  const path = Array.from({ length: proof.length / hashBytes }, (_, at) =>
    proof.subarray(at * hashBytes, (at + 1) * hashBytes),
  );
  const claim = { leaf: leafOf(file), index: file.position - 1, size: list.count, root: list.root };
  return checkInclusion(sm3, claim, path);
}

function leafOf({ batchId, position, documentSm3, requestSm3 }: ListedFile): Uint8Array {
  return leafHash(sm3, canonicalBytes({ _: listKind, batchId, position, documentSm3, requestSm3 }));
}
