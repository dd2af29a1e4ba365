import type { HashFunction } from '../log/merkle-tree.ts';
import { toHex } from '../log/text-bytes.ts';

/** Up to so many files every one of them is read. */
export const readWholeUpTo = 10;
const smallestSample = 8;

const utf8 = new TextEncoder();

/** How many files the program picks besides the first, the last and those with a notice. */
export function sampleSize(files: number): number {
  return Math.max(smallestSample, Math.ceil(Math.sqrt(files)));
}

/**
 * Which files of a batch a decider must have read (1-based positions, ascending); the others he attests. No regulation
 * says how many: XA-L-30 and K-1 ask that the approval names each file by its digest, U-APR-1 that the approver was
 * shown what he approves. So this is a rule of the program, and it says so.
 *
 * The sample follows from the list itself and from who decides: whoever made up the list cannot know it beforehand,
 * the decider cannot choose it, and an auditor can compute it again.
 *
 * @param root of the list, 32 bytes
 * @param noticed positions of files with something a decider should know first
 */
export function filesToRead(
  hash: HashFunction,
  batch: { readonly root: Uint8Array; readonly count: number; readonly noticed: readonly number[] },
  account: string,
): readonly number[] {
  const { root, count, noticed } = batch;
  const all = Array.from({ length: count }, (_, index) => index + 1);
  if (count <= readWholeUpTo) return all;
  const must = new Set([1, count, ...noticed]);
  const drawn = all
    .filter((position) => !must.has(position))
    .map((position) => ({ position, lot: toHex(hash(root, utf8.encode(`${account}/${position}`))) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, sampleSize(count));
  return [...must, ...drawn.map(({ position }) => position)].toSorted((a, b) => a - b);
}
