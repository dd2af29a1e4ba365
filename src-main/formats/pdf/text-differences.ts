import type { DisplayedBox } from './page-geometry.ts';
import type { PageText, PageWord } from './page-words.ts';

/** One place of a page where the words are others than before. */
export interface TextDifference {
  /** 1-based line on the page, counted from the top, of the text of today; of the former one where nothing is left. */
  readonly line: number;
  /** Empty where the text is new. */
  readonly was: string;
  /** Empty where the text is gone. */
  readonly is: string;
  readonly boxThen: DisplayedBox | null;
  readonly boxNow: DisplayedBox | null;
}

interface Line {
  readonly text: string;
  readonly words: readonly PageWord[];
}

/** Lines compared; a page with more of them is a table that nobody reads line by line. */
const mostLines = 400;
const mostDifferences = 100;

/** What is written elsewise on a page, line by line and within a line down to the words that differ. */
export function textDifferences(then: PageText, now: PageText): readonly TextDifference[] {
  const before = lines(then.words).slice(0, mostLines);
  const after = lines(now.words).slice(0, mostLines);
  const differences: TextDifference[] = [];
  for (const { from, to } of changedBlocks(before, after)) {
    const [old, fresh] = [before.slice(...from), after.slice(...to)];
    for (let i = 0; i < Math.max(old.length, fresh.length); i += 1) {
      const line = (i < fresh.length ? to[0] : from[0]) + i + 1;
      differences.push(difference(line, old[i], fresh[i]));
    }
  }
  return differences.slice(0, mostDifferences);
}

function lines(words: readonly PageWord[]): readonly Line[] {
  const found: { middle: number; words: PageWord[] }[] = [];
  for (const word of words.toSorted((a, b) => a.yMm - b.yMm)) {
    const middle = word.yMm + word.heightMm / 2;
    const line = found.find((known) => Math.abs(known.middle - middle) < word.heightMm / 2);
    if (line) line.words.push(word);
    else found.push({ middle, words: [word] });
  }
  return found.map((line) => {
    const sorted = line.words.toSorted((a, b) => a.xMm - b.xMm);
    return { text: sorted.map(({ text }) => text).join(''), words: sorted };
  });
}

type Span = readonly [start: number, end: number];

/** Runs of lines that the longest sequence of common lines leaves out. */
function changedBlocks(before: readonly Line[], after: readonly Line[]): readonly { from: Span; to: Span }[] {
  const kept = commonLines(before, after);
  const blocks: { from: Span; to: Span }[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...kept, [before.length, after.length] as const]) {
    if (a > i || b > j) blocks.push({ from: [i, a], to: [j, b] });
    [i, j] = [a + 1, b + 1];
  }
  return blocks;
}

function commonLines(before: readonly Line[], after: readonly Line[]): readonly Span[] {
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  const same = (i: number, j: number): boolean => before[i]!.text === after[j]!.text;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [skipOld, skipNew] = [longest[(i + 1) * width + j]!, longest[i * width + j + 1]!];
      longest[i * width + j] = same(i, j) ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(skipOld, skipNew);
    }
  }
  const pairs: Span[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (same(i, j)) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function difference(line: number, old: Line | undefined, fresh: Line | undefined): TextDifference {
  const [a, b] = [old?.text ?? '', fresh?.text ?? ''];
  let [start, tail] = [0, 0];
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a[start] === b[start]) start += 1;
  while (tail < shorter - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  // A number is read as a whole, with its unit: 128.60万元 and not 2.
  while (start > 0 && /[\d.,%]/.test(a[start - 1]!)) start -= 1;
  const unit = /^[\d.,%]*[十百千万亿]*[元份人亩件个年月日页]?/.exec(a.slice(a.length - tail))![0].length;
  tail -= unit;
  const [endOld, endNew] = [a.length - tail, b.length - tail];
  return {
    line,
    was: a.slice(start, endOld).trim(),
    is: b.slice(start, endNew).trim(),
    boxThen: old ? boxOf(old, start, endOld) : null,
    boxNow: fresh ? boxOf(fresh, start, endNew) : null,
  };
}

/** The box of some characters of a line: words are measured, Latin characters within a word count half a Chinese one. */
function boxOf({ words }: Line, start: number, end: number): DisplayedBox | null {
  let at = 0;
  const parts = words.flatMap(({ text, xMm, yMm, widthMm, heightMm }) => {
    const whole = widthOf(text);
    const from = widthOf(text.slice(0, Math.max(start - at, 0))) / whole;
    const to = widthOf(text.slice(0, Math.max(end - at, 0))) / whole;
    at += text.length;
    if (to <= from) return [];
    return [{ left: xMm + widthMm * from, right: xMm + widthMm * to, top: yMm, bottom: yMm + heightMm }];
  });
  if (parts.length === 0) return null;
  const [left, top] = [Math.min(...parts.map((part) => part.left)), Math.min(...parts.map((part) => part.top))];
  const [right, bottom] = [Math.max(...parts.map((part) => part.right)), Math.max(...parts.map((part) => part.bottom))];
  return { xMm: left, yMm: top, widthMm: right - left, heightMm: bottom - top };
}

function widthOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i += 1) width += text.charCodeAt(i) < 0x300 ? 1 : 2;
  return width;
}
