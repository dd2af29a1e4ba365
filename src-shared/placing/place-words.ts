import type { ErrorFacts } from '../errors/station-error.ts';
import type { Placement } from '../model/placement.ts';
import { pagesText } from './page-ranges.ts';

/** A sentence of the catalogue by its path. */
type Say = (key: string, facts?: ErrorFacts) => string;

type Place = Pick<Placement, 'page' | 'slice'>;

/** 第 1、3 页, each page once; 第 1-5 页右侧骑缝 for straddle seals. */
export function pagesInWords(say: Say, placements: readonly Place[]): string {
  const whole = placements.filter(({ slice }) => slice === undefined).map(({ page }) => page);
  const bySide = Map.groupBy(
    placements.filter(({ slice }) => slice !== undefined),
    ({ slice }) => slice!.side,
  );
  return [
    ...(whole.length > 0 ? [say('screen.components.pages', { pages: pagesText(whole) })] : []),
    ...[...bySide].map(([side, slices]) =>
      say('screen.components.straddle', {
        pages: pagesText(slices.map(({ page }) => page)),
        side: say(`screen.placing.side.${side}`),
      }),
    ),
  ].join('，');
}

/** How many seals these places are: all slices of one straddle seal are one. */
export function sealsIn(placements: readonly Place[]): number {
  const groups = new Set(placements.flatMap(({ slice }) => (slice ? [slice.group] : [])));
  return placements.filter(({ slice }) => slice === undefined).length + groups.size;
}
