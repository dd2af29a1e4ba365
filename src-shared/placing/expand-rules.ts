import { StationError } from '../errors/station-error.ts';
import { mostPlacements, type Placement } from '../model/placement.ts';
import { readPages } from './page-ranges.ts';
import type { Anchor, Corner, PlacementRule, RuleOf } from './placement-rule.ts';
import { isOnPage, shownBox } from './shown-box.ts';
import { straddlePlaces } from './straddle.ts';

/** A page as it is shown. */
export interface PagePlan {
  /** 1-based. */
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface SealSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Half a dot of a printer, as where stamps are made. */
const toleranceMm = 0.02;

const round = (valueMm: number): number => Math.round(valueMm * 1000) / 1000 + 0;

/**
 * The places that rules come to, in their order. The same rules on the same pages give the same list.
 *
 * @throws STAMP_PAGES_UNREADABLE, STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE, STAMP_KEYWORD_NOT_FOUND,
 *   STAMP_STRADDLE_TOO_FEW_PAGES, STAMP_SLICE_TOO_THIN, STAMP_TOO_MANY_PLACES
 */
export function expandRules(
  rules: readonly PlacementRule[],
  pages: readonly PagePlan[],
  seal: SealSize,
): readonly Placement[] {
  const places: Placement[] = [];
  let group = 1;
  for (const rule of rules) {
    const own = expandRule(rule, pages, seal, group);
    group = Math.max(group, ...own.map(({ slice }) => (slice?.group ?? 0) + 1));
    for (const place of own) places.push(place);
    if (places.length > mostPlacements) {
      throw new StationError('STAMP_TOO_MANY_PLACES', { count: places.length, limit: mostPlacements });
    }
  }
  return places;
}

/** @param firstGroup number for the first straddle seal of this rule */
export function expandRule(
  rule: PlacementRule,
  pages: readonly PagePlan[],
  seal: SealSize,
  firstGroup = 1,
): readonly Placement[] {
  const places = placesOf(rule, pages, seal, firstGroup);
  for (const place of places) requireOnPage(place, pageAt(pages, place.page));
  return places;
}

function placesOf(
  rule: PlacementRule,
  pages: readonly PagePlan[],
  seal: SealSize,
  firstGroup: number,
): readonly Placement[] {
  const at = (page: number): PagePlan => pageAt(pages, page);
  if (rule.kind === 'single') return [whole(rule, at(rule.page), seal, rule, 1)];
  if (rule.kind === 'keyword') {
    return anchorsOf(rule).map((anchor, index) =>
      whole(rule, at(anchor.page), seal, around(rule, anchor, seal), index + 1),
    );
  }
  const chosen = readPages(rule.pages, pages.length).map(at);
  if (rule.kind === 'straddle') return straddlePlaces(rule, chosen, seal, firstGroup);
  return chosen.map((page, index) => whole(rule, page, seal, fromCorner(rule.corner, rule, page, seal), index + 1));
}

function pageAt(pages: readonly PagePlan[], number: number): PagePlan {
  const page = pages[number - 1];
  if (!page) throw new StationError('STAMP_PAGE_NOT_FOUND', { page: number, pages: pages.length });
  return page;
}

interface Spot {
  readonly xMm: number;
  readonly yMm: number;
}

type Look = Pick<RuleOf<'single'>, 'rotation' | 'opacity' | 'text'>;

function whole(look: Look, page: PagePlan, { widthMm, heightMm }: SealSize, spot: Spot, serial: number): Placement {
  const { rotation, opacity, text } = look;
  const place = { page: page.number, xMm: round(spot.xMm), yMm: round(spot.yMm), widthMm, heightMm };
  const value = text?.value.replaceAll(/\{序\}/g, String(serial)).replaceAll(/\{页\}/g, String(page.number));
  return {
    ...place,
    ...(rotation !== undefined && rotation !== 0 && { rotation }),
    ...(opacity !== undefined && opacity !== 1 && { opacity }),
    ...(text && value !== undefined && { text: { ...text, value } }),
  };
}

/** From distances to a corner to the top left corner of the seal, or the other way round: the two are mirror images. */
export function fromCorner(corner: Corner, { xMm, yMm }: Spot, page: SealSize, seal: SealSize): Spot {
  const isRight = corner.endsWith('right');
  const isBottom = corner.startsWith('bottom');
  return {
    xMm: isRight ? page.widthMm - xMm - seal.widthMm : xMm,
    yMm: isBottom ? page.heightMm - yMm - seal.heightMm : yMm,
  };
}

function anchorsOf({ anchors, which, keyword }: RuleOf<'keyword'>): readonly Anchor[] {
  const chosen = which === 'all' ? anchors : anchors.slice(which - 1, which);
  if (chosen.length === 0) {
    throw new StationError('STAMP_KEYWORD_NOT_FOUND', { text: keyword, count: anchors.length });
  }
  return chosen;
}

function around({ dxMm, dyMm }: RuleOf<'keyword'>, anchor: Anchor, { widthMm, heightMm }: SealSize): Spot {
  return { xMm: anchor.xMm + dxMm - widthMm / 2, yMm: anchor.yMm + dyMm - heightMm / 2 };
}

const shown = (valueMm: number): string => String(Math.round(valueMm * 100) / 100);

/** @throws STAMP_PLACEMENT_OUTSIDE_PAGE */
export function requireOnPage(place: Placement, page: SealSize): void {
  const box = shownBox(place);
  if (isOnPage(box, page, toleranceMm)) return;
  throw new StationError('STAMP_PLACEMENT_OUTSIDE_PAGE', {
    page: place.page,
    box: [box.xMm, box.yMm, box.widthMm, box.heightMm].map(shown).join(', '),
    pageSize: `${shown(page.widthMm)} × ${shown(page.heightMm)}`,
  });
}
