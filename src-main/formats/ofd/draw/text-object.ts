import type { XmlElement } from '../xml-tree.ts';
import { black } from './colour.ts';
import { nothingDrawn, type Drawn } from './drawn.ts';
import type { PageFont } from './font-shelf.ts';
import { outlineLeaves, outlineShape, outlineUses } from './glyph-outlines.ts';
import { attribute, group } from './markup.ts';
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
  readonly isOutlined: boolean;
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
    .map(({ isOutlined, isNatural, glyphs }) =>
      isOutlined ? outlineLeaves(glyphs, look, matrix, scope.sheet) : substituteText(glyphs, isNatural, look, matrix),
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
    if (text.trim() === '' || hasOutline(font, text, glyph)) continue;
    note(glyph === null && !outlines.hasMap ? 'font-without-map' : 'glyph-missing', font.name);
    return;
  }
}

function hasOutline(font: PageFont, text: string, glyph: number | null): boolean {
  return font.outlines !== null && font.outlines.outline(glyph ?? glyphOf(font, text) ?? -1) !== null;
}

/** Index of the glyph that shows these characters, or null. */
function glyphOf(font: PageFont, text: string): number | null {
  const codePoint = text.codePointAt(0);
  return codePoint === undefined ? null : (font.outlines?.glyphFor(codePoint) ?? null);
}

/** Cuts a run where embedded outlines and substitutes change over. */
function stretches({ glyphs, isNatural }: TextRun, { font }: TextLook): Stretch[] {
  const found: { isOutlined: boolean; isNatural: boolean; glyphs: PlacedGlyph[] }[] = [];
  for (const placed of glyphs) {
    const glyph = placed.glyph ?? (font.outlines ? glyphOf(font, placed.text) : null);
    const isOutlined = glyph !== null && font.outlines !== null && font.outlines.outline(glyph) !== null;
    const last = found.at(-1);
    const drawn = isOutlined ? { ...placed, glyph } : placed;
    if (last && last.isOutlined === isOutlined) last.glyphs.push(drawn);
    // Only a whole run may be left to the advances of the substitute.
    else found.push({ isOutlined, isNatural: isNatural && font.outlines === null, glyphs: [drawn] });
  }
  return found;
}

interface Ink {
  readonly fill: string;
  readonly stroke: string;
  readonly style: Style;
}

function drawStretch({ isOutlined, isNatural, glyphs }: Stretch, look: TextLook, ink: Ink, scope: DrawScope): string {
  const isShaded = ink.fill.includes('url(') || ink.stroke.includes('url(');
  if (!isOutlined) {
    return group(ink.stroke === '' ? '' : strokeAttributes(ink.style), substituteText(glyphs, isNatural, look, null));
  }
  // Shadings are made for the space of the object, so their shapes must stand in it too.
  if (isShaded) return group(ink.stroke === '' ? '' : strokeAttributes(ink.style), outlineShape(glyphs, look));
  const unit = look.size / (look.font.outlines?.unitsPerEm ?? 1);
  const strokes = ink.stroke === '' ? boldStroke(look, ink.fill, unit) : strokeAttributes(ink.style, unit);
  return outlineUses(glyphs, look, strokes, scope.sheet);
}

/** Embedded fonts carry their own weight; only a text that asks for more than its font has is thickened. */
function boldStroke({ size, isBold, font }: TextLook, fill: string, unit: number): string {
  const colour = / fill="(#[0-9a-f]{6})"/.exec(fill)?.[1];
  if (!isBold || font.isBold || colour === undefined || fill.includes('fill-opacity')) return '';
  return attribute('stroke', colour) + attribute('stroke-width', (size * 0.03) / unit);
}
