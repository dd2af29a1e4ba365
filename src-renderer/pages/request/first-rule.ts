import type { Placement } from '#shared/model/placement.ts';
import { fromCorner, type SealSize } from '#shared/placing/expand-rules.ts';
import type { Corner, PlacementRule } from '#shared/placing/placement-rule.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { firstPlacement } from '../../components/viewer/stamp-placement.ts';

/** Ways of placing several seals at once, as people choose between them. */
export const setKinds = ['straddle', 'every', 'pages', 'keyword'] as const;
export type SetKind = (typeof setKinds)[number];

const allPages = 'all';

/** What a way of placing begins with: distances are those of the place that is chosen, from the corner nearest to it. */
export function firstRule(
  kind: SetKind,
  pages: readonly PageSize[],
  seal: SealSize,
  near: Placement | null,
): PlacementRule {
  if (kind === 'straddle') return { kind, side: 'right', pages: allPages, at: 0.5 };
  if (kind === 'keyword') return { kind, keyword: '', which: 'all', anchors: [], dxMm: 0, dyMm: 0 };
  const first = pages[0] ?? { number: 1, widthMm: 210, heightMm: 297 };
  const place = near ?? firstPlacement(first, seal, null);
  const page = pages[place.page - 1] ?? first;
  const isRight = place.xMm + seal.widthMm / 2 > page.widthMm / 2;
  const isBottom = place.yMm + seal.heightMm / 2 > page.heightMm / 2;
  const corner: Corner = `${isBottom ? 'bottom' : 'top'}-${isRight ? 'right' : 'left'}`;
  const { xMm, yMm } = fromCorner(corner, place, page, seal);
  return { kind: 'pages', pages: kind === 'every' ? allPages : '', corner, xMm: tenth(xMm), yMm: tenth(yMm) };
}

const tenth = (valueMm: number): number => Math.round(valueMm * 10) / 10;
