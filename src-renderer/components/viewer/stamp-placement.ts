import type { Placement } from '#shared/model/placement.ts';
import { shownBox } from '#shared/placing/shown-box.ts';

/** A size in millimetres. */
export interface Extent {
  readonly widthMm: number;
  readonly heightMm: number;
}

export type SnapName =
  | 'signature'
  | 'date'
  | 'page-centre'
  | 'left-margin'
  | 'right-margin'
  | 'top-margin'
  | 'bottom-margin';

/** A line that draws a seal: the named part of the seal comes to lie on it. */
export interface SnapLine {
  readonly name: SnapName;
  readonly axis: 'x' | 'y';
  readonly atMm: number;
  readonly part: 'start' | 'middle' | 'end';
}

/** Where somebody is to sign, as the text of a page shows it. */
export interface SignatureSpot {
  readonly centreXMm: number;
  /** Upper edge of the line with the date. */
  readonly dateTopMm: number;
  readonly dateBottomMm: number;
}

/** Text area of an official document: GB/T 9704-2012, 5.2.1 (left 28, top 37; 156 × 225 on A4), in millimetres. */
const margins = { left: 28, right: 26, top: 37, bottom: 35 } as const;
/** A seal lies on the signature and the date so that both are a little below its middle (GB/T 9704-2012, 7.3.5.1). */
const dateBelowMiddleMm = 4;

const tenth = (value: number): number => Math.round(value * 10) / 10;

/**
 * The same place with all that is drawn, a turn and a line of text included, on the page, on tenths of a millimetre. What
 * is larger than the page starts at its corner.
 */
export function clampToPage(placement: Placement, page: Extent): Placement {
  const shown = shownBox(placement);
  const [before, above] = [placement.xMm - shown.xMm, placement.yMm - shown.yMm];
  const xMm = within(placement.xMm, before, page.widthMm - shown.widthMm + before);
  const yMm = within(placement.yMm, above, page.heightMm - shown.heightMm + above);
  return { ...placement, xMm, yMm };
}

function within(at: number, least: number, most: number): number {
  return Math.max(ceilTenth(least), Math.min(tenth(at), floorTenth(most)));
}

const floorTenth = (value: number): number => Math.floor(value * 10 + 1e-6) / 10;
const ceilTenth = (value: number): number => Math.ceil(value * 10 - 1e-6) / 10 + 0;

export function nudge(placement: Placement, dxMm: number, dyMm: number, page: Extent): Placement {
  return clampToPage({ ...placement, xMm: placement.xMm + dxMm, yMm: placement.yMm + dyMm }, page);
}

/** Lines of a page, the more telling ones first. */
export function snapLines(page: Extent, spot: SignatureSpot | null): readonly SnapLine[] {
  return [
    ...(spot
      ? ([
          { name: 'signature', axis: 'x', atMm: spot.centreXMm, part: 'middle' },
          { name: 'date', axis: 'y', atMm: spot.dateTopMm - dateBelowMiddleMm, part: 'middle' },
        ] as const)
      : []),
    { name: 'page-centre', axis: 'x', atMm: page.widthMm / 2, part: 'middle' },
    { name: 'left-margin', axis: 'x', atMm: margins.left, part: 'start' },
    { name: 'right-margin', axis: 'x', atMm: page.widthMm - margins.right, part: 'end' },
    { name: 'top-margin', axis: 'y', atMm: margins.top, part: 'start' },
    { name: 'bottom-margin', axis: 'y', atMm: page.heightMm - margins.bottom, part: 'end' },
  ];
}

const shares = { start: 0, middle: 0.5, end: 1 } as const;

/** How far the seal is from a line, along its axis. */
function distance(line: SnapLine, { xMm, yMm, widthMm, heightMm }: Placement): number {
  const [start, extent] = line.axis === 'x' ? [xMm, widthMm] : [yMm, heightMm];
  return line.atMm - (start + extent * shares[line.part]);
}

/**
 * Draws a seal that is being dragged to the nearest line within reach, once along each axis.
 *
 * @param reachMm 0 draws it nowhere
 */
export function snap(
  placement: Placement,
  page: Extent,
  lines: readonly SnapLine[],
  reachMm: number,
): { readonly placement: Placement; readonly lines: readonly SnapLine[] } {
  let moved = placement;
  const held: SnapLine[] = [];
  for (const axis of ['x', 'y'] as const) {
    const near = lines
      .filter((line) => line.axis === axis && Math.abs(distance(line, placement)) < reachMm)
      .toSorted((a, b) => Math.abs(distance(a, placement)) - Math.abs(distance(b, placement)))[0];
    if (!near) continue;
    const by = distance(near, placement);
    moved = axis === 'x' ? { ...moved, xMm: moved.xMm + by } : { ...moved, yMm: moved.yMm + by };
    held.push(near);
  }
  const clamped = clampToPage(moved, page);
  return { placement: clamped, lines: held.filter((line) => isOn(line, clamped)) };
}

/** Lines the seal lies on now, to a tenth of a millimetre. */
export function linesUnder(placement: Placement, lines: readonly SnapLine[]): readonly SnapLine[] {
  const on = lines.filter((line) => isOn(line, placement));
  return (['x', 'y'] as const).flatMap((axis) => on.filter((line) => line.axis === axis).slice(0, 1));
}

const isOn = (line: SnapLine, placement: Placement): boolean => Math.abs(distance(line, placement)) < 0.11;

/** Where a new seal goes: on the signature where one was found, else where official documents have it. */
export function firstPlacement(
  page: Extent & { readonly number: number },
  seal: Extent,
  spot: SignatureSpot | null,
): Placement {
  const centreX = spot?.centreXMm ?? page.widthMm - margins.right - 30;
  const centreY = spot ? spot.dateTopMm - dateBelowMiddleMm : page.heightMm * 0.78;
  const { widthMm, heightMm } = seal;
  const place = { page: page.number, xMm: centreX - widthMm / 2, yMm: centreY - heightMm / 2, widthMm, heightMm };
  return clampToPage(place, page);
}

export type Region = `${'top' | 'bottom'}-${'left' | 'right'}` | 'top' | 'bottom' | 'left' | 'right' | 'middle';

const third = (share: number): -1 | 0 | 1 => (share < 0.38 ? -1 : share > 0.62 ? 1 : 0);

/** Which of nine parts of the page the middle of the seal lies in, for saying it in words. */
export function regionOf({ xMm, yMm, widthMm, heightMm }: Placement, page: Extent): Region {
  const across = third((xMm + widthMm / 2) / page.widthMm);
  const down = third((yMm + heightMm / 2) / page.heightMm);
  const [side, level] = [across === -1 ? 'left' : 'right', down === -1 ? 'top' : 'bottom'] as const;
  if (across === 0) return down === 0 ? 'middle' : level;
  return down === 0 ? side : `${level}-${side}`;
}
