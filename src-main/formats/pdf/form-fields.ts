import type { PdfObjects } from './pdf-objects.ts';
import { pdfLimits } from './pdf-limits.ts';
import { hostile } from './pdf-problems.ts';
import { isArray, type PdfDict, PdfRef, PdfString, textOf, type PdfValue } from './pdf-values.ts';

/** A terminal form field (ISO 32000-1 clause 12.7.3): what it inherits is looked up on the way down. */
export interface FormField {
  /** Fully qualified, joined with full stops. */
  readonly name: string;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** `Sig`, `Tx`, `Btn`, `Ch`; undefined when nothing says it. */
  readonly type: string | undefined;
  readonly flags: number;
  /** V as written, its own or inherited. */
  readonly value: PdfValue | undefined;
  /** Object numbers of the field and the nodes above it. */
  readonly path: readonly number[];
  /** The widgets: its kids, or the field itself when merged. */
  readonly widgets: readonly { readonly ref: PdfRef | undefined; readonly dict: PdfDict }[];
}

interface Inherited {
  readonly name: string;
  readonly type: string | undefined;
  readonly flags: number;
  readonly value: PdfValue | undefined;
  readonly path: readonly number[];
}

/** Every terminal field under AcroForm. @throws DOC_HOSTILE for a circle or for too many fields */
export function formFields(objects: PdfObjects, catalog: PdfDict): FormField[] {
  const roots = objects.array(objects.dict(catalog.get('AcroForm'))?.get('Fields')) ?? [];
  const found: FormField[] = [];
  const walker = { objects, found, visits: 0 };
  for (const root of roots) walk(walker, root, { name: '', type: undefined, flags: 0, value: undefined, path: [] });
  return found;
}

interface Walker {
  readonly objects: PdfObjects;
  readonly found: FormField[];
  visits: number;
}

function walk(walker: Walker, value: PdfValue, above: Inherited): void {
  const { objects } = walker;
  walker.visits += 1;
  if (walker.visits > pdfLimits.formFields) throw hostile('too-many-fields', { limit: pdfLimits.formFields });
  const dict = objects.dict(value);
  if (dict === undefined) return;
  const ref = value instanceof PdfRef ? value : undefined;
  if (ref !== undefined && above.path.includes(ref.num)) throw hostile('circle', { object: ref.num });
  if (above.path.length > pdfLimits.pageTreeDepth) throw hostile('nesting');
  const here = inherit(objects, dict, ref, above);
  const kids = objects.follow(dict.get('Kids'));
  const parts = (isArray(kids) ? kids : []).map((kid) => ({ kid, dict: objects.dict(kid) }));
  const fields = parts.filter((part) => part.dict?.get('T') !== undefined);
  for (const { kid } of fields) walk(walker, kid, here);
  if (fields.length > 0) return;
  const widgets = parts.flatMap((part) =>
    part.dict === undefined ? [] : [{ ref: part.kid instanceof PdfRef ? part.kid : undefined, dict: part.dict }],
  );
  walker.found.push({ ...here, ref, dict, widgets: widgets.length > 0 ? widgets : [{ ref, dict }] });
}

function inherit(objects: PdfObjects, dict: PdfDict, ref: PdfRef | undefined, above: Inherited): Inherited {
  const title = objects.follow(dict.get('T'));
  const partial = title instanceof PdfString ? textOf(title) : '';
  return {
    name: above.name === '' || partial === '' ? above.name + partial : `${above.name}.${partial}`,
    type: objects.name(dict.get('FT')) ?? above.type,
    flags: objects.number(dict.get('Ff')) ?? above.flags,
    value: dict.get('V') ?? above.value,
    path: ref === undefined ? above.path : [...above.path, ref.num],
  };
}

/** The names in use directly under AcroForm, where a new field's name must be a new one. */
export function topFieldNames(objects: PdfObjects, catalog: PdfDict): Set<string> {
  const roots = objects.array(objects.dict(catalog.get('AcroForm'))?.get('Fields')) ?? [];
  if (roots.length > pdfLimits.formFields) throw hostile('too-many-fields', { limit: pdfLimits.formFields });
  const names = new Set<string>();
  for (const root of roots) {
    const title = objects.follow(objects.dict(root)?.get('T'));
    if (title instanceof PdfString) names.add(textOf(title));
  }
  return names;
}
