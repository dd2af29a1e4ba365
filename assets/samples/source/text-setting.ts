/** Setting of Chinese text for the sample: where lines break and how far each character moves the next one. */

/** Characters that must not begin a line, and those that must not end one (GB/T 15834). */
const neverFirst = '，。、；：！？）》〉】〕”’％';
const neverLast = '（《〈【〔“‘';

export interface Line {
  readonly text: string;
  /** Advance from each character to the next, in millimetres: one less than there are characters. */
  readonly advancesMm: readonly number[];
  readonly widthMm: number;
}

/** Latin letters and digits take half the width of a Chinese character. */
export function advanceMm(character: string, emMm: number): number {
  return /[\u0020-\u007e]/.test(character) ? emMm / 2 : emMm;
}

export function setLine(text: string, emMm: number): Line {
  const characters = [...text];
  const advances = characters.map((character) => advanceMm(character, emMm));
  return { text, advancesMm: advances.slice(0, -1), widthMm: advances.reduce((sum, advance) => sum + advance, 0) };
}

/** Breaks a paragraph into lines of at most `widthMm`; all but the last are stretched to end at the margin. */
export function setParagraph(text: string, emMm: number, widthMm: number): Line[] {
  const lines: Line[] = [];
  let rest = [...text];
  while (rest.length > 0) {
    const count = lineLength(rest, emMm, widthMm);
    const line = setLine(rest.slice(0, count).join(''), emMm);
    rest = rest.slice(count);
    lines.push(rest.length === 0 ? line : stretched(line, widthMm));
  }
  return lines;
}

function lineLength(characters: readonly string[], emMm: number, widthMm: number): number {
  let count = 0;
  let used = 0;
  while (count < characters.length) {
    used += advanceMm(characters[count] ?? '', emMm);
    // A tenth of a millimetre absorbs rounding; it is not seen.
    if (used > widthMm + 0.1) break;
    count += 1;
  }
  if (count === characters.length) return count;
  const mayBreak = (at: number) =>
    !neverFirst.includes(characters[at] ?? '') &&
    !neverLast.includes(characters[at - 1] ?? '') &&
    !(/\d/.test(characters[at] ?? '') && /\d/.test(characters[at - 1] ?? ''));
  while (count > 1 && !mayBreak(count)) count -= 1;
  return count;
}

function stretched(line: Line, widthMm: number): Line {
  const extraMm = (widthMm - line.widthMm) / line.advancesMm.length;
  return { text: line.text, advancesMm: line.advancesMm.map((advance) => advance + extraMm), widthMm };
}
