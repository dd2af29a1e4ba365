import { broken } from './pdf-problems.ts';
import type { PdfDict } from './pdf-values.ts';

/** Where the newest version of an object is (ISO 32000-1 clauses 7.5.4 and 7.5.8). */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

export const FREE = 0;
export const AT_OFFSET = 1;
export const PACKED = 2;

/** Entries of consecutive object numbers, kept in columns: a file may have millions. */
export interface XrefRun {
  readonly first: number;
  readonly kinds: Uint8Array;
  /** Offset in the file, or number of the object stream. */
  readonly places: Float64Array;
  /** Generation, or index in the object stream. */
  readonly extras: Uint32Array;
}

/** One cross-reference section with its trailer: what one save of the file added. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** Where `xref`, or the object of the stream, starts. */
  readonly offset: number;
  readonly trailer: PdfDict;
  /** In the order of their numbers, without overlap. */
  readonly runs: readonly XrefRun[];
  /** The hidden part of a hybrid file (ISO 32000-1 clause 7.5.8.4). */
  readonly hidden?: XrefSection;
}

export function makeRun(first: number, count: number): XrefRun {
  return { first, kinds: new Uint8Array(count), places: new Float64Array(count), extras: new Uint32Array(count) };
}

function entryAt(run: XrefRun, index: number): XrefEntry {
  const place = run.places[index]!;
  if (run.kinds[index] === AT_OFFSET) return { kind: 'offset', offset: place, gen: run.extras[index]! };
  if (run.kinds[index] === PACKED) return { kind: 'packed', stream: place, index: run.extras[index]! };
  return { kind: 'free' };
}

/**
 * Runs in the order of their numbers.
 * @throws DOC_BROKEN when two speak about one object: readers would disagree on which one counts
 */
export function orderRuns(runs: readonly XrefRun[]): readonly XrefRun[] {
  const ordered = runs.filter((run) => run.kinds.length > 0).sort((a, b) => a.first - b.first);
  for (const [index, run] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before !== undefined && before.first + before.kinds.length > run.first) {
      throw broken('xref-ambiguous', { object: run.first });
    }
  }
  return ordered;
}

function runOf(runs: readonly XrefRun[], num: number): XrefRun | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle]!;
    if (num < run.first) high = middle - 1;
    else if (num >= run.first + run.kinds.length) low = middle + 1;
    else return run;
  }
  return undefined;
}

/** What this section alone says about the object; undefined when it says nothing. */
export function entryIn(section: XrefSection, num: number): XrefEntry | undefined {
  const run = runOf(section.runs, num);
  const found = run === undefined ? undefined : entryAt(run, num - run.first);
  // Hidden objects are marked free in the table, for readers of PDF 1.4.
  if (section.hidden !== undefined && (found === undefined || found.kind === 'free')) {
    return entryIn(section.hidden, num) ?? found;
  }
  return found;
}

/** Every object number a section speaks about, once. */
export function* numbersIn(section: XrefSection): Generator<number> {
  for (const run of section.runs) {
    for (let index = 0; index < run.kinds.length; index += 1) yield run.first + index;
  }
  if (section.hidden !== undefined) yield* numbersIn(section.hidden);
}

export function sameEntry(a: XrefEntry | undefined, b: XrefEntry | undefined): boolean {
  if (a === undefined || b === undefined || a.kind === 'free' || b.kind === 'free') {
    return (a === undefined || a.kind === 'free') === (b === undefined || b.kind === 'free');
  }
  if (a.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset;
  return b.kind === 'packed' && a.stream === b.stream && a.index === b.index;
}
