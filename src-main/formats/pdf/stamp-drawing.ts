import { inkBox, shownBox, textBox, textCells, type PageBox } from '#shared/placing/shown-box.ts';
import type { Placement } from '#shared/model/placement.ts';

/** Outlines of the characters of a line, in heights of the line with y upwards from its lower edge. */
export type GlyphPath = (character: string) => string;

/** What an appearance stream draws, in user space units with the origin at the lower left of its frame. */
export interface StampDrawing {
  readonly width: number;
  readonly height: number;
  readonly operators: string;
}

/**
 * Operators for one place: the seal, whole, turned or in a slice, and the line of text below it. `/Im0` is the picture
 * of the seal, `/Gs0` how its ink lies on the page; what lies outside the box is cut off by it.
 *
 * @param unitsPerMm of the page's user space
 * @param frame the box that is drawn into: what is shown, or a field that it stands in
 * @see ISO 32000-1 clauses 8.3.4 (transformations), 14.9.4 (ActualText)
 */
export function drawStamp(
  placement: Placement,
  unitsPerMm: number,
  glyphPath: GlyphPath | undefined,
  frame: PageBox = shownBox(placement),
): StampDrawing {
  const inForm = (box: PageBox): readonly [number, number, number, number] => [
    (box.xMm - frame.xMm) * unitsPerMm,
    (frame.yMm + frame.heightMm - box.yMm - box.heightMm) * unitsPerMm,
    box.widthMm * unitsPerMm,
    box.heightMm * unitsPerMm,
  ];
  const line = textBox(placement);
  const text = line && glyphPath ? ` ${drawText(placement, inForm(line), glyphPath)}` : '';
  return {
    width: round(frame.widthMm * unitsPerMm),
    height: round(frame.heightMm * unitsPerMm),
    operators: `q /Gs0 gs ${sealMatrix(placement, inForm)} cm /Im0 Do Q${text}`,
  };
}

/** From the unit square of the image to where the seal stands: as large as it is, turned about its middle. */
function sealMatrix(placement: Placement, inForm: (box: PageBox) => readonly [number, number, number, number]): string {
  const { rotation = 0 } = placement;
  const [left, bottom, width, height] = inForm(placement);
  if (rotation === 0) return numbers([width, 0, 0, height, left, bottom]);
  const [inkLeft, inkBottom, inkWidth, inkHeight] = inForm(inkBox(placement));
  const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
  const [middleX, middleY] = [inkLeft + inkWidth / 2, inkBottom + inkHeight / 2];
  return numbers([
    width * cos,
    -width * sin,
    height * sin,
    height * cos,
    middleX - (width * cos + height * sin) / 2,
    middleY + (width * sin - height * cos) / 2,
  ]);
}

/** The outlines of the line, filled, with its characters beside them for readers that search and read aloud. */
function drawText(
  { text }: Placement,
  [left, bottom, , height]: readonly [number, number, number, number],
  glyphPath: GlyphPath,
): string {
  const value = text?.value ?? '';
  const spoken = `FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}`;
  const drawn = textCells(value).map(
    ({ character, left: cell }) =>
      `q ${numbers([height, 0, 0, height, left + cell * height, bottom])} cm ${glyphPath(character)}Q`,
  );
  return `/Span <</ActualText <${spoken}>>> BDC q /Gs0 gs 0.78 0.1 0.1 rg ${drawn.join(' ')} Q EMC`;
}

const numbers = (values: readonly number[]): string => values.map(round).join(' ');

/** A ten-thousandth of a point is far below what any printer shows, and keeps exponents out of the file. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}
