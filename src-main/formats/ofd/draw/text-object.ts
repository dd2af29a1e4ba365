import type { XmlElement } from '../xml-tree.ts';
import { black } from './colour.ts';
import { nothingDrawn, type Drawn } from './drawn.ts';
import type { PageFont } from './font-shelf.ts';
import { outlineLeaves, outlineShape, outlineUses, type Face } from './glyph-outlines.ts';
import { attribute, group } from './markup.ts';
import type { OutlineFont } from './outline-font.ts';
import { boxAround, multiply, scaleOf, type Matrix } from './matrix.ts';
import { paintAttributes } from './paint.ts';
import type { DrawScope } from './scope.ts';
import { opacityOf, strokeAttributes, styleOf, type Style } from './style.ts';
import { substituteText } from './substitute-text.ts';
import { layOutText, type PlacedGlyph, type TextRun } from './text-layout.ts';
import { readTextLook, advanceIn, type TextLook } from './text-look.ts';
import { flagAttribute } from './values.ts';

/** Glyphs of one font and one way of drawing, side by side. */
interface Stretch {
  /** Null when a font of the reader's system draws them. */
  readonly face: Face | null;
  readonly isNatural: boolean;
  readonly glyphs: readonly PlacedGlyph[];
}

/** TextObject (文字对象, GB/T 33190-2016 clause 11). Filled in black unless it says otherwise, and not stroked. */
export function drawText(object: XmlElement, toParent: Matrix, scope: DrawScope): Drawn {
  const look = lookOf(object, scope);
  if (!look) return nothingDrawn;
  const runs = runsOf(object, look, scope);
  const style = styleOf(object, scope.layer, scope.resources);
  const space = { toParent, opacity: opacityOf(object) };
  const fill = flagAttribute(object, 'Fill', true)
    ? paintAttributes('fill', style.child('FillColor'), black, scope, space)
    : attribute('fill', 'none');
  const stroke = flagAttribute(object, 'Stroke', false)
    ? paintAttributes('stroke', style.child('StrokeColor'), null, scope, space)
    : '';
  const ink = { fill, stroke, style };
  const markup = runs
    .flatMap((run) => stretches(run, look))
    .map((stretch) => drawStretch(stretch, look, ink, scope))
    .join('');
  const reach = look.size * Math.max(1, Math.abs(look.hScale));
  const corners = runs.flatMap(({ glyphs }) =>
    glyphs.flatMap(({ x, y, text }) => {
      if (text.trim() === '') return [];
      return [
        { x: x - reach * 0.1, y: y - look.size },
        { x: x + reach, y: y + look.size * 0.3 },
      ];
    }),
  );
  // Boxes of texts are too small in many files, or have no height at all.
  const slackMm = look.size * scaleOf(multiply(scope.toPage, toParent)) * 1.25;
  return { markup: group(fill + stroke, markup), box: boxAround(corners), slackMm };
}

/** The glyphs of a text as single shapes for a clip area, in the space `matrix` leads to. */
export function glyphLeaves(object: XmlElement, matrix: Matrix, scope: DrawScope): string {
  const look = lookOf(object, scope);
  if (!look) return '';
  return runsOf(object, look, scope)
    .flatMap((run) => stretches(run, look))
    .map(({ face, isNatural, glyphs }) =>
      face ? outlineLeaves(glyphs, look, face, matrix, scope.sheet) : substituteText(glyphs, isNatural, look, matrix),
    )
    .join('');
}

function lookOf(object: XmlElement, scope: DrawScope): TextLook | null {
  const look = readTextLook(object, scope.fonts, scope.resources);
  const { problems } = scope.sheet;
  if (!look) {
    problems.add('text-size-missing');
    return null;
  }
  const { name, state } = look.font;
  if (state === 'missing') problems.add('font-missing');
  if (state === 'not-embedded') problems.add('font-not-embedded', name);
  if (state === 'unreadable') problems.add('font-unreadable', name);
  return look;
}

function runsOf(object: XmlElement, look: TextLook, { sheet }: DrawScope): TextRun[] {
  const runs = layOutText(object, look.size, advanceIn(look.font), sheet.limits.maxGlyphs);
  const kept: TextRun[] = [];
  for (const run of runs) {
    if (!sheet.spend('glyphs', run.glyphs.length)) break;
    kept.push(run);
  }
  noteMissing(kept, look.font, sheet.problems.add);
  return kept;
}

