import { PDFRef, PDFString } from 'pdf-lib';
import { appendToArray, DictEdit } from './dict-edit.ts';
import type { Increment } from './increment.ts';
import type { PdfRect } from './page-geometry.ts';
import type { PdfPage } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';
import { broken } from './pdf-problems.ts';
import { PdfRef, type PdfValue } from './pdf-values.ts';
import type { KeptField } from './signing-room.ts';
import { round } from './stamp-drawing.ts';

/** Print and Locked: the seal is printed and stays where it is. */
const WIDGET_FLAGS = 4 + 128;
/** Print, ReadOnly, Locked, LockedContents. */
const STAMP_FLAGS = 4 + 64 + 128 + 512;
/** SignaturesExist and AppendOnly (ISO 32000-1 table 219). */
const SIGNATURE_FLAGS = 3;
const noRect: PdfRect = { x0: 0, y0: 0, x1: 0, y1: 0 };

export interface PlacedForm {
  readonly page: PdfPage;
  readonly rect: PdfRect;
  readonly form: PDFRef;
}

/** How the second and further placements hang on the signature. */
export type FurtherPlacements = 'stamps' | 'widgets';

/**
 * Add the signature field, merged with its widget, and for every further placement a locked stamp annotation that
 * the same signature covers. ISO 32000-2 allows one widget per signature field, so the others are stamps, tied to
 * the signature by NM `Seal_<n>/slice-<i>`. Where somebody signed before, a stamp that appears is a change no list
 * allows: there the field gets a widget for every placement, as ISO 32000-1 allowed (ADR 0030).
 *
 * @param placed empty for an invisible signature, which stands on page 1 with an empty rectangle
 */
export function addSignatureField(
  file: PdfFile,
  increment: Increment,
  name: string,
  signature: PDFRef,
  placed: readonly PlacedForm[],
  further: FurtherPlacements,
): void {
  const { context } = increment;
  const own = { FT: 'Sig', T: PDFString.of(name), V: signature };
  const widget = (place: PlacedForm): LiteralDict => ({
    ...annotation('Widget', place.page, place.rect, WIDGET_FLAGS),
    AP: { N: place.form },
  });
  const [first, ...others] = placed;
  const field = increment.reserve();
  const shown: { page: PdfPage; ref: PDFRef }[] = [];
  if (first === undefined) {
    const page = file.pages.page(1);
    increment.put(field, context.obj({ ...annotation('Widget', page, noRect, WIDGET_FLAGS), ...own }));
    shown.push({ page, ref: field });
  } else if (further === 'widgets' && others.length > 0) {
    for (const [index, place] of placed.entries()) {
      const kid = { ...widget(place), Parent: field, V: signature, NM: sliceMark(name, index + 1) };
      shown.push({ page: place.page, ref: increment.add(context.obj(kid)) });
    }
    increment.put(field, context.obj({ ...own, Kids: shown.map(({ ref }) => ref) }));
  } else {
    increment.put(field, context.obj({ ...widget(first), ...own }));
    shown.push({ page: first.page, ref: field });
    for (const [index, { page, rect, form }] of others.entries()) {
      const NM = sliceMark(name, index + 2);
      const stamp = { ...annotation('Stamp', page, rect, STAMP_FLAGS), NM, AP: { N: form } };
      shown.push({ page, ref: increment.add(context.obj(stamp)) });
    }
  }
  for (const [page, onPage] of Map.groupBy(shown, ({ page }) => page.number)) {
    addToPage(
      file,
      increment,
      file.pages.page(page),
      onPage.map(({ ref }) => ref),
    );
  }
  addToForm(file, increment, field);
}

/** By its order among the places of a signature. */
function sliceMark(name: string, index: number): PDFString {
  return PDFString.of(`${name}/slice-${index}`);
}

/**
 * Sign a field that the file keeps for a signature: it gets its value and its look, and nothing else of it changes.
 * Field and widget may be one dictionary or two.
 */
