import { create, type Font } from '@cantoo/fontkit';
import { withDeadline } from './deadline.ts';
import { sfntAround } from './bare-cff.ts';
import { cidNumbers, type CffNumbers } from './cid-numbers.ts';
import { digits } from './markup.ts';
import { applyTo, type Matrix } from './matrix.ts';

/** An embedded font as outlines, in its own units with y upwards. */
export interface OutlineFont {
  readonly unitsPerEm: number;
  /** Whether characters can be looked up at all: subset fonts often have no map. */
  readonly hasMap: boolean;
  /** Index of the glyph for a character, or null. */
  glyphFor(codePoint: number): number | null;
  /** Null when the font has no such glyph or its outline cannot be read; empty for a space. */
  outline(glyph: number): Outline | null;
  /** In em. */
  advance(glyph: number): number;
}

export type Outline = readonly OutlineStep[];

export interface OutlineStep {
  /** An operator of SVG paths. */
  readonly operator: 'M' | 'L' | 'Q' | 'C' | 'Z';
  readonly operands: readonly number[];
}

const operators: Readonly<Record<string, OutlineStep['operator']>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

const maxOutlineSteps = 20_000;
/** Some kilobytes each; a page of Chinese text uses a few hundred. */
const keptOutlines = 3000;

/**
 * Opens a font file: TrueType, OpenType, a collection (its first font) or bare CFF, told by the first bytes.
 *
 * @param deadlineMs for each question to the font; null for the program's own, which needs none
 * @returns null when it is none of these or cannot be read
 */
export function openOutlineFont(bytes: Uint8Array, deadlineMs: number | null): OutlineFont | null {
  const asked = createAsking(deadlineMs);
  const font = asked(() => {
    const opened = create(isBareCff(bytes) ? sfntAround(bytes) : bytes);
    return 'fonts' in opened ? (opened.fonts[0] ?? null) : opened;
  });
  if (!font) return null;
  const unitsPerEm = asked(() => font.unitsPerEm);
  if (unitsPerEm === null || !(unitsPerEm > 0)) return null;
  const outlines = new Map<number, Outline | null>();
  const hasMap =
    (asked(() => font.hasGlyphForCodePoint(0x20) || font.characterSet.length > 0) ?? false) && !isBareCff(bytes);
  const cff = isBareCff(bytes) ? ((font as unknown as { readonly 'CFF '?: CffNumbers })['CFF '] ?? null) : null;
  if (isBareCff(bytes) && !cff) return null;
  // In a whole OpenType file glyphs are named by index, whatever its outlines are.
  const numbers = cff && asked(() => cidNumbers(cff));
  const glyphCount = (cff ? asked(() => cff.topDict.CharStrings?.length) : asked(() => font.numGlyphs)) ?? 0;
  const numberOf = (glyph: number) => (numbers ? (numbers.get(glyph) ?? -1) : glyph);
  return {
    unitsPerEm,
    hasMap,
    glyphFor(codePoint) {
      if (!hasMap) return null;
      // Symbol fonts keep their characters in the private area.
      const found = asked(() => [codePoint, 0xf000 + codePoint].find((code) => font.hasGlyphForCodePoint(code)));
      return found === null || found === undefined ? null : asked(() => font.glyphForCodePoint(found)?.id ?? null);
    },
    outline(glyph) {
      const known = outlines.get(glyph);
      if (known !== undefined) return known;
      const outline = asked(() => readOutline(font, glyphCount, numberOf(glyph)));
      if (outlines.size >= keptOutlines) outlines.clear();
      outlines.set(glyph, outline);
      return outline;
    },
    advance: (glyph) => (asked(() => font.getGlyph(numberOf(glyph))?.advanceWidth ?? null) ?? unitsPerEm) / unitsPerEm,
  };
}

/**
 * Asks a font without trusting it: whatever it throws is an answer of null, and after it once ran out of time it is
 * not asked again.
 */
function createAsking(deadlineMs: number | null) {
  if (deadlineMs === null) return <T>(question: () => T): T | null => question();
  let isStuck = false;
  return <T>(question: () => T): T | null => {
    if (isStuck) return null;
    const startedAt = performance.now();
    try {
      return withDeadline(deadlineMs, question);
    } catch {
      isStuck = performance.now() - startedAt >= deadlineMs;
      return null;
    }
  };
}

function readOutline(font: Font, glyphCount: number, glyph: number): Outline | null {
  if (glyph < 0 || glyph >= glyphCount) return null;
  const commands = font.getGlyph(glyph)?.path.commands;
  if (!commands || commands.length > maxOutlineSteps) return null;
  return commands.flatMap(({ command, args }) => {
    const operator = operators[command];
    return operator && args.every(Number.isFinite) ? [{ operator, operands: [...args] }] : [];
  });
}

const isBareCff = (bytes: Uint8Array): boolean => bytes[0] === 1 && bytes[1] === 0 && (bytes[2] ?? 0) >= 4;

/** The outline as path data, moved by a matrix. */
export function outlinePath(outline: Outline, matrix: Matrix): string {
  return outline
    .map(({ operator, operands }) => {
      const moved: string[] = [];
      for (let at = 0; at + 1 < operands.length; at += 2) {
        const { x, y } = applyTo(matrix, { x: operands[at] ?? 0, y: operands[at + 1] ?? 0 });
        moved.push(`${digits(x)} ${digits(y)}`);
      }
      return operator + moved.join(' ');
    })
    .join('');
}
