import { formFields, type FormField } from './form-fields.ts';
import type { PdfFile } from './pdf-file.ts';
import { latin1, PdfDict, PdfRef, PdfString } from './pdf-values.ts';
import { signedFields } from './signing-locks.ts';
import { findBytes, readIndirectObject } from './windows.ts';

const MOST_ORPHANS = 64;
/** Places looked at; a file made of nothing but ByteRange must not take for ever. */
const MOST_PLACES = 1024;
const LOOK_BACK = 64 * 1024;

export interface FoundSignature {
  readonly dict: PdfDict;
  /** Object number, or undefined for a dictionary that stands directly in its field. */
  readonly num: number | undefined;
  /** Inside an object stream, where no ByteRange can leave it out. */
  readonly isPacked: boolean;
  /** More than one when several fields share it, which the standard does not allow. */
  readonly fields: readonly FormField[];
}

/**
 * Every signature dictionary: those of fields, and those that no field refers to (any more), found by their
 * ByteRange in the bytes of the file. An older version of a listed signature's own object is not listed again.
 */
export function findSignatures(file: PdfFile): FoundSignature[] {
  const { objects, catalog } = file;
  const found: FoundSignature[] = [];
  for (const { field, value } of signedFields(objects, formFields(objects, catalog))) {
    const num = field.value instanceof PdfRef ? field.value.num : undefined;
    const known = num === undefined ? -1 : found.findIndex((other) => other.num === num);
    if (known >= 0) found[known] = { ...found[known]!, fields: [...found[known]!.fields, field] };
    else found.push({ dict: value, num, isPacked: isPacked(file, num ?? field.ref?.num), fields: [field] });
  }
  return [...found, ...orphans(file, found)];
}

function isPacked(file: PdfFile, num: number | undefined): boolean {
  return num !== undefined && file.objects.entry(num)?.kind === 'packed';
}

function orphans(file: PdfFile, known: readonly FoundSignature[]): FoundSignature[] {
  const { source } = file.objects;
  const numbers = new Set(known.map(({ num }) => num));
  const usageRights = file.objects.dict(file.catalog.get('Perms'))?.get('UR3');
  if (usageRights instanceof PdfRef) numbers.add(usageRights.num);
  const found: FoundSignature[] = [];
  let at = findBytes(source, '/ByteRange', 0);
  for (let places = 0; at >= 0 && places < MOST_PLACES && found.length < MOST_ORPHANS; places += 1) {
    const isKnown = known.some(({ dict, isPacked }) => !isPacked && dict.start <= at && at < dict.end);
    const orphan = isKnown ? undefined : dictAround(file, at);
    if (orphan !== undefined && !numbers.has(orphan.num)) {
      found.push(orphan);
      numbers.add(orphan.num);
    }
    at = findBytes(source, '/ByteRange', at + 1);
  }
  return found;
}

function dictAround(file: PdfFile, at: number): FoundSignature | undefined {
  const { source } = file.objects;
  const from = Math.max(0, at - LOOK_BACK);
  const head = [...latin1(source.read(from, at - from)).matchAll(/(?<!\d)\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b/g)].at(-1);
  if (head === undefined) return undefined;
  try {
    const object = readIndirectObject(source, from + head.index);
    const dict = object?.value;
    const isSignature =
      dict instanceof PdfDict && dict.start < at && at < dict.end && dict.get('ByteRange') !== undefined;
    if (!isSignature || !(dict.get('Contents') instanceof PdfString)) return undefined;
    return { dict, num: object?.num, isPacked: false, fields: [] };
  } catch {
    return undefined;
  }
}
