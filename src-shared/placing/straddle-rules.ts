import type { Placement, SealSlice } from '../model/placement.ts';
import type { PagePlan } from './expand-rules.ts';
import { pagesText } from './page-ranges.ts';
import type { RuleOf } from './placement-rule.ts';
import { groupsOf, leastSliceMm } from './straddle.ts';

type StraddleRule = RuleOf<'straddle'>;
type Slice = Placement & { readonly slice: SealSlice };
/** The slices of one seal, in the order of their pages. */
type CutSeal = readonly Slice[];

/** Rounding of lengths that are the same. */
const roundingMm = 0.01;
/** Where nothing tells where along the edge a seal lay. */
const middle = 0.5;

/**
 * Rules that come to these slices again: seals that one rule can have dealt out become one rule, so that several on one
 * edge stay apart.
 *
 * @param pages of the document, which say how far along its edge a seal lies; the middle without them
 * @param chunked splits the text of a range that is too long for one rule
 */
export function straddleRules(
  places: readonly Placement[],
  pages: readonly PagePlan[],
  chunked: (range: string) => readonly string[],
): readonly StraddleRule[] {
  const slices = places.filter((place): place is Slice => place.slice !== undefined);
  const seals = [...Map.groupBy(slices, ({ slice }) => slice.group).values()];
  return runsOf(seals, pages).flatMap((run) => {
    const first = run[0]![0]!;
    const { opacity, slice } = first;
    const own = run.flat();
    const perSeal = Math.max(...run.map((seal) => seal.length));
    const rule = {
      kind: 'straddle',
      side: slice.side,
      at: atOf(first, pages),
      perSeal,
      ...shareOf(first),
      ...leastOf(own),
      ...(opacity !== undefined && { opacity }),
    } as const;
    const range = pagesText(own.map(({ page }) => page)).replaceAll('、', ',');
    return chunked(range).map((part) => Object.assign({ pages: part }, rule));
  });
}

/** Seals that follow each other as one rule deals them out. */
function runsOf(seals: readonly CutSeal[], pages: readonly PagePlan[]): readonly (readonly CutSeal[])[] {
  const runs: CutSeal[][] = [];
  for (const seal of seals) {
    const last = runs.at(-1);
    if (last && goesOn(last, seal, pages)) last.push(seal);
    else runs.push([seal]);
  }
  return runs.flatMap((run) => (isDealtOut(run) ? [run] : run.map((seal) => [seal])));
}

function goesOn(run: readonly CutSeal[], seal: CutSeal, pages: readonly PagePlan[]): boolean {
  const [first, next] = [run[0]![0]!, seal[0]!];
  return (
    first.slice.side === next.slice.side &&
    first.opacity === next.opacity &&
    shareOf(first).firstShare === shareOf(next).firstShare &&
    run.at(-1)!.at(-1)!.page < next.page &&
    seal.every((slice) => Math.abs(alongOf(slice) - expectedAlong(first, slice, pages)) < roundingMm)
  );
}

/** Are the seals as long as one rule makes them? */
function isDealtOut(run: readonly CutSeal[]): boolean {
  const slices = run.flat();
  const dealt = groupsOf(slices, Math.max(...run.map((seal) => seal.length)));
  return dealt.length === run.length && dealt.every((group, index) => group.length === run[index]?.length);
}

const isUpright = ({ slice }: Slice): boolean => slice.side === 'left' || slice.side === 'right';

function alongOf(place: Slice): number {
  return isUpright(place) ? place.yMm : place.xMm;
}

/** How much of the edge is left beside the seal; null where the page is not known. */
function freeOn(place: Slice, pages: readonly PagePlan[]): number | null {
  const page = pages.find(({ number }) => number === place.page);
  if (!page) return null;
  return isUpright(place) ? page.heightMm - place.heightMm : page.widthMm - place.widthMm;
}

/** Where a seal of the same rule lies on another page: as far as that page goes. */
function expectedAlong(first: Slice, place: Slice, pages: readonly PagePlan[]): number {
  const free = freeOn(place, pages) ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(alongOf(first), free));
}

function atOf(first: Slice, pages: readonly PagePlan[]): number {
  const free = freeOn(first, pages);
  if (free === null || free < roundingMm) return middle;
  return Math.max(0, Math.min(1, alongOf(first) / free));
}

/** How wide a slice is, across the edge it lies on. */
function extentOf(place: Slice): number {
  return (isUpright(place) ? place.clip?.widthMm : place.clip?.heightMm) ?? 0;
}

/** Nothing where the slices are equal. */
function shareOf(first: Slice): { readonly firstShare?: number } {
  const { slice, widthMm, heightMm } = first;
  const lengthMm = isUpright(first) ? widthMm : heightMm;
  const extent = extentOf(first);
  if (Math.abs(extent - lengthMm / slice.count) < roundingMm) return {};
  return { firstShare: Math.round((extent / lengthMm) * 10_000) / 10_000 };
}

/** Slices thinner than usual were asked for; without that they would be refused. */
function leastOf(slices: readonly Slice[]): { readonly leastSliceMm?: number } {
  const thinnest = Math.min(...slices.map(extentOf));
  return thinnest < leastSliceMm ? { leastSliceMm: Math.max(0.5, Math.floor(thinnest * 100) / 100) } : {};
}