function noteMissing(runs: readonly TextRun[], font: PageFont, note: DrawScope['sheet']['problems']['add']): void {
  const { outlines } = font;
  if (!outlines) return;
  for (const { glyph, text } of runs.flatMap(({ glyphs }) => glyphs)) {
    if (text.trim() === '' || hasOutline(outlines, text, glyph)) continue;
    note(glyph === null && !outlines.hasMap ? 'font-without-map' : 'glyph-missing', font.name);
    return;
  }
}

function hasOutline(outlines: OutlineFont, text: string, glyph: number | null): boolean {
  return outlines.outline(glyph ?? glyphOf(outlines, text) ?? -1) !== null;
}

/** Index of the glyph that shows these characters, or null. */
function glyphOf(outlines: OutlineFont | null, text: string): number | null {
  const codePoint = text.codePointAt(0);
  return codePoint === undefined ? null : (outlines?.glyphFor(codePoint) ?? null);
}

/** Cuts a run where the font that draws it changes. */
function stretches({ glyphs, isNatural }: TextRun, look: TextLook): Stretch[] {
  const faces = facesOf(look);
  const found: { face: Face | null; isNatural: boolean; glyphs: PlacedGlyph[] }[] = [];
  for (const placed of glyphs) {
    const { face, glyph } = faceFor(placed, faces);
    const last = found.at(-1);
    const drawn = face ? { ...placed, glyph } : placed;
    if (last && last.face === face) last.glyphs.push(drawn);
    // Only a whole run may be left to the advances of a font of the system.
    else found.push({ face, isNatural: isNatural && faces.own === null && faces.standIn === null, glyphs: [drawn] });
  }
  return found;
}

interface Faces {
  readonly own: Face | null;
  readonly standIn: Face | null;
}

function facesOf({ font, isItalic }: TextLook): Faces {
  const { outlines, standIn, substitute } = font;
  return {
    own: outlines && { outlines, key: font.key, isLeant: isItalic },
    standIn: standIn && { outlines: standIn, key: standInKey, isLeant: isItalic || substitute.isItalic },
  };
}

/** No path of a package begins so. */
const standInKey = '/stand-in';

function faceFor({ glyph: given, text }: PlacedGlyph, { own, standIn }: Faces): { face: Face | null; glyph: number } {
  const glyph = own && (given ?? glyphOf(own.outlines, text));
  if (own && glyph !== null && own.outlines.outline(glyph) !== null) return { face: own, glyph };
  const second = standIn && glyphOf(standIn.outlines, text);
  return standIn && second !== null ? { face: standIn, glyph: second } : { face: null, glyph: -1 };
}

interface Ink {
  readonly fill: string;
  readonly stroke: string;
  readonly style: Style;
}

function drawStretch({ face, isNatural, glyphs }: Stretch, look: TextLook, ink: Ink, scope: DrawScope): string {
  const isShaded = ink.fill.includes('url(') || ink.stroke.includes('url(');
  if (!face) {
    return group(ink.stroke === '' ? '' : strokeAttributes(ink.style), substituteText(glyphs, isNatural, look, null));
  }
  // Shadings are made for the space of the object, so their shapes must stand in it too.
  if (isShaded) return group(ink.stroke === '' ? '' : strokeAttributes(ink.style), outlineShape(glyphs, look, face));
  const unit = look.size / face.outlines.unitsPerEm;
  const strokes = ink.stroke === '' ? boldStroke(look, face, ink.fill, unit) : strokeAttributes(ink.style, unit);
  return outlineUses(glyphs, look, face, strokes, scope.sheet);
}

/** Embedded fonts carry their own weight; what asks for more than its font has is thickened. */
function boldStroke({ size, isBold, font }: TextLook, face: Face, fill: string, unit: number): string {
  const colour = / fill="(#[0-9a-f]{6})"/.exec(fill)?.[1];
  const isThickened = face.key === standInKey ? isBold || font.isBold : isBold && !font.isBold;
  if (!isThickened || colour === undefined || fill.includes('fill-opacity')) return '';
  return attribute('stroke', colour) + attribute('stroke-width', (size * 0.03) / unit);
}
