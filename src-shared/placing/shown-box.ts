import type { Placement } from '../model/placement.ts';

/** A box in millimetres, from the top left corner of a displayed page. */
export interface PageBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Space between the seal and the line of text below it. */
const textGapMm = 1;
/** Width of a Latin letter or digit, in heights of the line; a Chinese character is as wide as high. */
const narrowEm = 0.56;

/** Characters of a line with the cells they stand in: left edge and width in heights of the line. */
export function textCells(value: string): readonly { readonly character: string; left: number; width: number }[] {
  let left = 0;
  return [...value].map((character) => {
    const width = character.codePointAt(0)! < 0x250 ? narrowEm : 1;
    const cell = { character, left, width };
    left += width;
    return cell;
  });
}

/** Box around the seal itself, turned as it is asked for; of a slice, the part that shows. */
export function inkBox({ xMm, yMm, widthMm, heightMm, clip, rotation = 0 }: Placement): PageBox {
  if (clip) return { ...clip, xMm: xMm + clip.xMm, yMm: yMm + clip.yMm };
  if (rotation === 0) return { xMm, yMm, widthMm, heightMm };
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [across, along] = [widthMm * cos + heightMm * sin, widthMm * sin + heightMm * cos];
  return { xMm: xMm + (widthMm - across) / 2, yMm: yMm + (heightMm - along) / 2, widthMm: across, heightMm: along };
}

/** Box of the line of text, in the middle below the seal; null without one. */
export function textBox(placement: Placement): PageBox | null {
  const { text } = placement;
  if (!text) return null;
  const ink = inkBox(placement);
  const widthMm = textCells(text.value).reduce((sum, { width }) => sum + width, 0) * text.heightMm;
  const xMm = ink.xMm + (ink.widthMm - widthMm) / 2;
  return { xMm, yMm: ink.yMm + ink.heightMm + textGapMm, widthMm, heightMm: text.heightMm };
}

/** Box around everything that is drawn for a place. */
export function shownBox(placement: Placement): PageBox {
  const ink = inkBox(placement);
  const text = textBox(placement);
  if (!text) return ink;
  const xMm = Math.min(ink.xMm, text.xMm);
  const right = Math.max(ink.xMm + ink.widthMm, text.xMm + text.widthMm);
  return { xMm, yMm: ink.yMm, widthMm: right - xMm, heightMm: text.yMm + text.heightMm - ink.yMm };
}

/** @param toleranceMm by how much a box may lie over the edge */
export function isOnPage(
  box: PageBox,
  page: { readonly widthMm: number; readonly heightMm: number },
  toleranceMm: number,
): boolean {
  return (
    box.xMm >= -toleranceMm &&
    box.yMm >= -toleranceMm &&
    box.xMm + box.widthMm <= page.widthMm + toleranceMm &&
    box.yMm + box.heightMm <= page.heightMm + toleranceMm
  );
}

/** Whether the two have more than a rounding in common. */
export function doOverlap(a: PageBox, b: PageBox): boolean {
  const across = Math.min(a.xMm + a.widthMm, b.xMm + b.widthMm) - Math.max(a.xMm, b.xMm);
  const down = Math.min(a.yMm + a.heightMm, b.yMm + b.heightMm) - Math.max(a.yMm, b.yMm);
  return across > 0.01 && down > 0.01;
}
