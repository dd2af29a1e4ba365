import type { Placement } from '../model/placement.ts';
import type { PagePlan } from './expand-rules.ts';
import { pagesText } from './page-ranges.ts';
import type { PlacementRule } from './placement-rule.ts';
import { straddleRules } from './straddle-rules.ts';

/**
 * Rules that come to these places again: for a request that is to be mended, and for drafts of earlier versions. Equal
 * places on several pages become one rule.
 *
 * @param pages of the document; without them a straddle seal lies in the middle of its edge
 */
export function rulesOf(places: readonly Placement[], pages: readonly PagePlan[] = []): readonly PlacementRule[] {
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
  return [...rules, ...straddleRules(places, pages, chunked)];
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
