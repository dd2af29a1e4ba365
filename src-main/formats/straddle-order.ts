import type { StraddleSide } from '#shared/model/placement.ts';

/** A slice of a straddle seal (骑缝章) as a signed file shows it. */
export interface SeenSlice {
  /** 1-based; null when its page is not in the document. */
  readonly page: number | null;
  readonly side: StraddleSide;
  /** Of the whole seal across its slices, in millimetres. */
  readonly lengthMm: number;
  /** From the left or upper end of the seal. */
  readonly fromMm: number;
  readonly extentMm: number;
}

/** What is wrong with the order of the slices of one signature. */
export interface StraddleFault {
  readonly reason: 'straddle-page-missing' | 'straddle-page-swapped';
  /** Page before which a slice is missing, or whose slice is not in its place; null at the end of the document. */
  readonly page: number | null;
}

/** Two slices meet this exactly. */
const toleranceMm = 0.1;

/**
 * Whether the slices of every straddle seal make it up whole, page after page. Geometry alone is asked, so that seals
 * of other makers are understood too; slices that were never cut from one seal in this way are not judged.
 *
 * @param slices in the order in which the signature lists them
 */
export function straddleFaults(slices: readonly SeenSlice[]): readonly StraddleFault[] {
  const bySide = Map.groupBy(slices, ({ side }) => side);
  return [...bySide.values()].flatMap((own) => sealsOf(own).flatMap(faultsOf));
}

/** Do the slices of each seal follow each other without lying over one another, in this order? */
export function isDealtOut(slices: readonly SeenSlice[]): boolean {
  const bySide = Map.groupBy(slices, ({ side }) => side);
  return [...bySide.values()].flatMap(sealsOf).every((seal) =>
    seal.every((slice, at) => {
      const before = seal[at - 1];
      return !before || startOf(slice) > startOf(before) + before.extentMm - toleranceMm;
    }),
  );
}

/** A new seal begins where a slice starts at the end from which its side is dealt out. */
function sealsOf(slices: readonly SeenSlice[]): readonly (readonly SeenSlice[])[] {
  const seals: SeenSlice[][] = [];
  for (const slice of slices) {
    const last = seals.at(-1);
    if (!last || startOf(slice) < toleranceMm) seals.push([slice]);
    else last.push(slice);
  }
  return seals;
}

/** How much of the seal lies before a slice, in the order of the pages. */
function startOf({ side, lengthMm, fromMm, extentMm }: SeenSlice): number {
  return side === 'right' || side === 'bottom' ? fromMm : lengthMm - fromMm - extentMm;
}

function faultsOf(seal: readonly SeenSlice[]): readonly StraddleFault[] {
  if (seal.length < 2) return [];
  const faults: StraddleFault[] = [];
  let end = 0;
  let page = 0;
  for (const slice of seal) {
    const start = startOf(slice);
    // Slices that lie over each other are some other way of cutting.
    if (start < end - toleranceMm) return [];
    if (slice.page === null || start > end + toleranceMm) {
      faults.push({ reason: 'straddle-page-missing', page: slice.page === null ? nextPage(seal, slice) : slice.page });
    }
    if (slice.page !== null) {
      if (slice.page <= page) faults.push({ reason: 'straddle-page-swapped', page: slice.page });
      page = slice.page;
    }
    end = start + slice.extentMm;
  }
  if (end < (seal[0]?.lengthMm ?? 0) - toleranceMm) faults.push({ reason: 'straddle-page-missing', page: null });
  return faults;
}

/** The page of the first slice behind one whose page is gone. */
function nextPage(seal: readonly SeenSlice[], slice: SeenSlice): number | null {
  return seal.slice(seal.indexOf(slice) + 1).find((later) => later.page !== null)?.page ?? null;
}

/** The edge of the page that a part lies at. @param box of the part @param paper in the same space */
export function edgeOf(
  box: { readonly xMm: number; readonly yMm: number; readonly widthMm: number; readonly heightMm: number },
  paper: { readonly widthMm: number; readonly heightMm: number },
  isUpright: boolean,
): StraddleSide {
  if (isUpright) return box.xMm < paper.widthMm - box.xMm - box.widthMm ? 'left' : 'right';
  return box.yMm < paper.heightMm - box.yMm - box.heightMm ? 'top' : 'bottom';
}
