import type { PNG } from 'pngjs';
import type { Placement } from '#shared/model/placement.ts';
import { inkBox } from '#shared/placing/shown-box.ts';
import { redBox } from './pdf-stamping.ts';

/** A dot of a picture at 96 dpi and the soft edge of the seal. */
const toleranceMm = 0.8;

/** Sides of the seal that are not where the place says, on a picture with nothing else that is red. */
export function misplacedInk(png: PNG, dotsPerInch: number, place: Placement): readonly string[] {
  const red = redBox(png, dotsPerInch);
  const { xMm, yMm, widthMm, heightMm } = inkBox(place);
  const wanted = { left: xMm, top: yMm, right: xMm + widthMm, bottom: yMm + heightMm };
  return (['left', 'top', 'right', 'bottom'] as const)
    .filter((side) => !(Math.abs((red?.[side] ?? Number.NaN) - wanted[side]) < toleranceMm))
    .map((side) => `page ${place.page}: ${side} at ${red?.[side].toFixed(2)} mm instead of ${wanted[side].toFixed(2)}`);
}
