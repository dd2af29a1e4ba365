/** A page of a document as it is shown, rotation included. */
export interface PageSize {
  /** 1-based. */
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Where a sheet lies on the desk, in CSS pixels from the top of the desk's content. */
export interface LaidSheet extends PageSize {
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Layout {
  readonly sheets: readonly LaidSheet[];
  readonly heightPx: number;
  readonly widthPx: number;
  readonly pxPerMm: number;
}

/** CSS pixels of a millimetre at 100 %. */
export const truePxPerMm = 96 / 25.4;
/** Desk on all sides of a sheet. */
export const deskPx = 16;
/** Chromium draws nothing below some 33 million pixels; a long document is zoomed less. */
const tallestPx = 20_000_000;
const smallestZoom = 0.1;
const largestZoom = 5;

/** How large pages are shown: a factor of the true size, or fitted to the desk. */
export type Zoom = number | 'page' | 'width';

export const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 4] as const;

export function nextZoom(factor: number, direction: 1 | -1): number {
  const near = 0.01;
  const further = zoomSteps.filter((step) => (direction === 1 ? step > factor + near : step < factor - near));
  return (direction === 1 ? further[0] : further.at(-1)) ?? factor;
}

/**
 * The factor a zoom comes to. Fitting goes by the widest and the tallest page, so that turning pages never changes the
 * scale.
 *
 * @param desk free space of the desk in CSS pixels
 */
export function zoomFactor(
  zoom: Zoom,
  pages: readonly PageSize[],
  desk: { readonly width: number; readonly height: number },
): number {
  const widest = pages.reduce((most, page) => Math.max(most, page.widthMm), 1) * truePxPerMm;
  const tallest = pages.reduce((most, page) => Math.max(most, page.heightMm), 1) * truePxPerMm;
  const total = pages.reduce((sum, page) => sum + page.heightMm * truePxPerMm, 0);
  const toWidth = (desk.width - 2 * deskPx) / widest;
  const wanted =
    zoom === 'width' ? toWidth : zoom === 'page' ? Math.min(toWidth, (desk.height - 2 * deskPx) / tallest) : zoom;
  return Math.max(smallestZoom, Math.min(wanted, largestZoom, tallestPx / Math.max(1, total)));
}

/** Fitted to the page text is smaller than this nowhere: then the width is fitted, and the sheet scrolls. */
const readableFactor = 0.3;

/** How pages are shown before anybody chose: whole, unless the desk is so low that nothing could be read. */
export function firstZoom(pages: readonly PageSize[], desk: { readonly width: number; readonly height: number }): Zoom {
  return desk.height > 0 && zoomFactor('page', pages, desk) < readableFactor ? 'width' : 'page';
}

/** All sheets below each other, each on whole pixels. */
export function layOut(pages: readonly PageSize[], factor: number): Layout {
  const pxPerMm = truePxPerMm * factor;
  let top = deskPx;
  let widthPx = 0;
  const sheets = pages.map((page) => {
    const sheet = {
      ...page,
      top,
      widthPx: Math.round(page.widthMm * pxPerMm),
      heightPx: Math.round(page.heightMm * pxPerMm),
    };
    top += sheet.heightPx + deskPx;
    widthPx = Math.max(widthPx, sheet.widthPx);
    return sheet;
  });
  return { sheets, heightPx: top, widthPx: widthPx + 2 * deskPx, pxPerMm };
}

/** Sheets that touch a stretch of the desk. */
export function sheetsBetween(layout: Layout, from: number, to: number): readonly LaidSheet[] {
  const { sheets } = layout;
  const found: LaidSheet[] = [];
  for (let index = firstBelow(sheets, from); index < sheets.length && sheets[index]!.top < to; index += 1) {
    found.push(sheets[index]!);
  }
  return found;
}

/** The page that fills most of the view; of equals the first. */
export function currentPage(layout: Layout, scrollTop: number, viewHeight: number): number {
  let best = 1;
  let most = -1;
  for (const sheet of sheetsBetween(layout, scrollTop, scrollTop + viewHeight)) {
    const seen = Math.min(sheet.top + sheet.heightPx, scrollTop + viewHeight) - Math.max(sheet.top, scrollTop);
    if (seen > most + 1) [best, most] = [sheet.number, seen];
  }
  return best;
}

/**
 * Where to scroll so that what was in the middle of the view is there again at another scale.
 *
 * @param scrollTop of the former layout, in a view `heightBefore` high
 */
export function keepMiddle(
  before: Layout,
  after: Layout,
  scrollTop: number,
  heightBefore: number,
  heightAfter: number,
): number {
  const middle = scrollTop + heightBefore / 2;
  const index = Math.min(firstBelow(before.sheets, middle), before.sheets.length - 1);
  const [from, to] = [before.sheets[index], after.sheets[index]];
  if (!from || !to) return 0;
  const share = Math.max(0, (middle - from.top) / from.heightPx);
  return Math.max(0, to.top + share * to.heightPx - heightAfter / 2);
}

/** Index of the first sheet whose lower edge lies below `y`. */
function firstBelow(sheets: readonly LaidSheet[], y: number): number {
  let low = 0;
  let high = sheets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const sheet = sheets[middle]!;
    if (sheet.top + sheet.heightPx <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
