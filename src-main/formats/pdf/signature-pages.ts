import { StationError } from '#shared/errors/station-error.ts';
import { formFields } from './form-fields.ts';
import { rectOf } from './page-geometry.ts';
import type { PdfFile } from './pdf-file.ts';
import { isArray, isName, PdfRef, PdfString, shownText, textOf, type PdfDict } from './pdf-values.ts';
import { numbersIn } from './xref-section.ts';

/** A save that adds stamps adds little else; a section with more is a file written as a whole. */
const mostInSection = 2000;

/**
 * Pages on which each signature is seen, by the name of its field as reports show it: those of its widgets, and of
 * stamps of ours that NM ties to it. Each annotation says its page; that page is believed when it shows the annotation
 * too, so that a document of 500 pages is not gone through.
 */
export function signaturePages(file: PdfFile): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  try {
    const fields = formFields(file.objects, file.catalog).filter(({ type }) => type === 'Sig');
    const names = new Set(fields.map(({ name }) => name));
    const shown = [
      ...fields.flatMap(({ name, widgets }) => widgets.map((widget) => ({ name, ...widget }))),
      ...(names.size === 0 ? [] : furtherStamps(file, names)),
    ];
    for (const { name, ref, dict } of shown) {
      const page = ref && pageShowing(file, ref, dict);
      if (page) found.set(shownText(name), (found.get(shownText(name)) ?? new Set()).add(page));
    }
  } catch (error) {
    // A damaged form or page tree is told by the checks of the structure.
    if (!(error instanceof StationError)) throw error;
  }
  return new Map([...found].map(([name, pages]) => [name, [...pages].toSorted((a, b) => a - b)]));
}

interface Shown {
  readonly name: string;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
}

function furtherStamps({ objects, sections }: PdfFile, names: ReadonlySet<string>): Shown[] {
  const numbers = new Set<number>();
  // A stamp of ours comes with a save behind what was there, so the oldest section of several has none.
  for (const section of sections.slice(0, Math.max(1, sections.length - 1))) {
    const inSection = [...numbersIn(section)];
    if (inSection.length <= mostInSection) for (const num of inSection) numbers.add(num);
  }
  return [...numbers].flatMap((num) => {
    const ref = new PdfRef(num, 0);
    const dict = objects.dict(ref);
    const mark = dict && isName(dict.get('Subtype'), 'Stamp') ? objects.follow(dict.get('NM')) : null;
    const [, name = ''] = mark instanceof PdfString ? (/^(.+)\/slice-\d{1,5}$/.exec(textOf(mark)) ?? []) : [];
    return dict && names.has(name) ? [{ name, ref, dict }] : [];
  });
}

function pageShowing({ objects, pages }: PdfFile, annotation: PdfRef, dict: PdfDict): number | null {
  const rect = rectOf(objects, dict.get('Rect'));
  if (!rect || rect.x1 <= rect.x0 || rect.y1 <= rect.y0) return null;
  const shows = (page: PdfDict | undefined): boolean => {
    const annots = objects.follow(page?.get('Annots') ?? null);
    return isArray(annots) && annots.some((one) => one instanceof PdfRef && one.num === annotation.num);
  };
  const said = dict.get('P');
  if (said instanceof PdfRef && shows(objects.dict(said))) return pages.numberOf(said);
  // P is optional: then whoever shows it is looked for.
  for (const page of pages.all()) if (shows(page.dict)) return page.number;
  return null;
}
