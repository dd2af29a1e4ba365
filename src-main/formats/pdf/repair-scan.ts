import type { ByteSource } from '../byte-source.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { isName, latin1, PdfDict, PdfStream } from './pdf-values.ts';
import { parseAt, readIndirectObject } from './windows.ts';
import { AT_OFFSET, makeRun, type XrefSection } from './xref-section.ts';

const STEP = 1024 * 1024;
const OVERLAP = 64;

/**
 * Find the objects of a file whose cross-reference table cannot be used, by looking for `num gen obj`; of two with
 * one number the later counts. Only for reading: another program may find another set, so such a file is never
 * signed. Objects inside object streams are found through `packedObjects`.
 */
export function scanForObjects(source: ByteSource): { section: XrefSection; objectStreams: readonly number[] } {
  const places = new Map<number, number>();
  const objectStreams: number[] = [];
  let trailer: PdfDict | undefined;
  for (let offset = 0; offset < source.size; offset += STEP) {
    const text = latin1(source.read(offset, STEP + OVERLAP));
    for (const match of text.matchAll(/(?<!\d)(\d{1,7})[ \t\r\n]{1,4}\d{1,5}[ \t\r\n]{1,4}obj(?![a-z])|trailer/g)) {
      if (match.index >= STEP) break;
      const at = offset + match.index;
      if (match[1] === undefined) trailer = betterTrailer(trailer, trailerAt(source, at));
      else {
        places.set(Number(match[1]), at);
        if (places.size > pdfLimits.scannedObjects) throw hostile('too-many-objects', { objects: places.size });
      }
    }
  }
  for (const [num, at] of places) {
    const dict = streamDictAt(source, at);
    if (isName(dict?.get('Type'), 'ObjStm')) objectStreams.push(num);
    if (objectStreams.length > pdfLimits.rescuedObjectStreams)
      throw hostile('too-many-objects', { objects: objectStreams.length });
    if (isName(dict?.get('Type'), 'XRef')) trailer = betterTrailer(trailer, dict);
  }
  trailer ??= trailerFromCatalog(source, places);
  if (trailer === undefined) throw broken('catalog-missing');
  return { section: sectionOf(places, trailer), objectStreams };
}

function betterTrailer(known: PdfDict | undefined, found: PdfDict | undefined): PdfDict | undefined {
  return found?.get('Root') === undefined ? known : found;
}

function trailerAt(source: ByteSource, offset: number): PdfDict | undefined {
  try {
    return parseAt(source, offset, (lexer) => {
      const value = lexer.takeWord('trailer') ? lexer.readValue() : null;
      return value instanceof PdfDict ? value : undefined;
    });
  } catch {
    return undefined;
  }
}

function streamDictAt(source: ByteSource, offset: number): PdfDict | undefined {
  const head = latin1(source.read(offset, 512));
  if (!/\/(ObjStm|XRef)\b/.test(head)) return undefined;
  try {
    const value = readIndirectObject(source, offset)?.value;
    return value instanceof PdfStream ? value.dict : undefined;
  } catch {
    return undefined;
  }
}

function trailerFromCatalog(source: ByteSource, places: ReadonlyMap<number, number>): PdfDict | undefined {
  for (const [num, at] of places) {
    if (!latin1(source.read(at, 512)).includes('/Catalog')) continue;
    const trailer = parseAt({ size: 64, read: () => Buffer.from(`<</Root ${num} 0 R>>`.padEnd(64)) }, 0, (lexer) =>
      lexer.readValue(),
    );
    if (trailer instanceof PdfDict) return trailer;
  }
  return undefined;
}

function sectionOf(places: ReadonlyMap<number, number>, trailer: PdfDict): XrefSection {
  const numbers = [...places.keys()].sort((a, b) => a - b);
  const runs = numbers.map((num) => {
    const run = makeRun(num, 1);
    run.kinds[0] = AT_OFFSET;
    run.places[0] = places.get(num)!;
    return run;
  });
  return { kind: 'table', offset: 0, trailer, runs };
}
