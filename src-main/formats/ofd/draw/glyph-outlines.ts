import { attribute, group, transformAttribute } from './markup.ts';
import { identity, multiply, scaling, translation, type Matrix } from './matrix.ts';
import { outlinePath, type OutlineFont } from './outline-font.ts';
import type { Sheet } from './sheet.ts';
import type { PlacedGlyph } from './text-layout.ts';
import type { TextLook } from './text-look.ts';

/** The font that draws a stretch of glyphs: an embedded one, or the program's own in its place. */
export interface Face {
  readonly outlines: OutlineFont;
  /** Distinguishes its glyphs from those of other faces in one drawing. */
  readonly key: string;
  /** Whether its glyphs are leant over, because the file asks for it and the face does not lean. */
  readonly isLeant: boolean;
}

/** Lean of a synthesised italic. */
const lean = Math.tan((12 * Math.PI) / 180);

/** Glyphs as uses of one definition per glyph. Attributes of strokes count in units of the face. */
export function outlineUses(
  glyphs: readonly PlacedGlyph[],
  look: TextLook,
  face: Face,
  strokes: string,
  sheet: Sheet,
): string {
  const base = glyphMatrix(look, face);
  const [a, b, c, d] = base;
  const isUpright = b === 0 && c === 0;
  const uses = glyphs.map((glyph) => {
    const id = define(glyph, face, sheet);
    if (id === null) return '';
    if (isUpright) return `<use href="#${id}"${attribute('x', glyph.x / a)}${attribute('y', glyph.y / d)}/>`;
    return `<use href="#${id}"${transformAttribute(multiply(translation(glyph.x, glyph.y), base))}/>`;
  });
  return group((isUpright ? transformAttribute(base) : '') + strokes, uses.join(''));
}

/** Glyphs without groups around them, as clip areas need them. */
export function outlineLeaves(
  glyphs: readonly PlacedGlyph[],
  look: TextLook,
  face: Face,
  matrix: Matrix,
  sheet: Sheet,
): string {
  const base = glyphMatrix(look, face);
  return glyphs
    .map((glyph) => {
      const id = define(glyph, face, sheet);
      const placed = multiply(matrix, multiply(translation(glyph.x, glyph.y), base));
      return id === null ? '' : `<use href="#${id}"${transformAttribute(placed)}/>`;
    })
    .join('');
}

/** Glyphs as one shape in the space of the text. */
export function outlineShape(glyphs: readonly PlacedGlyph[], look: TextLook, face: Face): string {
  const base = glyphMatrix(look, face);
  const d = glyphs.map((glyph) => {
    const outline = face.outlines.outline(glyph.glyph ?? -1) ?? [];
    return outlinePath(outline, multiply(translation(glyph.x, glyph.y), base));
  });
  return `<path${attribute('d', d.join(''))}/>`;
}

/** From units of the font, y upwards, to the text around the origin of the glyph. */
function glyphMatrix({ size, hScale, charDirection }: TextLook, { outlines, isLeant }: Face): Matrix {
  const unit = size / outlines.unitsPerEm;
  const upright = scaling(unit * hScale, -unit);
  const leaning = isLeant ? multiply(upright, [1, 0, lean, 1, 0, 0]) : upright;
  return multiply(turned(charDirection), leaning);
}

function turned(degrees: number): Matrix {
  if (degrees === 90) return [0, 1, -1, 0, 0, 0];
  if (degrees === 180) return [-1, 0, 0, -1, 0, 0];
  return degrees === 270 ? [0, -1, 1, 0, 0, 0] : identity;
}

/** @returns the id of the outline; null when there is nothing to draw */
function define({ glyph }: PlacedGlyph, { outlines, key: faceKey }: Face, sheet: Sheet): string | null {
  const key = `${glyph} ${faceKey}`;
  const known = sheet.outlines.get(key);
  if (known !== undefined) return known;
  const outline = outlines.outline(glyph ?? -1);
  if (!outline || outline.length === 0) return null;
  const id = sheet.add((own) => `<path${attribute('id', own)}${attribute('d', outlinePath(outline, identity))}/>`);
  sheet.outlines.set(key, id);
  return id;
}
