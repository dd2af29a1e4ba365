import { openOutlineFont } from '../ofd/draw/outline-font.ts';
import type { GlyphPath } from './stamp-drawing.ts';
import { textCells } from '#shared/placing/shown-box.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** Opening a font of the program itself takes milliseconds; more means that it is not what was delivered. */
const deadlineMs = 5_000;
/** Share of the line that lies below the base line. */
const descent = 0.12;

/**
 * Outlines of a font of the program: the line of text is drawn as shapes, so that it looks the same in every reader
 * and asks for no font.
 *
 * @throws STAMP_TEXT_NOT_DRAWABLE, from the function, for a character the font does not have
 */
export function textOutlines(fontFile: Uint8Array): GlyphPath {
  const font = openOutlineFont(fontFile, deadlineMs);
  const paths = new Map<string, string>();
  return (character) => {
    const known = paths.get(character);
    if (known !== undefined) return known;
    const glyph = font?.glyphFor(character.codePointAt(0) ?? 0) ?? null;
    const outline = glyph === null ? null : (font?.outline(glyph) ?? null);
    if (!font || glyph === null || outline === null) {
      throw new StationError('STAMP_TEXT_NOT_DRAWABLE', { character });
    }
    const [cell] = textCells(character);
    // In the middle of its cell, and no wider.
    const scale = Math.min(1, (cell?.width ?? 1) / Math.max(font.advance(glyph), 0.01)) / font.unitsPerEm;
    const shift = ((cell?.width ?? 1) - font.advance(glyph) * scale * font.unitsPerEm) / 2;
    const place = (operands: readonly number[]): string =>
      operands.map((value, at) => em(value * scale + (at % 2 === 0 ? shift : descent))).join(' ');
    let [x, y] = [0, 0];
    let path = '';
    for (const { operator, operands } of outline) {
      if (operator === 'Q') path += `${place(raised(x, y, operands))} c `;
      else path += `${operands.length > 0 ? `${place(operands)} ` : ''}${operators[operator]} `;
      [x, y] = [operands.at(-2) ?? x, operands.at(-1) ?? y];
    }
    const drawn = path === '' ? '' : `${path}f `;
    paths.set(character, drawn);
    return drawn;
  };
}

const operators = { M: 'm', L: 'l', C: 'c', Z: 'h' } as const;

/** PDF has no curves of the second degree; this one is the same curve. */
function raised(x: number, y: number, [cx = 0, cy = 0, ex = 0, ey = 0]: readonly number[]): readonly number[] {
  return [third(x, cx), third(y, cy), third(ex, cx), third(ey, cy), ex, ey];
}

const third = (from: number, to: number): number => from + ((to - from) * 2) / 3;

const em = (value: number): number => Math.round(value * 1000) / 1000 + 0;
