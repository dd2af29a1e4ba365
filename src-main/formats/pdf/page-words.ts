import { toDisplayed, type DisplayedBox, type PageGeometry } from './page-geometry.ts';
import { plainCharacters } from './radical-characters.ts';

/** A piece of text as pdf.js gives it: in the page's user space, from its start on the base line. */
export interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly isVertical: boolean;
}

/** A run of characters in one font and line, and the box around it on the page as it is shown. */
export interface PageWord extends DisplayedBox {
  readonly text: string;
}

export interface PageText {
  /** 1-based. */
  readonly page: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly words: readonly PageWord[];
}

/** How far Chinese glyphs reach below the base line, as a share of their height. */
const below = 0.14;

export function wordsOf(page: number, items: readonly TextItem[], geometry: PageGeometry): PageText {
  const { widthMm, heightMm } = geometry;
  const words = items
    .filter(({ str }) => str.trim() !== '')
    .map((item): PageWord => Object.assign(toDisplayed(userRect(item), geometry), { text: plainCharacters(item.str) }));
  return { page, widthMm, heightMm, words };
}

function userRect({ transform, width, height, isVertical }: TextItem) {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform;
  const along = Math.hypot(a, b) || 1;
  const [cos, sin] = [a / along, b / along];
  // Along the line and upwards from it, before the line is turned. Vertical text hangs below its start.
  const [left, right] = isVertical ? [-width / 2, width / 2] : [0, width];
  const [low, high] = isVertical ? [-height, 0] : [-below * height, (1 - below) * height];
  const corners = [left, right].flatMap((u) => [low, high].map((v) => [x + u * cos - v * sin, y + u * sin + v * cos]));
  const xs = corners.map(([px = 0]) => px);
  const ys = corners.map(([, py = 0]) => py);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** Lines from the top, each read from left to right: what stands apart on one line is one string. */
export function linesOf(words: readonly PageWord[]): readonly string[] {
  const lines: { middle: number; words: PageWord[] }[] = [];
  for (const word of words.toSorted((one, other) => one.yMm - other.yMm)) {
    const middle = word.yMm + word.heightMm / 2;
    const line = lines.find((known) => Math.abs(known.middle - middle) < word.heightMm / 2);
    if (line) line.words.push(word);
    else lines.push({ middle, words: [word] });
  }
  return lines.map((line) =>
    line.words
      .toSorted((one, other) => one.xMm - other.xMm)
      .map(({ text }) => text)
      .join(''),
  );
}
