import fs from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sm3 } from '#main/sm/sm3.ts';
import { checkConsistency, consistencyProof } from '#shared/log/consistency-proof.ts';
import { checkInclusion, inclusionProof } from '#shared/log/inclusion-proof.ts';
import { append, emptyFrontier, frontierLength, leafHash, rootOf } from '#shared/log/merkle-tree.ts';
import { readerOfLeaves } from '#shared/log/subtree-hash.ts';
import { fromHex, toHex } from '#shared/log/text-bytes.ts';

interface TreeVectors {
  leaves: string[];
  leafHashes: string[];
  roots: string[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { old: number; new: number; proof: string[] }[];
}
const vectors = JSON.parse(fs.readFileSync('test/vectors/ledger-tree.json', 'utf8')) as TreeVectors;
const hashes = vectors.leafHashes.map((hex) => fromHex(hex)!);
const roots = vectors.roots.map((hex) => fromHex(hex)!);
const read = readerOfLeaves(sm3, hashes);

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => sm3(Uint8Array.of(n, n >> 8)));
const rootOfLeaves = (leaves: readonly Uint8Array[]): Uint8Array =>
  rootOf(
    sm3,
    leaves.reduce((frontier, leaf) => append(sm3, frontier, leaf).frontier, emptyFrontier),
  );
const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte));

describe('Merkle tree against another implementation', () => {
  it('hashes leaves with their own prefix', () => {
    const own = vectors.leaves.map((leaf) => toHex(leafHash(sm3, new TextEncoder().encode(leaf))));
    expect(own).toEqual(vectors.leafHashes);
  });

  it('gives the same root at every size, from the frontier alone', () => {
    let frontier = emptyFrontier;
    const own = [toHex(rootOf(sm3, frontier))];
    for (const leaf of hashes) {
      frontier = append(sm3, frontier, leaf).frontier;
      own.push(toHex(rootOf(sm3, frontier)));
      expect(frontier.hashes).toHaveLength(frontierLength(frontier.size));
    }
    expect(own).toEqual(vectors.roots);
  });

  it('names every complete subtree once, under the place a reader of leaves finds it', () => {
    let frontier = emptyFrontier;
    for (const leaf of hashes) {
      const step = append(sm3, frontier, leaf);
      frontier = step.frontier;
      for (const { level, position, hash } of step.completed) expect(hash).toEqual(read(level, position));
    }
  });

  it('gives the same inclusion proofs, and accepts them', () => {
    for (const { index, size, proof } of vectors.inclusion) {
      const own = inclusionProof(sm3, read, index, size);
      expect(own.map(toHex)).toEqual(proof);
      expect(checkInclusion(sm3, { leaf: hashes[index]!, index, size, root: roots[size]! }, own)).toBe(true);
    }
  });

  it('gives the same consistency proofs, and accepts them', () => {
    for (const each of vectors.consistency) {
      const own = consistencyProof(sm3, read, each.old, each.new);
      expect(own.map(toHex)).toEqual(each.proof);
      const [older, newer] = [each.old, each.new].map((size) => ({ size, root: roots[size]! }));
      expect(checkConsistency(sm3, older!, newer!, own)).toBe(true);
    }
  });
});

describe('proofs', () => {
  const sizes = fc.integer({ min: 1, max: 300 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      at: fc.integer({ min: 0, max: size - 1 }),
      part: fc.integer({ min: 0, max: 20 }),
    }),
  );

  it('include every leaf of any tree, at its own place only (property)', () => {
    fc.assert(
      fc.property(sizes, ({ size, at }) => {
        const leaves = leavesOf(size);
        const root = rootOfLeaves(leaves);
        const proof = inclusionProof(sm3, readerOfLeaves(sm3, leaves), at, size);
        const claim = { leaf: leaves[at]!, index: at, size, root };
        expect(checkInclusion(sm3, claim, proof)).toBe(true);
        expect(checkInclusion(sm3, { ...claim, index: (at + 1) % size }, proof)).toBe(size === 1);
        expect(checkInclusion(sm3, { ...claim, leaf: flip(claim.leaf) }, proof)).toBe(false);
        expect(checkInclusion(sm3, { ...claim, root: flip(root) }, proof)).toBe(false);
        expect(checkInclusion(sm3, claim, [...proof, root])).toBe(false);
        expect(checkInclusion(sm3, claim, proof.slice(1))).toBe(size === 1);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse an inclusion proof with any one hash changed (ATK-41, property)', () => {
    fc.assert(
      fc.property(sizes, ({ size, at, part }) => {
        fc.pre(size > 1);
        const leaves = leavesOf(size);
        const proof = inclusionProof(sm3, readerOfLeaves(sm3, leaves), at, size);
        const forged = proof.map((each, step) => (step === part % proof.length ? flip(each) : each));
        const claim = { leaf: leaves[at]!, index: at, size, root: rootOfLeaves(leaves) };
        expect(checkInclusion(sm3, claim, forged)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('show that a longer tree begins with the shorter one, and nothing else (ATK-41, property)', () => {
    fc.assert(
      fc.property(sizes, ({ size, at, part }) => {
        const leaves = leavesOf(size);
        const older = { size: at, root: rootOfLeaves(leaves.slice(0, at)) };
        const newer = { size, root: rootOfLeaves(leaves) };
        const proof = consistencyProof(sm3, readerOfLeaves(sm3, leaves), at, size);
        expect(checkConsistency(sm3, older, newer, proof)).toBe(true);
        expect(checkConsistency(sm3, { ...older, root: flip(older.root) }, newer, proof)).toBe(false);
        expect(checkConsistency(sm3, older, { ...newer, root: flip(newer.root) }, proof)).toBe(at === 0);
        const forged = proof.map((each, step) => (step === part % proof.length ? flip(each) : each));
        expect(checkConsistency(sm3, older, newer, forged)).toBe(proof.length === 0);
        expect(checkConsistency(sm3, older, newer, [...proof, newer.root])).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('never show a tree whose past was rewritten (ATK-41)', () => {
    const leaves = leavesOf(40);
    const rewritten = leaves.map((leaf, at) => (at === 3 ? flip(leaf) : leaf));
    const older = { size: 21, root: rootOfLeaves(leaves.slice(0, 21)) };
    const newer = { size: 40, root: rootOfLeaves(rewritten) };
    const proofs = [leaves, rewritten].map((each) => consistencyProof(sm3, readerOfLeaves(sm3, each), 21, 40));
    expect(proofs.map((proof) => checkConsistency(sm3, older, newer, proof))).toEqual([false, false]);
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0, 0],
    [1.5, 5],
    [Number.NaN, 5],
    [0, 2 ** 53],
  ])('refuse leaf %d of %d without an exception', (index, size) => {
    expect(checkInclusion(sm3, { leaf: hashes[0]!, index, size, root: roots[5]! }, [])).toBe(false);
  });
});
