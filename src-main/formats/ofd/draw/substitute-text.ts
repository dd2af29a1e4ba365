import { attribute, digits, escapeText, transformAttribute } from './markup.ts';
import { multiply, scaling, translation, type Matrix } from './matrix.ts';
import type { PlacedGlyph } from './text-layout.ts';
import type { TextLook } from './text-look.ts';

/** Characters that browsers join, reorder or count differently: each of them becomes a text of its own. */
const single =
  /[\u{10000}-\u{10ffff}]|\p{M}|\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Devanagari}|\p{Script=Thai}/u;

/**
 * Characters in a font of the reader, each at the place the file gives it.
 *
 * @param isNatural whether the distances are those of the font
 * @param matrix to the space the text is used in, when it stands outside the group of its object
 */
export function substituteText(
  glyphs: readonly PlacedGlyph[],
  isNatural: boolean,
  look: TextLook,
  matrix: Matrix | null,
): string {
  const shown = glyphs.filter(({ text }) => escapeText(text) !== '');
  if (shown.every(({ text }) => text.trim() === '')) return '';
  const isSingle =
    shown.some(({ text }) => single.test(text) || text.length > 1) || (look.charDirection !== 0 && look.hScale !== 1);
  const parts = isSingle ? shown.map((glyph) => [glyph]) : [shown];
  return parts.map((part) => textElement(part, isNatural && !isSingle, look, matrix)).join('');
}

function textElement(
  glyphs: readonly PlacedGlyph[],
  isNatural: boolean,
  look: TextLook,
  matrix: Matrix | null,
): string {
  const { hScale, charDirection, size } = look;
  const [first] = glyphs;
  if (!first || (glyphs.length === 1 && first.text.trim() === '')) return '';
  // Turned and narrowed glyphs stand alone: what is narrowed is the glyph before it is turned.
  const isAlone = charDirection !== 0 && hScale !== 1;
  const own: Matrix = isAlone
    ? multiply(translation(first.x, first.y), multiply(rotation(charDirection), scaling(hScale, 1)))
    : scaling(hScale, 1);
  const placed = matrix ? multiply(matrix, own) : own;
  const listed = isNatural && charDirection === 0 ? [first] : glyphs;
  const xs = listed.map(({ x }) => digits(x / hScale));
  const ys = listed.map(({ y }) => digits(y));
  const positions = isAlone ? '' : attribute('x', xs.join(' ')) + attribute('y', shortened(ys).join(' '));
  return (
    `<text xml:space="preserve"${transformAttribute(placed)}${positions}` +
    (charDirection === 0 || isAlone ? '' : attribute('rotate', charDirection)) +
    `${attribute('font-size', size)}${fontAttributes(look)}>${escapeText(glyphs.map(({ text }) => text).join(''))}</text>`
  );
}

/** Equal values need to be told once: the others follow. */
const shortened = (values: readonly string[]): readonly string[] =>
  values.every((value) => value === values[0]) ? values.slice(0, 1) : values;

function fontAttributes({ font: { substitute }, isBold, isItalic }: TextLook): string {
  return (
    attribute('font-family', substitute.family) +
    (isBold || substitute.isBold ? attribute('font-weight', 'bold') : '') +
    (isItalic || substitute.isItalic ? attribute('font-style', 'italic') : '')
  );
}

function rotation(degrees: number): Matrix {
  const turn = (degrees * Math.PI) / 180;
  return [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
}
