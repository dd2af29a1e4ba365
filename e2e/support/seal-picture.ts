import { PNG } from 'pngjs';
import { similarity } from '#test/support/image-similarity.ts';

/** Part of a page, in millimetres from its upper left corner. */
export interface PagePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The ink of a seal on a picture: where it lies, in millimetres, and how strong it is. */
export interface SealInk {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Red of all dots together, 0 to 1 for each: twice as much under twice the ink, however sharp the edges are. */
  readonly amount: number;
}

/** @param page a picture of a whole page, `pageMm` wide */
export function cutOut(page: PNG, pageMm: number, part: PagePart): PNG {
  const perMm = page.width / pageMm;
  const [left, top, width, height] = [part.left, part.top, part.width, part.height].map((mm) => Math.round(mm * perMm));
  const cut = new PNG({ width: width!, height: height! });
  PNG.bitblt(page, cut, left!, top!, width!, height!, 0, 0);
  return cut;
}

/** Fainter dots are the soft edges of either drawer, and bound nothing. */
const faintest = 0.2;

/** Looks at red alone: lines of text and rulers of the screen are not of the seal. */
export function sealInk(picture: PNG, widthMm: number): SealInk {
  const mm = (dots: number): number => (dots * widthMm) / picture.width;
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  let amount = 0;
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const at = (y * picture.width + x) * 4;
      const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3);
      const ink = Math.max(0, red - Math.max(green, blue)) / 255;
      amount += ink;
      if (ink < faintest) continue;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  return { left: mm(left), top: mm(top), right: mm(right), bottom: mm(bottom), amount };
}

/** Smaller by a whole number, each dot the mean of those it stands for: poppler picks single dots of a picture. */
export function smaller(picture: PNG, times: number): PNG {
  const small = new PNG({ width: Math.floor(picture.width / times), height: Math.floor(picture.height / times) });
  for (let at = 0; at < small.data.length; at += 1) {
    const [dot, channel] = [Math.floor(at / 4), at % 4];
    const [left, top] = [(dot % small.width) * times, Math.floor(dot / small.width) * times];
    let sum = 0;
    for (let n = 0; n < times ** 2; n += 1) {
      const [x, y] = [left + (n % times), top + Math.floor(n / times)];
      sum += picture.data[(y * picture.width + x) * 4 + channel] ?? 255;
    }
    small.data[at] = Math.round(sum / times ** 2);
  }
  return small;
}

/**
 * How alike two pictures of one size are where one of them shows something, moved over each other by a dot at most:
 * 1 is the same. The same seal in another turn comes to about a half.
 */
export function likeness(one: PNG, other: PNG): number {
  const middle = inner(one, 0, 0);
  const steps = [-1, 0, 1];
  const all = steps.flatMap((dx) => steps.map((dy) => similarity(middle, inner(other, dx, dy)).marked));
  return Math.max(...all);
}

/** All but a dot at each side, moved by so many dots. */
function inner(picture: PNG, dx: number, dy: number): Uint8Array {
  const { width, height } = picture;
  const part = new PNG({ width: width - 2, height: height - 2 });
  PNG.bitblt(picture, part, 1 + dx, 1 + dy, width - 2, height - 2, 0, 0);
  return new Uint8Array(PNG.sync.write(part));
}
