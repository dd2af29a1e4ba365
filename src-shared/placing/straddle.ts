import { StationError } from '../errors/station-error.ts';
import type { Placement, StraddleSide } from '../model/placement.ts';
import type { PagePlan, SealSize } from './expand-rules.ts';
import type { RuleOf } from './placement-rule.ts';

/** A seal over more pages than this has slices nobody can read. */
const mostPagesPerSeal = 20;
/** A slice thinner than this is lost at the cut edge of the paper. */
export const leastSliceMm = 2;

/** Thousandths of a millimetre, so that slices of one seal add up to it exactly. */
const round = (valueMm: number): number => Math.round(valueMm * 1000) / 1000 + 0;

/**
 * Slices of one seal on the edge of each page. Pages are fanned out on that edge: the first one lies on top, so the
 * right and the lower edge show the seal from its beginning, the left and the upper one from its end.
 *
 * @param pages 1-based, in order
 * @param firstGroup number of the first seal among the straddle seals of the request
 * @throws STAMP_STRADDLE_TOO_FEW_PAGES, STAMP_SLICE_TOO_THIN
 */
export function straddlePlaces(
  rule: RuleOf<'straddle'>,
  pages: readonly PagePlan[],
  seal: SealSize,
  firstGroup: number,
): readonly Placement[] {
  if (pages.length < 2) throw new StationError('STAMP_STRADDLE_TOO_FEW_PAGES', { pages: pages.length });
  const isUpright = rule.side === 'right' || rule.side === 'left';
  const lengthMm = isUpright ? seal.widthMm : seal.heightMm;
  const least = rule.leastSliceMm ?? leastSliceMm;
  const fitting = Math.floor((lengthMm + 1e-6) / least);
  const perSeal = rule.perSeal ?? Math.max(2, Math.min(mostPagesPerSeal, fitting));
  const seals = groupsOf(pages, perSeal).map((group) => ({ group, ends: endsOf(group.length, lengthMm, rule) }));
  const thinnest = Math.min(...seals.flatMap(({ ends }) => ends.map((end, index) => end - (ends[index - 1] ?? 0))));
  if (thinnest < least - 1e-3) {
    const facts = { slice: round(thinnest).toFixed(1), least, pages: Math.max(2, fitting), perSeal };
    throw new StationError('STAMP_SLICE_TOO_THIN', facts);
  }
  const first = pages[0]!;
  const along = isUpright ? (first.heightMm - seal.heightMm) * rule.at : (first.widthMm - seal.widthMm) * rule.at;
  return seals.flatMap(({ group, ends }, number) =>
    group.map((page, index): Placement => {
      const sliceOfSeal = cut(rule.side, seal, ends[index - 1] ?? 0, ends[index]!);
      return {
        page: page.number,
        ...boxOn(page, rule.side, seal, sliceOfSeal, along),
        widthMm: seal.widthMm,
        heightMm: seal.heightMm,
        clip: sliceOfSeal,
        slice: { group: firstGroup + number, index: index + 1, count: group.length, side: rule.side },
        ...(rule.opacity !== undefined && { opacity: rule.opacity }),
      };
    }),
  );
}

/** As equal as they can be: 45 pages at 20 a seal are three seals over 15. No seal is left with one page. */
export function groupsOf<Page>(pages: readonly Page[], perSeal: number): readonly (readonly Page[])[] {
  const count = Math.min(Math.ceil(pages.length / perSeal), Math.floor(pages.length / 2));
  return Array.from({ length: count }, (_, index) =>
    pages.slice(Math.ceil((index * pages.length) / count), Math.ceil(((index + 1) * pages.length) / count)),
  );
}

/** Where each slice ends, from the beginning of the seal; the last one at its length. */
function endsOf(count: number, lengthMm: number, { firstShare }: RuleOf<'straddle'>): readonly number[] {
  const first = firstShare ?? 1 / count;
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? lengthMm : round(lengthMm * (first + ((1 - first) * index) / (count - 1))),
  );
}

type Part = NonNullable<Placement['clip']>;

function cut(side: StraddleSide, { widthMm, heightMm }: SealSize, from: number, to: number): Part {
  const extent = round(to - from);
  if (side === 'right') return { xMm: from, yMm: 0, widthMm: extent, heightMm };
  if (side === 'left') return { xMm: round(widthMm - to), yMm: 0, widthMm: extent, heightMm };
  if (side === 'bottom') return { xMm: 0, yMm: from, widthMm, heightMm: extent };
  return { xMm: 0, yMm: round(heightMm - to), widthMm, heightMm: extent };
}

/**
 * The seal moved so that its slice lies at the edge. Along the edge every page has it where the first one has it, as
 * the sheets lie on each other by their upper left corners; on a shorter page, as far as it goes.
 */
function boxOn(
  page: PagePlan,
  side: StraddleSide,
  seal: SealSize,
  part: Part,
  along: number,
): { readonly xMm: number; readonly yMm: number } {
  const within = (free: number): number => round(Math.max(0, Math.min(along, free)));
  if (side === 'right') {
    return { xMm: round(page.widthMm - part.xMm - part.widthMm), yMm: within(page.heightMm - seal.heightMm) };
  }
  if (side === 'left') return { xMm: round(-part.xMm), yMm: within(page.heightMm - seal.heightMm) };
  if (side === 'bottom') {
    return { xMm: within(page.widthMm - seal.widthMm), yMm: round(page.heightMm - part.yMm - part.heightMm) };
  }
  return { xMm: within(page.widthMm - seal.widthMm), yMm: round(-part.yMm) };
}
