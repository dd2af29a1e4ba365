import type { PdfObjects } from './pdf-objects.ts';
import { isArray, PdfDict, PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from './pdf-values.ts';
import { rawStreamBytes } from './stream-data.ts';

/** Whether two values are written the same; references are compared, not followed. Stream data are not looked at. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (a instanceof PdfName) return b instanceof PdfName && a.name === b.name;
  if (a instanceof PdfRef) return b instanceof PdfRef && a.num === b.num && a.gen === b.gen;
  if (a instanceof PdfString) return b instanceof PdfString && Buffer.compare(a.bytes, b.bytes) === 0;
  if (a instanceof PdfDict) return b instanceof PdfDict && changedKeys(a, b).length === 0;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  return false;
}

/** Keys that are new, gone or changed. */
export function changedKeys(a: PdfDict, b: PdfDict): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].filter((key) => !sameValue(a.get(key), b.get(key)));
}

/** Whether an object was only written again: the same value, and for a stream the same data. */
export function sameObject(old: PdfObjects, a: PdfValue, now: PdfObjects, b: PdfValue): boolean {
  if (!(a instanceof PdfStream)) return sameValue(a, b);
  if (!(b instanceof PdfStream) || changedKeys(a.dict, b.dict).length > 0) return false;
  if (a.dataOffset === b.dataOffset) return true;
  return Buffer.compare(rawStreamBytes(old.source, a, old.follow), rawStreamBytes(now.source, b, now.follow)) === 0;
}
