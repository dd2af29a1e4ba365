import type { Placement } from '../model/placement.ts';
import type { SealSize } from './expand-rules.ts';
import { doOverlap, inkBox, shownBox, type PageBox } from './shown-box.ts';

/** What a handler should look at before he asks; none of it stops a request. */
export interface PlaceWarning {
  /** `overlap`: two planned seals; `existing`: a stamp that is there already; `size`: not as large as the seal is. */
  readonly kind: 'overlap' | 'existing' | 'size';
  /** 1-based, each page once, in order. */
  readonly pages: readonly number[];
}

/** A stamp that the document has already. */
export interface StampOnPage extends PageBox {
  readonly page: number;
}

/** How much a size may differ from the seal's own. */
const sameSizeMm = 0.05;

export function placeWarnings(
  places: readonly Placement[],
  existing: readonly StampOnPage[],
  seal: SealSize,
): readonly PlaceWarning[] {
  const onPages = Map.groupBy(places, ({ page }) => page);
  const older = Map.groupBy(existing, ({ page }) => page);
  const pagesWhere = (isSo: (own: readonly Placement[], page: number) => boolean): readonly number[] =>
    [...onPages]
      .filter(([page, own]) => isSo(own, page))
      .map(([page]) => page)
      .toSorted((a, b) => a - b);
  const found = {
    overlap: pagesWhere((own) => hasOverlap(own.map(shownBox))),
    existing: pagesWhere((own, page) => {
      const boxes = older.get(page) ?? [];
      return own.some((place) => boxes.some((box) => doOverlap(inkBox(place), box)));
    }),
    size: pagesWhere((own) =>
      own.some(
        ({ widthMm, heightMm }) =>
          Math.abs(widthMm - seal.widthMm) > sameSizeMm || Math.abs(heightMm - seal.heightMm) > sameSizeMm,
      ),
    ),
  };
  return (['overlap', 'existing', 'size'] as const).flatMap((kind) =>
    found[kind].length > 0 ? [{ kind, pages: found[kind] }] : [],
  );
}

/** From left to right, so that a page with very many seals is looked through once. */
function hasOverlap(boxes: readonly PageBox[]): boolean {
  const sorted = boxes.toSorted((a, b) => a.xMm - b.xMm);
  return sorted.some((box, index) => {
    for (const other of sorted.slice(index + 1)) {
      if (other.xMm >= box.xMm + box.widthMm) return false;
      if (doOverlap(box, other)) return true;
    }
    return false;
  });
}
