import { secrecyGrades, secrecyTails } from '../model/secrecy.ts';

/** Marks of secrecy stand in the upper third of the first sheet. */
export const headShare = 1 / 3;

const level = `(${secrecyGrades.join('|')})`;
const of = `(?:${secrecyTails.of.join('|')})?`;
const term = `(?:${secrecyTails.years}|${secrecyTails.always})?`;

/** `机密★1年`, as GB/T 9704 writes it; other stars are what people type for it. */
const starred = new RegExp(`${level}[★☆✭⭐]`);

/** `【秘密】…`, `（机密）…`: how file names and titles carry the mark. */
const bracketed = new RegExp(`[【〔［\\[（(《<]${level}${of}[】〕］\\])）》>]`);

/** The mark alone, perhaps with its term. */
const alone = new RegExp(`^${level}${of}${term}$`);

/**
 * The mark of secrecy (密级标志) in a line of text, or null. A sentence that merely speaks of secrets, such as
 * 《保守国家秘密法》, carries none. Spaces do not matter: offices set the two characters apart.
 *
 * @see GB/T 9704-2012 clause 7.2.2; core rule K-7
 */
export function secrecyMark(text: string): string | null {
  const line = text.replaceAll(/[\s\p{Cf}\p{Cc}]/gu, '');
  const found = starred.exec(line) ?? bracketed.exec(line) ?? alone.exec(line);
  return found ? found[1]! : null;
}

/** The first mark in any of these lines, or across them where a mark was set character by character. */
export function secrecyMarkIn(lines: readonly string[]): string | null {
  for (const line of lines) {
    const mark = secrecyMark(line);
    if (mark !== null) return mark;
  }
  return starred.exec(lines.join('').replaceAll(/[\s\p{Cf}\p{Cc}]/gu, ''))?.[1] ?? null;
}
