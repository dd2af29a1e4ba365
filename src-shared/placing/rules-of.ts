import type { Placement } from '../model/placement.ts';
import { pagesText } from './page-ranges.ts';
import type { PlacementRule } from './placement-rule.ts';
import { leastSliceMm } from './straddle.ts';

/**
 * Rules that come to these places again: for a request that is to be mended, and for drafts of earlier versions. Equal
 * places on several pages become one rule.
 */
export function rulesOf(places: readonly Placement[]): readonly PlacementRule[] {
  const whole = places.filter(({ slice }) => slice === undefined);
  const alike = Map.groupBy(whole, ({ page: _page, ...rest }) => JSON.stringify(rest));
  const rules = [...alike.values()].flatMap((same): PlacementRule[] => {
    const { xMm, yMm, rotation, opacity, text } = same[0]!;
    const look = {
      ...(rotation !== undefined && { rotation }),
      ...(opacity !== undefined && { opacity }),
      ...(text && { text }),
    };
    const pages = same.map(({ page }) => page);
    if (new Set(pages).size < 3)
      return pages.map((page) => Object.assign({ kind: 'single' as const, page, xMm, yMm }, look));
    const range = pagesText(pages).replaceAll('、', ',');
    return chunked(range).map((text) =>
      Object.assign({ kind: 'pages' as const, pages: text, corner: 'top-left' as const, xMm, yMm }, look),
    );
  });
  return [...rules, ...straddleRules(places)];
}

/** The text of a range has an end; a very ragged one becomes several rules. */
function chunked(range: string): readonly string[] {
  const texts: string[] = [];
  for (const part of range.split(',')) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + part.length < 190) texts[texts.length - 1] = `${last},${part}`;
    else texts.push(part);
  }
  return texts;
}

/** One rule for each side: where along the edge, its maker chooses anew, because that depends on the pages. */
function straddleRules(places: readonly Placement[]): readonly PlacementRule[] {
  const slices = places.flatMap((place) => (place.slice ? [{ place, slice: place.slice }] : []));
  return [...Map.groupBy(slices, ({ slice }) => slice.side).values()].flatMap((same) => {
    const { slice, place } = same[0]!;
    const { opacity } = place;
    const perSeal = Math.max(...same.map(({ slice: one }) => one.count));
    const ink = opacity === undefined ? {} : { opacity };
    const shares = { ...firstShareOf(place), ...leastOf(same.map(({ place: one }) => one)) };
    return chunked(pagesText(same.map(({ place: one }) => one.page)).replaceAll('、', ',')).map((pages) =>
      Object.assign({ kind: 'straddle' as const, side: slice.side, pages, at: 0.5, perSeal }, shares, ink),
    );
  });
}

/** How wide a slice is, across the edge it lies on. */
function extentOf({ clip, slice }: Placement): number {
  const isUpright = slice?.side === 'left' || slice?.side === 'right';
  return (isUpright ? clip?.widthMm : clip?.heightMm) ?? 0;
}

/** Rounding of a slice that is as wide as all others. */
const roundingMm = 0.01;

/** Nothing where the slices are equal. */
function firstShareOf(first: Placement): { readonly firstShare?: number } {
  const { slice, widthMm, heightMm } = first;
  const lengthMm = slice?.side === 'left' || slice?.side === 'right' ? widthMm : heightMm;
  const extent = extentOf(first);
  if (!slice || Math.abs(extent - lengthMm / slice.count) < roundingMm) return {};
  return { firstShare: Math.round((extent / lengthMm) * 10_000) / 10_000 };
}

/** Slices thinner than usual were asked for; without that they would be refused. */
function leastOf(slices: readonly Placement[]): { readonly leastSliceMm?: number } {
  const thinnest = Math.min(...slices.map(extentOf));
  return thinnest < leastSliceMm ? { leastSliceMm: Math.max(0.5, Math.floor(thinnest * 100) / 100) } : {};
}
