import { StationError } from '#shared/errors/station-error.ts';
import { eachPart } from './object-scan.ts';
import { pageGeometry, rectOf, toDisplayed, type DisplayedBox } from './page-geometry.ts';
import type { PdfFile } from './pdf-file.ts';
import type { PdfObjects } from './pdf-objects.ts';
import type { PdfPage } from './page-tree.ts';
import { isName, PdfDict, PdfRef, PdfStream, type PdfValue } from './pdf-values.ts';
import type { PdfChange } from './revision-step.ts';

/** What the changed object is to a reader of the page. */
export type ChangedPart = 'content' | 'font' | 'picture' | 'page' | 'pageTree' | 'annotation' | 'other';

export interface PlacedChange extends PdfChange {
  readonly part: ChangedPart;
  /** 1-based numbers of the pages that show it, in the file of today. */
  readonly pages: readonly number[];
  /** Where on a page, for annotations. */
  readonly places: readonly (DisplayedBox & { readonly page: number })[];
}

/** Objects followed from pages; a file of more shared parts is told without page numbers. */
const mostFollowed = 200_000;
/** A part shown on more pages than these is on "many pages". */
const mostPages = 200;

/** Which pages show what was changed, as far as the page tree of today can be read. */
export function placeChanges(file: PdfFile, changes: readonly PdfChange[]): readonly PlacedChange[] {
  const targets = new Set(changes.flatMap(({ object }) => (object === undefined ? [] : [object])));
  const shown = targets.size === 0 ? new Map<number, Shown>() : pagesShowing(file, targets);
  return changes.map((change): PlacedChange => {
    const { object } = change;
    const found = object === undefined ? undefined : shown.get(object);
    const part = object === undefined ? 'other' : partOf(file.objects, object, found);
    const pages = found ? found.pages.map(({ number }) => number) : [];
    return Object.assign({}, change, { part, pages, places: placesOf(file.objects, object, found) });
  });
}

interface Shown {
  readonly pages: PdfPage[];
  /** Key of the page that leads to the object, such as `Contents` or `Resources`. */
  readonly way: string;
}

/** Links that lead to other pages, and not to what this one shows. */
const elsewhere = new Set(['Parent', 'P', 'Popup', 'IRT', 'Dest', 'A', 'StructParents', 'B', 'Prev', 'Next']);

function pagesShowing(file: PdfFile, targets: ReadonlySet<number>): ReadonlyMap<number, Shown> {
  const shown = new Map<number, Shown>();
  const reached = new Map<number, ReadonlySet<number>>();
  const note = (num: number, page: PdfPage, way: string): void => {
    const known = shown.get(num) ?? { pages: [], way };
    if (known.pages.length < mostPages && known.pages.at(-1) !== page) known.pages.push(page);
    shown.set(num, known);
  };
  try {
    for (const page of file.pages.all()) {
      if (page.ref !== undefined && targets.has(page.ref.num)) note(page.ref.num, page, 'page');
      for (const way of ['Contents', 'Annots', 'Resources']) {
        const value = way === 'Resources' ? (page.dict.get(way) ?? page.inherited(way)) : page.dict.get(way);
        for (const num of reachableTargets(file.objects, value, targets, reached)) note(num, page, way);
      }
      if (reached.size > mostFollowed) break;
    }
  } catch (error) {
    // A page tree that cannot be walked leaves changes without page numbers; that it is broken is told elsewhere.
    if (!(error instanceof StationError)) throw error;
  }
  return shown;
}

/** Changed objects below a value. What an object leads to is followed once, however many pages share it. */
function reachableTargets(
  objects: PdfObjects,
  value: PdfValue | undefined,
  targets: ReadonlySet<number>,
  reached: Map<number, ReadonlySet<number>>,
  depth = 0,
): ReadonlySet<number> {
  const found = new Set<number>();
  if (value === undefined || depth > 12 || reached.size > mostFollowed) return found;
  for (const { value: part, path } of eachPart(value)) {
    if (!(part instanceof PdfRef) || elsewhere.has(path.split('.').at(-1) ?? '')) continue;
    if (targets.has(part.num)) found.add(part.num);
    let below = reached.get(part.num);
    if (below === undefined) {
      // Circles end here: while an object is followed it leads nowhere.
      reached.set(part.num, new Set());
      below = reachableTargets(objects, valueOf(objects, part), targets, reached, depth + 1);
      reached.set(part.num, below);
    }
    for (const num of below) found.add(num);
  }
  return found;
}

function valueOf(objects: PdfObjects, ref: PdfRef): PdfValue {
  try {
    return objects.follow(ref);
  } catch {
    return null;
  }
}

function partOf(objects: PdfObjects, num: number, shown: Shown | undefined): ChangedPart {
  const value = valueOf(objects, new PdfRef(num, 0));
  const dict = value instanceof PdfStream ? value.dict : value;
  if (dict instanceof PdfDict) {
    const type = objects.name(dict.get('Type'));
    const subtype = objects.name(dict.get('Subtype'));
    if (type === 'Pages') return 'pageTree';
    if (type === 'Page') return 'page';
    if (type === 'Font' || type === 'FontDescriptor' || subtype === 'CIDFontType0C') return 'font';
    if (type === 'Annot' || subtype === 'Widget') return 'annotation';
    if (subtype === 'Image' || subtype === 'Form') return shown?.way === 'Annots' ? 'annotation' : 'picture';
  }
  if (shown?.way === 'Contents') return 'content';
  return shown?.way === 'Annots' ? 'annotation' : 'other';
}

function placesOf(objects: PdfObjects, num: number | undefined, shown: Shown | undefined): PlacedChange['places'] {
  if (num === undefined || shown === undefined || shown.way !== 'Annots') return [];
  const dict = objects.dict(new PdfRef(num, 0));
  const rect =
    dict && (isName(dict.get('Type'), 'Annot') || dict.get('Rect')) ? rectOf(objects, dict.get('Rect')) : undefined;
  if (rect === undefined) return [];
  return shown.pages.slice(0, 1).flatMap((page) => {
    try {
      return [Object.assign(toDisplayed(rect, pageGeometry(objects, page)), { page: page.number })];
    } catch (error) {
      if (error instanceof StationError) return [];
      throw error;
    }
  });
}
