import { StationError } from '#shared/errors/station-error.ts';
import type { PdfObjects } from './pdf-objects.ts';
import type { PdfPage } from './page-tree.ts';
import { hostile } from './pdf-problems.ts';
import { isArray, type PdfValue } from './pdf-values.ts';

const POINTS_PER_MM = 72 / 25.4;
/** Letter, which readers take when a page has no MediaBox. */
const FALLBACK_BOX = [0, 0, 612, 792] as const;
const LARGEST_SIDE_MM = 100_000;
/** Half a dot of a printer: rounding in a placement is no offence. */
const TOLERANCE_MM = 0.02;

/** A rectangle of the default user space, normalised: left, bottom, right, top. */
export interface PdfRect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** How a page is shown: the part inside CropBox, turned by Rotate, in units of UserUnit/72 inch. */
export interface PageGeometry {
  /** CropBox cut to MediaBox, in user space. */
  readonly box: PdfRect;
  /** Degrees clockwise. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** User space units in one millimetre. */
  readonly unitsPerMm: number;
  /** As displayed. */
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A box as seen on the displayed page, millimetres from its top left corner. */
export interface DisplayedBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * @throws DOC_HOSTILE for a box, rotation or unit no reader can agree on
 * @see ISO 32000-1 clause 14.11.2 (boxes), table 30 (Rotate, UserUnit)
 */
export function pageGeometry(objects: PdfObjects, page: PdfPage): PageGeometry {
  const media = rectOf(objects, page.inherited('MediaBox')) ?? rectOf(objects, [...FALLBACK_BOX])!;
  const crop = rectOf(objects, page.inherited('CropBox'));
  const box = crop === undefined ? media : intersection(crop, media);
  const rotate = rotationOf(page);
  const userUnit = objects.follow(page.dict.get('UserUnit'));
  const scale = typeof userUnit === 'number' ? userUnit : 1;
  if (!(scale > 0 && scale <= 1000))
    throw hostile('page-geometry', { page: page.number, key: 'UserUnit', value: scale });
  const unitsPerMm = POINTS_PER_MM / scale;
  const across = (box.x1 - box.x0) / unitsPerMm;
  const along = (box.y1 - box.y0) / unitsPerMm;
  if (!(across > 0.1 && along > 0.1 && across < LARGEST_SIDE_MM && along < LARGEST_SIDE_MM)) {
    throw hostile('page-geometry', { page: page.number, key: 'MediaBox', value: `${across} × ${along}` });
  }
  const isTurned = rotate === 90 || rotate === 270;
  return { box, rotate, unitsPerMm, widthMm: isTurned ? along : across, heightMm: isTurned ? across : along };
}

function rotationOf(page: PdfPage): PageGeometry['rotate'] {
  const value = page.inherited('Rotate');
  const degrees = typeof value === 'number' ? ((value % 360) + 360) % 360 : 0;
  if (degrees === 0 || degrees === 90 || degrees === 180 || degrees === 270) return degrees;
  throw hostile('page-geometry', { page: page.number, key: 'Rotate', value: degrees });
}

/** A rectangle array with its corners put in order; undefined when it is none. */
export function rectOf(objects: PdfObjects, value: PdfValue | undefined): PdfRect | undefined {
  const array = objects.follow(value);
  if (!isArray(array) || array.length !== 4) return undefined;
  const [a, b, c, d] = array.map((item) => objects.follow(item));
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return undefined;
  return { x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) };
}

function intersection(crop: PdfRect, media: PdfRect): PdfRect {
  const cut = {
    x0: Math.max(crop.x0, media.x0),
    y0: Math.max(crop.y0, media.y0),
    x1: Math.min(crop.x1, media.x1),
    y1: Math.min(crop.y1, media.y1),
  };
  return cut.x1 > cut.x0 && cut.y1 > cut.y0 ? cut : media;
}

/** @throws STAMP_PLACEMENT_OUTSIDE_PAGE */
export function requireInside(box: DisplayedBox, geometry: PageGeometry, page: number): void {
  const fits =
    box.xMm >= -TOLERANCE_MM &&
    box.yMm >= -TOLERANCE_MM &&
    box.xMm + box.widthMm <= geometry.widthMm + TOLERANCE_MM &&
    box.yMm + box.heightMm <= geometry.heightMm + TOLERANCE_MM;
  if (fits) return;
  throw new StationError('STAMP_PLACEMENT_OUTSIDE_PAGE', {
    page,
    box: [box.xMm, box.yMm, box.widthMm, box.heightMm].map(millimetres).join(', '),
    pageSize: `${millimetres(geometry.widthMm)} × ${millimetres(geometry.heightMm)}`,
  });
}

const millimetres = (value: number): string => String(Math.round(value * 100) / 100);

/** The one transform from what is seen to the page's user space; used for every stamp. */
export function toUserSpace(box: DisplayedBox, geometry: PageGeometry): PdfRect {
  const { unitsPerMm: k } = geometry;
  const corner = userPoint(box.xMm * k, box.yMm * k, geometry);
  const opposite = userPoint((box.xMm + box.widthMm) * k, (box.yMm + box.heightMm) * k, geometry);
  return {
    x0: Math.min(corner.x, opposite.x),
    y0: Math.min(corner.y, opposite.y),
    x1: Math.max(corner.x, opposite.x),
    y1: Math.max(corner.y, opposite.y),
  };
}

/** From units right of and below the displayed top left corner. */
function userPoint(right: number, down: number, { box, rotate }: PageGeometry): { x: number; y: number } {
  if (rotate === 90) return { x: box.x0 + down, y: box.y0 + right };
  if (rotate === 180) return { x: box.x1 - right, y: box.y0 + down };
  if (rotate === 270) return { x: box.x1 - down, y: box.y1 - right };
  return { x: box.x0 + right, y: box.y1 - down };
}

/** The way back from {@link toUserSpace}. */
export function toDisplayed(rect: PdfRect, geometry: PageGeometry): DisplayedBox {
  const { unitsPerMm: k } = geometry;
  const one = displayedPoint(rect.x0, rect.y0, geometry);
  const other = displayedPoint(rect.x1, rect.y1, geometry);
  return {
    xMm: Math.min(one.right, other.right) / k,
    yMm: Math.min(one.down, other.down) / k,
    widthMm: Math.abs(one.right - other.right) / k,
    heightMm: Math.abs(one.down - other.down) / k,
  };
}

function displayedPoint(x: number, y: number, { box, rotate }: PageGeometry): { right: number; down: number } {
  if (rotate === 90) return { right: y - box.y0, down: x - box.x0 };
  if (rotate === 180) return { right: box.x1 - x, down: y - box.y0 };
  if (rotate === 270) return { right: box.y1 - y, down: box.x1 - x };
  return { right: x - box.x0, down: box.y1 - y };
}

/** The Matrix that turns an appearance against the page's Rotate, so that it stands upright as seen. */
export function uprightMatrix(rotate: PageGeometry['rotate']): readonly number[] {
  if (rotate === 90) return [0, 1, -1, 0, 0, 0];
  if (rotate === 180) return [-1, 0, 0, -1, 0, 0];
  if (rotate === 270) return [0, -1, 1, 0, 0, 0];
  return [1, 0, 0, 1, 0, 0];
}
