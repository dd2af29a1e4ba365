import type { Placement } from '#shared/model/placement.ts';
import type { Say } from '../bridge/words.ts';

/** 第 1、3 页, each page once. */
export function pagesInWords(say: Say, placements: readonly Pick<Placement, 'page'>[]): string {
  const pages = [...new Set(placements.map(({ page }) => page))].toSorted((a, b) => a - b);
  return say('screen.components.pages', { pages: pages.join('、') });
}
