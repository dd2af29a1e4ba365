import { childrenOf, type XmlElement } from '../xml-tree.ts';
import type { Point } from './matrix.ts';
import { quarterAttribute, numberAttribute, readDeltas, readNumber, readNumberList } from './values.ts';

/** One glyph at its origin on the base line, in the space of the text object. */
export interface PlacedGlyph extends Point {
  /** Its characters; empty for the further glyphs of one character. */
  readonly text: string;
  /** Index in the embedded font where the file gives one (CGTransform), else null. */
  readonly glyph: number | null;
}

/** The glyphs of one TextCode. */
export interface TextRun {
  readonly glyphs: readonly PlacedGlyph[];
  /** Whether the file leaves the distances to the font. */
  readonly isNatural: boolean;
}

/** Advance of a character or glyph in em, for texts without deltas. */
export type AdvanceOf = (text: string, glyph: number | null) => number;

interface GlyphChoice {
  readonly codeCount: number;
  readonly glyphs: readonly number[];
}

/**
 * Places the glyphs of a TextObject (GB/T 33190-2016 clause 11.3). Distances count code points, in the space of the
 * object. A list that is too short goes on with its last value; without lists the advances of the font hold.
 *
 * @param maxGlyphs glyphs after which the rest is dropped
 */
export function layOutText(object: XmlElement, size: number, advanceOf: AdvanceOf, maxGlyphs: number): TextRun[] {
  const choices = readChoices(object);
  const along = direction(quarterAttribute(object, 'ReadDirection'));
  const hScale = numberAttribute(object, 'HScale', 1);
  let origin: Point = { x: 0, y: 0 };
  let position = 0;
  let left = maxGlyphs;
  return childrenOf(object, 'TextCode').map((code) => {
    origin = {
      x: readNumber(code.attributes.get('X')) ?? origin.x,
      y: readNumber(code.attributes.get('Y')) ?? origin.y,
    };
    const deltaX = readDeltas(code.attributes.get('DeltaX'));
    const deltaY = readDeltas(code.attributes.get('DeltaY'));
    const isNatural = deltaX === null && deltaY === null;
    const codes = codesOf(code.text, (deltaX ?? deltaY)?.length ?? null);
    const glyphs: PlacedGlyph[] = [];
    let { x, y } = origin;
    const step = (index: number, text: string, glyph: number | null): void => {
      if (isNatural) {
        const advance = advanceOf(text, glyph) * size * (along.x === 0 ? 1 : hScale);
        x += along.x * advance;
        y += along.y * advance;
      } else {
        x += deltaX ? (deltaX[index] ?? deltaX.at(-1) ?? 0) : 0;
        y += deltaY ? (deltaY[index] ?? deltaY.at(-1) ?? 0) : 0;
      }
    };
    for (let index = 0; index < codes.length && left > 0;) {
      const choice = choices.get(position + index);
      const count = Math.min(choice?.codeCount ?? 1, codes.length - index);
      const chosen = choice?.glyphs ?? [null];
      const pieces = Math.max(count, chosen.length);
      for (let piece = 0; piece < pieces && left > 0; piece += 1) {
        const text = codes.slice(index, index + count)[piece] ?? '';
        const glyph = chosen[piece];
        if (glyph !== undefined) glyphs.push({ x, y, text, glyph });
        // Characters beyond the last glyph of a ligature belong to it.
        else if (glyphs.length > 0) glyphs[glyphs.length - 1] = joined(glyphs.at(-1)!, text);
        left -= 1;
        if (piece < count) step(index + piece, text, glyph ?? null);
        else x += advanceOf(text, glyph ?? null) * size * hScale;
      }
      index += count;
    }
    position += codes.length;
    return { glyphs, isNatural };
  });
}

const joined = (glyph: PlacedGlyph, text: string): PlacedGlyph => ({ ...glyph, text: glyph.text + text });

function direction(degrees: number): Point {
  if (degrees === 90) return { x: 0, y: 1 };
  if (degrees === 180) return { x: -1, y: 0 };
  return degrees === 270 ? { x: 0, y: -1 } : { x: 1, y: 0 };
}

const largestGlyph = 0xffff;

/** CGTransform by the position of its first character, which counts through all TextCodes of the object. */
function readChoices(object: XmlElement): Map<number, GlyphChoice> {
  const choices = new Map<number, GlyphChoice>();
  for (const transform of childrenOf(object, 'CGTransform')) {
    const position = numberAttribute(transform, 'CodePosition', 0);
    const codeCount = Math.max(1, numberAttribute(transform, 'CodeCount', 1));
    const listed = readNumberList(childrenOf(transform, 'Glyphs')[0]?.text) ?? [];
    const glyphs = listed.filter((glyph) => Number.isInteger(glyph) && glyph >= 0 && glyph <= largestGlyph);
    if (glyphs.length === 0) continue;
    // Character by character, so that a shorter text than announced still finds its glyphs.
    if (glyphs.length === codeCount) {
      glyphs.forEach((glyph, at) => choices.set(position + at, { codeCount: 1, glyphs: [glyph] }));
    } else choices.set(position, { codeCount, glyphs });
  }
  return choices;
}

/**
 * Characters of a TextCode. Line breaks with the indentation around them are layout of the XML. `\XXXX` stands for
 * one character where the number of distances shows that it was meant so.
 */
function codesOf(text: string, deltas: number | null): string[] {
  const codes = [...text.replace(/[ \t]*[\r\n]\s*/g, '').replaceAll('\t', ' ')];
  if (deltas === null || deltas + 1 >= codes.length || !codes.includes('\\')) return codes;
  const unescaped = [
    ...codes
      .join('')
      .replace(/\\([0-9a-f]{4})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  ];
  return unescaped.length === deltas + 1 ? unescaped : codes;
}
