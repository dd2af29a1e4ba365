import type { Fact } from '#shared/model/verdict.ts';
import { edgeOf, straddleFaults, type SeenSlice } from '../straddle-order.ts';
import type { LocatedStamp } from './check-stamps.ts';
import type { Box } from './geometry.ts';

/** Two lengths that are written the same. */
const sameMm = 0.01;

/**
 * `ofd.straddle` for a signature with slices of straddle seals (骑缝章): stamps whose Clip leaves a strip of the seal.
 *
 * @param paperOf physical box of a page, null where it cannot be told
 */
export function straddleFact(stamps: readonly LocatedStamp[], paperOf: (page: number) => Box | null): readonly Fact[] {
  const fallback = sideOf(stamps, paperOf);
  const slices = stamps.flatMap((stamp) => sliceOf(stamp, paperOf, fallback) ?? []);
  if (slices.length < 2) return [];
  const [fault] = straddleFaults(slices);
  if (!fault) return [{ check: 'ofd.straddle', state: 'ok', evidence: { count: slices.length } }];
  const evidence = { ...(fault.page !== null && { page: fault.page }) };
  return [{ check: 'ofd.straddle', state: 'warn', reason: fault.reason, evidence }];
}

type PaperOf = (page: number) => Box | null;

function sliceOf(stamp: LocatedStamp, paperOf: PaperOf, fallback: SeenSlice['side'] | null): SeenSlice | undefined {
  const { clip, boundary, page } = stamp;
  const isUpright = isStrip(stamp);
  if (!clip || isUpright === null) return undefined;
  const side = sideOn(stamp, paperOf) ?? fallback;
  if (side === null) return undefined;
  return isUpright
    ? { page, side, lengthMm: boundary.widthMm, fromMm: clip.xMm, extentMm: clip.widthMm }
    : { page, side, lengthMm: boundary.heightMm, fromMm: clip.yMm, extentMm: clip.heightMm };
}

const isWhole = (part: number, all: number): boolean => Math.abs(part - all) < sameMm;

/** True for a strip as high as the seal, false for one as wide; null for any other part. */
function isStrip({ clip, boundary }: LocatedStamp): boolean | null {
  if (!clip) return null;
  const [across, down] = [isWhole(clip.widthMm, boundary.widthMm), isWhole(clip.heightMm, boundary.heightMm)];
  return across === down ? null : down;
}

/** A stamp whose page is gone was dealt out like the others. */
function sideOf(stamps: readonly LocatedStamp[], paperOf: PaperOf): SeenSlice['side'] | null {
  for (const stamp of stamps) {
    const side = sideOn(stamp, paperOf);
    if (side !== null) return side;
  }
  return null;
}

function sideOn(stamp: LocatedStamp, paperOf: PaperOf): SeenSlice['side'] | null {
  const { clip, boundary, page } = stamp;
  const isUpright = isStrip(stamp);
  const paper = page === null ? null : paperOf(page);
  if (!clip || isUpright === null || !paper) return null;
  const left = boundary.xMm + clip.xMm - paper.xMm;
  return edgeOf({ ...clip, xMm: left, yMm: boundary.yMm + clip.yMm - paper.yMm }, paper, isUpright);
}
