import { drawnPicture, type DrawnPicture } from './appearance-picture.ts';
import type { FormField } from './form-fields.ts';
import { pageGeometry, rectOf, toDisplayed, type DisplayedBox, type PageGeometry } from './page-geometry.ts';
import type { PdfFile } from './pdf-file.ts';
import { isArray, PdfRef, PdfString, textOf, type PdfDict } from './pdf-values.ts';

/** One of the pictures that belong to a signature. */
export interface SealPart {
  /** Its place in the order in which the pictures were dealt out, as far as the file tells one. */
  readonly rank: number;
  /** It bears the mark by which we tie slices to their signature. */
  readonly isMarked: boolean;
  readonly picture: DrawnPicture;
  /** Null for a widget that stands on no page of the document any more. */
  readonly place: PartPlace | null;
}

export interface PartPlace {
  readonly page: number;
  readonly geometry: PageGeometry;
  /** Its Rect as displayed. */
  readonly box: DisplayedBox;
}

/** A hundredth of a point: rounding of whoever wrote the file. */
const rounding = 0.01;

/** What is shown of a picture is a strip of it: cut in one direction and whole in the other. */
export function cutOf({ whole, shown }: DrawnPicture): 'across' | 'down' | null {
  const isAcross = whole.x1 - whole.x0 > shown.x1 - shown.x0 + rounding;
  const isDown = whole.y1 - whole.y0 > shown.y1 - shown.y0 + rounding;
  const isSeen = shown.x1 - shown.x0 > rounding && shown.y1 - shown.y0 > rounding;
  if (!isSeen || isAcross === isDown) return null;
  return isAcross ? 'across' : 'down';
}

/**
 * The pictures of each signature whose seal may lie over several pages, by the name of its field: its widgets, stamps
 * that bear our mark, and stamps that cut the same image as one of its widgets does. The pages are gone through only
 * where a field has several widgets, or one that shows a strip.
 */
export function sealParts(file: PdfFile, fields: readonly FormField[]): ReadonlyMap<string, readonly SealPart[]> {
  const widgets = fields.flatMap((field) => widgetsOf(file, field));
  if (widgets.length === 0) return new Map();
  const known = new Set(widgets.map(({ field }) => field));
  const byRef = new Map(widgets.map((widget) => [widget.num, widget]));
  const byImage = ownersOfImages(widgets);
  const found = new Map<string, SealPart[]>();
  const add = (field: string, part: SealPart): void => {
    found.set(field, [...(found.get(field) ?? []), part]);
  };
  const seen = new Set<number>();
  const { objects } = file;
  for (const page of file.pages.all()) {
    const annots = objects.follow(page.dict.get('Annots'));
    if (!isArray(annots)) continue;
    for (const annot of annots) {
      const dict = objects.dict(annot);
      if (!dict) continue;
      const num = annot instanceof PdfRef ? annot.num : -1;
      const widget = byRef.get(num);
      const mark = markOf(file, dict);
      const isOurs = mark !== undefined && known.has(mark.field);
      if (!widget && !isOurs && objects.name(dict.get('Subtype')) !== 'Stamp') continue;
      const picture = widget?.picture ?? drawnPicture(objects, dict);
      const rect = rectOf(objects, dict.get('Rect'));
      if (!picture || !rect) continue;
      const field = (isOurs ? mark.field : widget?.field) ?? (cutOf(picture) && byImage.get(picture.image));
      const geometry = pageGeometry(objects, page);
      if (!field || geometry.rotate !== picture.rotate) continue;
      seen.add(num);
      // Stamps of others were made in the order of their objects, behind the widgets.
      const rank = isOurs ? mark.index : (widget?.rank ?? widgets.length + num);
      const place = { page: page.number, geometry, box: toDisplayed(rect, geometry) };
      add(field, { rank, isMarked: isOurs, picture, place });
    }
  }
  for (const { num, field, rank, picture, mark } of widgets) {
    if (seen.has(num) || !found.has(field)) continue;
    add(field, { rank: mark?.index ?? rank, isMarked: mark !== undefined, picture, place: null });
  }
  return new Map([...found].map(([field, parts]) => [field, parts.toSorted((a, b) => a.rank - b.rank)]));
}

interface PicturedWidget {
  readonly num: number;
  readonly field: string;
  /** From 1, in the order in which the field lists them. */
  readonly rank: number;
  readonly mark: Mark | undefined;
  readonly picture: DrawnPicture;
}

/** Nothing for a field with one widget that shows the whole of its picture. */
function widgetsOf(file: PdfFile, { name, widgets }: FormField): readonly PicturedWidget[] {
  const pictured = widgets.flatMap(({ ref, dict }, index): readonly PicturedWidget[] => {
    const picture = ref && drawnPicture(file.objects, dict);
    return picture ? [{ num: ref.num, field: name, rank: index + 1, mark: markOf(file, dict), picture }] : [];
  });
  return pictured.length > 1 || pictured.some(({ picture }) => cutOf(picture) !== null) ? pictured : [];
}

/** Images that the widgets of one field alone show strips of. */
function ownersOfImages(widgets: readonly PicturedWidget[]): ReadonlyMap<number, string> {
  const cut = widgets.filter(({ picture }) => cutOf(picture) !== null);
  const owners = [...Map.groupBy(cut, ({ picture }) => picture.image)];
  return new Map(
    owners.flatMap(([image, own]) =>
      new Set(own.map(({ field }) => field)).size === 1 ? [[image, own[0]!.field]] : [],
    ),
  );
}

interface Mark {
  readonly field: string;
  readonly index: number;
}

function markOf(file: PdfFile, dict: PdfDict): Mark | undefined {
  const mark = file.objects.follow(dict.get('NM'));
  const [, field, index] = mark instanceof PdfString ? (/^(.+)\/slice-(\d{1,5})$/.exec(textOf(mark)) ?? []) : [];
  return field === undefined ? undefined : { field, index: Number(index) };
}
