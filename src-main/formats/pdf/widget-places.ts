import { formFields } from './form-fields.ts';
import { pageGeometry, rectOf, toDisplayed, type DisplayedBox } from './page-geometry.ts';
import type { PdfFile } from './pdf-file.ts';
import { isArray, PdfRef, shownText } from './pdf-values.ts';

/** A field's visible box on a page. */
export interface WidgetPlace extends DisplayedBox {
  /** Full name of the field, as reports show it. */
  readonly field: string;
  /** 1-based. */
  readonly page: number;
}

/** Places of signature fields that can be seen: a page shows the widgets that stand in its Annots. */
export function signaturePlaces(file: PdfFile): readonly WidgetPlace[] {
  const { objects, catalog } = file;
  const fields = formFields(objects, catalog).filter(({ type }) => type === 'Sig');
  const byWidget = new Map(
    fields.flatMap((field) =>
      field.widgets.flatMap(({ ref, dict }) => (ref ? [[ref.num, { field, dict }] as const] : [])),
    ),
  );
  const places: WidgetPlace[] = [];
  for (const page of file.pages.all()) {
    const annots = objects.follow(page.dict.get('Annots'));
    if (!isArray(annots)) continue;
    for (const annot of annots) {
      const found = annot instanceof PdfRef ? byWidget.get(annot.num) : undefined;
      const rect = found && rectOf(objects, found.dict.get('Rect'));
      if (!found || !rect || rect.x1 <= rect.x0 || rect.y1 <= rect.y0) continue;
      places.push({
        field: shownText(found.field.name),
        page: page.number,
        ...toDisplayed(rect, pageGeometry(objects, page)),
      });
    }
  }
  return places;
}

/** Of these, the fields that nobody has signed yet: no program draws them, for they have no look of their own. */
export function emptyFieldPlaces(file: PdfFile): readonly WidgetPlace[] {
  const { objects, catalog } = file;
  const empty = formFields(objects, catalog).filter(({ type, value }) => type === 'Sig' && !objects.dict(value));
  const names = new Set(empty.map(({ name }) => shownText(name)));
  return names.size === 0 ? [] : signaturePlaces(file).filter(({ field }) => names.has(field));
}
