import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { edgeOf, straddleFaults, type SeenSlice } from '../straddle-order.ts';
import { pageGeometry, rectOf, toDisplayed, type PageGeometry } from './page-geometry.ts';
import type { PdfFile } from './pdf-file.ts';
import { isArray, latin1, PdfRef, PdfStream, PdfString, textOf, type PdfDict } from './pdf-values.ts';
import { rawStreamBytes } from './stream-data.ts';

/** An appearance stream of ours is a line; anything longer is not read. */
const mostBytes = 4096;
const number = String.raw`(-?\d+(?:\.\d+)?)`;
const drawing = new RegExp(String.raw`^q /Gs0 gs ${number} 0 0 ${number} ${number} ${number} cm /Im0 Do Q`);

interface Found {
  /** 1 is the widget, further ones count the stamp annotations of the same signature. */
  readonly index: number;
  readonly slice: SeenSlice;
}

/**
 * Slices of straddle seals (骑缝章) by the field of their signature, read from what their appearances draw, in the
 * order in which they were dealt out. Pages that are no longer in the document have none.
 *
 * @param fields of the signatures: the first slice is the widget itself, so that the pages are gone through only where
 * a widget shows a part of what it draws
 */
export function straddleSlices(file: PdfFile, fields: readonly PdfDict[]): ReadonlyMap<string, readonly SeenSlice[]> {
  try {
    return fields.some((field) => showsPart(file, field)) ? collect(file) : new Map();
  } catch (error) {
    // A damaged page tree is told by the checks of the structure.
    if (error instanceof StationError) return new Map();
    throw error;
  }
}

function collect(file: PdfFile): ReadonlyMap<string, readonly SeenSlice[]> {
  const found = new Map<string, Found[]>();
  const { objects } = file;
  for (const page of file.pages.all()) {
    const annots = objects.follow(page.dict.get('Annots'));
    if (!isArray(annots)) continue;
    let geometry: PageGeometry | undefined;
    for (const annot of annots) {
      const dict = objects.dict(annot);
      const named = dict && nameOf(file, dict);
      if (!dict || !named) continue;
      geometry ??= pageGeometry(objects, page);
      const slice = sliceOf(file, dict, page.number, geometry);
      if (slice) found.set(named.field, [...(found.get(named.field) ?? []), { index: named.index, slice }]);
    }
  }
  return new Map(
    [...found].map(([field, slices]) => [
      field,
      slices.toSorted((a, b) => a.index - b.index).map(({ slice }) => slice),
    ]),
  );
}

/** `pdf.straddle` for a signature that has slices; nothing for others. */
export function straddleFact(slices: readonly SeenSlice[] | undefined): readonly Fact[] {
  if (!slices || slices.length === 0) return [];
  const [fault] = straddleFaults(slices);
  if (!fault) return [{ check: 'pdf.straddle', state: 'ok', evidence: { count: slices.length } }];
  const evidence = { ...(fault.page !== null && { page: fault.page }) };
  return [{ check: 'pdf.straddle', state: 'warn', reason: fault.reason, evidence }];
}

function nameOf(file: PdfFile, dict: PdfDict): { readonly field: string; readonly index: number } | undefined {
  const { objects } = file;
  const mark = objects.follow(dict.get('NM'));
  const [, field, index] = mark instanceof PdfString ? (/^(.+)\/slice-(\d{1,5})$/.exec(textOf(mark)) ?? []) : [];
  if (field !== undefined) return { field, index: Number(index) };
  const title = objects.follow(dict.get('T'));
  const isSignature = objects.name(dict.get('FT')) === 'Sig' && title instanceof PdfString;
  return isSignature ? { field: textOf(title), index: 1 } : undefined;
}

/** Does a widget of this field draw more than its box shows, however little? */
function showsPart(file: PdfFile, field: PdfDict): boolean {
  const kids = file.objects.follow(field.get('Kids'));
  const widgets = [field, ...(isArray(kids) ? kids.map((kid) => file.objects.dict(kid)) : [])];
  return widgets.some((widget) => {
    const drawn = widget && drawnBy(file, widget);
    return drawn !== undefined && (drawn.width > drawn.box.x1 || drawn.height > drawn.box.y1);
  });
}

/** The picture an appearance of ours draws, in units of the page, and the box it is shown through. */
function drawnBy(file: PdfFile, dict: PdfDict) {
  const { objects, source } = file;
  const normal = objects.dict(dict.get('AP'))?.get('N');
  const form = normal instanceof PdfRef ? objects.follow(normal) : undefined;
  if (!(form instanceof PdfStream) || form.dict.get('Filter') !== undefined) return undefined;
  const length = objects.number(form.dict.get('Length')) ?? mostBytes + 1;
  if (length > mostBytes) return undefined;
  const drawn = drawing.exec(latin1(rawStreamBytes(source, form, (value) => objects.follow(value))));
  const box = rectOf(objects, form.dict.get('BBox'));
  if (!drawn || !box) return undefined;
  const [width = 0, height = 0, left = 0, bottom = 0] = drawn.slice(1).map(Number);
  return { width, height, left, bottom, box };
}

function sliceOf(file: PdfFile, dict: PdfDict, page: number, geometry: PageGeometry): SeenSlice | undefined {
  const rect = rectOf(file.objects, dict.get('Rect'));
  const drawn = drawnBy(file, dict);
  if (!drawn || !rect) return undefined;
  const { box } = drawn;
  const { unitsPerMm } = geometry;
  const [width, height] = [drawn.width / unitsPerMm, drawn.height / unitsPerMm];
  const [left, bottom] = [drawn.left / unitsPerMm, drawn.bottom / unitsPerMm];
  const shown = { widthMm: box.x1 / unitsPerMm, heightMm: box.y1 / unitsPerMm };
  const isUpright = width > shown.widthMm + 0.01;
  if (!isUpright && !(height > shown.heightMm + 0.01)) return undefined;
  const side = edgeOf(toDisplayed(rect, geometry), geometry, isUpright);
  return isUpright
    ? { page, side, lengthMm: width, fromMm: -left, extentMm: shown.widthMm }
    : { page, side, lengthMm: height, fromMm: bottom + height - shown.heightMm, extentMm: shown.heightMm };
}
