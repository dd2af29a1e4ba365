import { sheetsBetween, type Layout } from './page-layout.ts';

/** A page is cut into this many bands; at large zoom it passes the eyes band by band. */
const bands = 10;
const dwellMs = 700;
const neededShare = 0.5;

export interface View {
  readonly scrollTop: number;
  readonly height: number;
  /** Pages that are drawn; an empty sheet shows nothing. */
  readonly isDrawn: (page: number) => boolean;
}

/**
 * Which pages were really on screen: at least half of a page, each part of it for 0.7 seconds in one stretch. Pure
 * bookkeeping; the caller says what is in view and when.
 */
export function createPageWatch(): {
  /** @param nowMs of any steady clock @returns pages that have now been seen for the first time */
  look(layout: Layout, view: View | null, nowMs: number): readonly number[];
} {
  const seen = new Set<number>();
  const doneBands = new Map<number, Set<number>>();
  /** Since when a band has been in view without a break. */
  let running = new Map<string, number>();

  return {
    look: (layout, view, nowMs) => {
      const inView = new Map<string, number>();
      const fresh: number[] = [];
      for (const sheet of view ? sheetsBetween(layout, view.scrollTop, view.scrollTop + view.height) : []) {
        if (!view?.isDrawn(sheet.number) || seen.has(sheet.number)) continue;
        const done = doneBands.get(sheet.number) ?? new Set<number>();
        doneBands.set(sheet.number, done);
        for (const band of bandsInView(sheet, view)) {
          const name = `${sheet.number}/${band}`;
          const since = running.get(name) ?? nowMs;
          inView.set(name, since);
          if (nowMs - since >= dwellMs) done.add(band);
        }
        if (done.size / bands < neededShare) continue;
        seen.add(sheet.number);
        doneBands.delete(sheet.number);
        fresh.push(sheet.number);
      }
      running = inView;
      return fresh;
    },
  };
}

/** Bands that lie in the view as a whole. */
function bandsInView(sheet: { top: number; heightPx: number }, view: View): readonly number[] {
  const bandPx = sheet.heightPx / bands;
  return Array.from({ length: bands }, (_, band) => band).filter((band) => {
    const top = sheet.top + band * bandPx;
    return top >= view.scrollTop - 1 && top + bandPx <= view.scrollTop + view.height + 1;
  });
}
