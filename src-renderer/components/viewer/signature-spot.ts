import type { Placement } from '#shared/model/placement.ts';
import type { TextRun } from '#shared/placing/find-text.ts';
import type { SignatureSpot } from './stamp-placement.ts';

/** A line of text with its box, in millimetres. */
interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A date alone on its line, in digits or in Chinese numerals: 2026年11月17日, 二〇二六年十一月十七日. */
const date =
  /^[0-9\u3007\u25cb\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]{4}\u5e74.{1,3}\u6708.{1,3}\u65e5$/;
/** Text smaller than this across is a page number or a line of a frame, not what a seal may cover. */
const leastMm = 1;

/** Runs that stand beside each other make one line. */
export function linesOf(runs: readonly TextRun[]): readonly Line[] {
  const lines: { text: string; left: number; right: number; top: number; bottom: number }[] = [];
  for (const { text: asWritten, xMm, yMm, widthMm, heightMm } of runs) {
    // Some programs write characters as the radicals that look like them.
    const text = asWritten.normalize('NFKC');
    if (text.trim() === '') continue;
    const middle = yMm + heightMm / 2;
    const line = lines.find(
      (known) =>
        middle > known.top &&
        middle < known.bottom &&
        xMm < known.right + heightMm * 2 &&
        xMm + widthMm > known.left - heightMm * 2,
    );
    if (!line) {
      lines.push({ text, left: xMm, right: xMm + widthMm, top: yMm, bottom: yMm + heightMm });
      continue;
    }
    line.text = xMm < line.left ? text + line.text : line.text + text;
    line.left = Math.min(line.left, xMm);
    line.right = Math.max(line.right, xMm + widthMm);
    line.top = Math.min(line.top, yMm);
    line.bottom = Math.max(line.bottom, yMm + heightMm);
  }
  return lines;
}

/** The lowest date that stands alone in the right half of the page: there a unit signs. */
export function signatureSpot(runs: readonly TextRun[], page: { readonly widthMm: number }): SignatureSpot | null {
  const dates = linesOf(runs)
    .filter(({ text, left, right }) => date.test(text.replaceAll(/\s/g, '')) && (left + right) / 2 > page.widthMm / 2)
    .toSorted((a, b) => b.top - a.top);
  const [lowest] = dates;
  if (!lowest) return null;
  const { left, right, top, bottom } = lowest;
  return { centreXMm: (left + right) / 2, dateTopMm: top, dateBottomMm: bottom };
}

/** What lies under a seal. `unknown` where the page carries no text to tell by. */
export type Touch = 'signature' | 'text' | 'none' | 'unknown';

/**
 * What a round seal covers. The line with the date, and the line above it, are the signature; anything else is text.
 */
export function touchOf(placement: Placement, runs: readonly TextRun[], spot: SignatureSpot | null): Touch {
  const lines = linesOf(runs);
  if (lines.length === 0) return 'unknown';
  const covered = lines.filter((line) => line.right - line.left > leastMm && isCovered(line, placement));
  if (covered.length === 0) return 'none';
  const isSignature = ({ left, right, top, bottom }: Line): boolean => {
    if (!spot) return false;
    const height = spot.dateBottomMm - spot.dateTopMm;
    const isNear = top > spot.dateTopMm - 3.2 * height && bottom < spot.dateBottomMm + height * 0.5;
    return isNear && left < spot.centreXMm && right > spot.centreXMm && left > spot.centreXMm - 70;
  };
  return covered.every(isSignature) ? 'signature' : 'text';
}

/** Does the ellipse inside the placement meet the box of a line? */
function isCovered({ left, right, top, bottom }: Line, { xMm, yMm, widthMm, heightMm }: Placement): boolean {
  const [centreX, centreY] = [xMm + widthMm / 2, yMm + heightMm / 2];
  const nearestX = Math.max(left, Math.min(centreX, right));
  const nearestY = Math.max(top, Math.min(centreY, bottom));
  return ((nearestX - centreX) / (widthMm / 2)) ** 2 + ((nearestY - centreY) / (heightMm / 2)) ** 2 < 1;
}
