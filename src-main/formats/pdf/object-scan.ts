import { StationError } from '#shared/errors/station-error.ts';
import { pdfLimits } from './pdf-limits.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { isArray, isName, PdfDict, PdfRef, PdfStream, type PdfValue } from './pdf-values.ts';
import { numbersIn, type XrefSection } from './xref-section.ts';

/**
 * Every object the sections name, in its newest state, without the data of streams. An object that cannot be read
 * is passed over.
 *
 * @throws DOC_TOO_LARGE when there are more than can be looked at in reasonable time
 */
export function* eachObject(
  objects: PdfObjects,
  sections: readonly XrefSection[],
): Generator<{ num: number; value: PdfValue }> {
  const seen = new Set<number>();
  for (const section of sections) {
    for (const num of numbersIn(section)) {
      if (seen.has(num)) continue;
      seen.add(num);
      if (seen.size > pdfLimits.scannedObjects) {
        throw new StationError('DOC_TOO_LARGE', { actual: seen.size, limit: pdfLimits.scannedObjects });
      }
      const value = valueOrNothing(objects, num);
      if (value !== undefined) yield { num, value };
    }
  }
}

function valueOrNothing(objects: PdfObjects, num: number): PdfValue | undefined {
  try {
    return objects.load(num)?.value;
  } catch {
    return undefined;
  }
}

/** Every value inside a value, with the keys that lead to it joined by full stops; array positions are left out. */
export function* eachPart(value: PdfValue, path = ''): Generator<{ value: PdfValue; path: string }> {
  yield { value, path };
  if (isArray(value)) {
    for (const item of value) yield* eachPart(item, path);
  }
  const dict = value instanceof PdfStream ? value.dict : value;
  if (dict instanceof PdfDict) {
    for (const [key, item] of dict.entries) yield* eachPart(item, path === '' ? key : `${path}.${key}`);
  }
}

/** One place where an object is referred to. */
export interface Referrer {
  readonly from: number;
  /** Keys that lead to the reference inside the object, such as `AP.N`. */
  readonly path: string;
  /** The revision the referring object belongs to: 0 is the oldest looked at. */
  readonly revision: number;
}

export type ReferenceIndex = ReadonlyMap<number, readonly Referrer[]>;

/**
 * Who refers to the objects in `targets`, in the oldest state and in what each later section added.
 *
 * @param states oldest first: each state with the sections that are new in it
 */
export function indexReferences(
  states: readonly { objects: PdfObjects; sections: readonly XrefSection[] }[],
  targets: ReadonlySet<number>,
): ReferenceIndex {
  const index = new Map<number, Referrer[]>();
  for (const [revision, { objects, sections }] of states.entries()) {
    for (const { num, value } of eachObject(objects, sections)) {
      // The dictionary of a cross-reference stream is a trailer: it is no part of what is shown.
      if (value instanceof PdfStream && isName(value.dict.get('Type'), 'XRef')) continue;
      for (const part of eachPart(value)) {
        if (!(part.value instanceof PdfRef) || !targets.has(part.value.num)) continue;
        const known = index.get(part.value.num) ?? [];
        known.push({ from: num, path: part.path, revision });
        index.set(part.value.num, known);
      }
    }
  }
  return index;
}
