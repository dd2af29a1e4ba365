import type { ByteSource } from '../byte-source.ts';
import { isSpace, type PdfLexer } from './lexer.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { PdfDict } from './pdf-values.ts';
import { parseAt } from './windows.ts';
import { AT_OFFSET, FREE, makeRun, orderRuns, type XrefRun, type XrefSection } from './xref-section.ts';

/** The shortest entry met in the wild: ten digits, five digits, the letter, one line end. */
const SHORTEST_ENTRY = 19;

/** Read a classic cross-reference table and its trailer (ISO 32000-1 clause 7.5.4); undefined if none stands there. */
export function readXrefTable(source: ByteSource, offset: number): XrefSection | undefined {
  let position = parseAt(source, offset, (lexer) => (lexer.takeWord('xref') ? lexer.offset : undefined));
  if (position === undefined) return undefined;
  const runs: XrefRun[] = [];
  for (;;) {
    const head = parseAt(source, position, readHead);
    if (head === undefined) break;
    checkHead(head, source.size - position);
    const run = makeRun(head.first, head.count);
    position = readEntries(source, head.end, run);
    runs.push(run);
    if (runs.length > pdfLimits.objects) throw hostile('too-many-objects', { objects: runs.length });
  }
  const trailer = parseAt(source, position, (lexer) => (lexer.takeWord('trailer') ? lexer.readValue() : undefined));
  if (!(trailer instanceof PdfDict)) throw broken('xref-damaged', { offset });
  return { kind: 'table', offset, trailer, runs: orderRuns(runs) };
}

interface Head {
  readonly first: number;
  readonly count: number;
  readonly end: number;
}

function readHead(lexer: PdfLexer): Head | undefined {
  const first = lexer.takeInteger();
  const count = first === undefined ? undefined : lexer.takeInteger();
  return first === undefined || count === undefined ? undefined : { first, count, end: lexer.offset };
}

/** The count is believed only as far as the file has bytes for it. */
function checkHead(head: Head, bytesLeft: number): void {
  if (head.first + head.count > pdfLimits.objects + 1)
    throw hostile('too-many-objects', { objects: head.first + head.count });
  if (head.count * SHORTEST_ENTRY > bytesLeft) throw broken('xref-damaged', { entries: head.count });
}

function readEntries(source: ByteSource, start: number, run: XrefRun): number {
  let offset = start;
  for (let done = 0; done < run.kinds.length;) {
    // A window holds whole entries with room for padding; the next one starts where the last entry ended.
    const wanted = Math.min(run.kinds.length - done, 50_000);
    const window = source.read(offset, wanted * 24 + 64);
    const before = done;
    let position = 0;
    for (; done < before + wanted; done += 1) {
      const next = readEntry(window, position, run, done);
      if (next < 0) break;
      position = next;
    }
    if (done === before) throw broken('xref-damaged', { object: run.first + done });
    offset += position;
  }
  return offset;
}

/** @returns the position behind the entry's letter, or -1 when it does not stand here in full */
function readEntry(window: Uint8Array, start: number, run: XrefRun, index: number): number {
  let position = start;
  const number = (): number => {
    while (position < window.length && isSpace(window[position]!)) position += 1;
    let value = 0;
    const from = position;
    for (let byte = window[position]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = window[position]) {
      value = value * 10 + (byte - 0x30);
      position += 1;
    }
    return position === from || position - from > 16 ? -1 : value;
  };
  const place = number();
  const gen = place < 0 ? -1 : number();
  if (gen < 0) return -1;
  while (position < window.length && isSpace(window[position]!)) position += 1;
  const letter = window[position];
  if (letter !== 0x6e && letter !== 0x66) return -1;
  // An entry in use at offset 0 is how several writers say "free".
  run.kinds[index] = letter === 0x6e && place > 0 ? AT_OFFSET : FREE;
  run.places[index] = place;
  run.extras[index] = gen;
  return position + 1;
}
