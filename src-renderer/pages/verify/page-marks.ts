import type { RevisionComparison, SignatureCoverage } from '#shared/contract/verification.ts';
import type { Placement } from '#shared/model/placement.ts';

/** A place of a page with the number it has in the list beside it. */
export interface PageMark {
  readonly place: Placement;
  readonly label: string;
}

/** Places of a page that were changed without leave, numbered as the list of the grounds numbers them. */
export function marksOn(
  page: number,
  state: 'now' | 'sealed',
  coverage: SignatureCoverage | undefined,
  comparison: RevisionComparison | null,
): readonly PageMark[] {
  const words = (comparison?.changes ?? []).flatMap(({ placeNow, placeThen }, index): PageMark[] => {
    const place = state === 'now' ? placeNow : placeThen;
    return place?.page === page ? [{ place, label: String(index + 1) }] : [];
  });
  if (state === 'sealed') return words;
  const laid = (coverage?.changes ?? [])
    .filter(({ isAllowed }) => !isAllowed)
    .flatMap(({ places }) => places.filter((place) => place.page === page))
    .map((place): PageMark => ({ place, label: '!' }));
  return [...words, ...laid];
}

/** Pages that show what was changed without leave, in order. */
export function changedPages({ changes, files }: SignatureCoverage): readonly number[] {
  const ofChanges = changes.filter(({ isAllowed }) => !isAllowed).flatMap(({ pages }) => pages);
  const ofFiles = files.filter(({ state }) => state === 'changed' || state === 'missing').flatMap(({ pages }) => pages);
  return [...new Set([...ofChanges, ...ofFiles])].toSorted((a, b) => a - b);
}

/** `1、3-5、8` */
export function pageList(pages: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join('、');
}