export function signKeptField(increment: Increment, kept: KeptField, signature: PDFRef, form: PDFRef): void {
  const { fieldNum, widgetNum, flags } = kept;
  const widget = new DictEdit(increment.textOf(widgetNum));
  widget.set('AP', `<< /N ${form} >>`);
  widget.set('F', String(flags | WIDGET_FLAGS));
  const field = fieldNum === widgetNum ? widget : new DictEdit(increment.textOf(fieldNum));
  field.set('V', String(signature));
  increment.replace(widgetNum, widget.serialize());
  if (field !== widget) increment.replace(fieldNum, field.serialize());
}

type LiteralDict = Parameters<Increment['context']['obj']>[0] & Record<string, unknown>;

function annotation(subtype: 'Widget' | 'Stamp', page: PdfPage, rect: PdfRect, flags: number): LiteralDict {
  return { Type: 'Annot', Subtype: subtype, Rect: rectArray(rect), P: pdfLibRef(pageRef(page)), F: flags };
}

function addToPage(file: PdfFile, increment: Increment, page: PdfPage, refs: readonly PDFRef[]): void {
  const annots = page.dict.get('Annots');
  addToArray(file, increment, pageRef(page).num, 'Annots', annots, refs);
}

/** An indirect array is replaced alone; a direct one with the dictionary that holds it. */
function addToArray(
  file: PdfFile,
  increment: Increment,
  holder: number,
  key: string,
  value: PdfValue | undefined,
  refs: readonly PDFRef[],
): void {
  const added = refs.map(String);
  if (value instanceof PdfRef && file.objects.array(value) !== undefined) {
    increment.replace(value.num, appendToArray(increment.textOf(value.num), added));
    return;
  }
  const edit = new DictEdit(increment.textOf(holder));
  edit.set(key, withAdded(edit, key, added));
  increment.replace(holder, edit.serialize());
}

function withAdded(edit: DictEdit, key: string, added: readonly string[]): Uint8Array | string {
  const text = edit.textOf(key);
  const isArrayText = text?.[0] === 0x5b;
  return isArrayText ? appendToArray(text, added) : `[${added.join(' ')}]`;
}

function addToForm(file: PdfFile, increment: Increment, field: PDFRef): void {
  const { objects, catalog, catalogNum } = file;
  const form = objects.dict(catalog.get('AcroForm'));
  const value = catalog.get('AcroForm');
  if (form === undefined) {
    const made = increment.add(increment.context.obj({ Fields: [field], SigFlags: SIGNATURE_FLAGS }));
    const edit = new DictEdit(increment.textOf(catalogNum));
    edit.set('AcroForm', String(made));
    increment.replace(catalogNum, edit.serialize());
    return;
  }
  const oldFlags = objects.number(form.get('SigFlags')) ?? 0;
  const flags = oldFlags | SIGNATURE_FLAGS;
  const fields = form.get('Fields');
  const isFieldsIndirect = fields instanceof PdfRef && objects.array(fields) !== undefined;
  if (isFieldsIndirect) increment.replace(fields.num, appendToArray(increment.textOf(fields.num), [String(field)]));
  if (isFieldsIndirect && flags === oldFlags) return;
  const holder = value instanceof PdfRef ? value.num : catalogNum;
  const outer = new DictEdit(increment.textOf(holder));
  const inner = value instanceof PdfRef ? outer : new DictEdit(outer.textOf('AcroForm') ?? Buffer.from('<<>>'));
  if (!isFieldsIndirect) inner.set('Fields', withAdded(inner, 'Fields', [String(field)]));
  inner.set('SigFlags', String(flags));
  if (inner !== outer) outer.set('AcroForm', inner.serialize());
  increment.replace(holder, outer.serialize());
}

function pageRef(page: PdfPage): PdfRef {
  if (page.ref === undefined) throw broken('page-direct', { page: page.number });
  return page.ref;
}

function pdfLibRef(ref: PdfRef): PDFRef {
  return PDFRef.of(ref.num, ref.gen);
}

function rectArray(rect: PdfRect): number[] {
  return [rect.x0, rect.y0, rect.x1, rect.y1].map(round);
}
