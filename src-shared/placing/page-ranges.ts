import { StationError } from '../errors/station-error.ts';

const separators = /[,，、;；\s]+/;
const lastPage = /^(末页|最后一页|last)$/i;
const everyPage = /^(全部|每页|all)$/i;
const parity = /^(奇数页|偶数页|odd|even)$/i;

/**
 * Pages as people write them: `1-3,5,末页`, `4-`, `倒数第2页`, `奇数页`, `全部`.
 *
 * @returns 1-based, each once, in order
 * @throws STAMP_PAGES_UNREADABLE, STAMP_PAGE_NOT_FOUND
 */
export function readPages(text: string, pages: number): readonly number[] {
  const parts = text
    .normalize('NFKC')
    .replaceAll(/\s*([-–—~至到])\s*/g, '$1')
    .split(separators)
    .filter((part) => part !== '');
  if (parts.length === 0) throw unreadable(text);
  const chosen = new Set(parts.flatMap((part) => readPart(part, pages, text)));
  for (const page of chosen) {
    if (page < 1 || page > pages) throw new StationError('STAMP_PAGE_NOT_FOUND', { page, pages });
  }
  if (chosen.size === 0) throw unreadable(text);
  return [...chosen].toSorted((a, b) => a - b);
}

function readPart(part: string, pages: number, whole: string): readonly number[] {
  if (everyPage.test(part)) return upTo(1, pages);
  if (parity.test(part)) {
    const isOdd = /^(奇|odd)/i.test(part);
    return upTo(1, pages).filter((page) => (page % 2 === 1) === isOdd);
  }
  const [from = '', to, ...rest] = part.split(/[-–—~至到]/);
  if (rest.length > 0) throw unreadable(whole);
  const first = readPage(from, pages, whole);
  if (to === undefined) return [first];
  const last = to === '' ? pages : readPage(to, pages, whole);
  // A page beyond the end is named as such, not passed over in silence.
  if (last > pages || first > pages) return [Math.max(first, last)];
  if (last < first) throw unreadable(whole);
  return upTo(first, last);
}

function readPage(text: string, pages: number, whole: string): number {
  if (lastPage.test(text)) return pages;
  const fromEnd = /^倒数第?(\d{1,5})页?$/.exec(text)?.[1];
  if (fromEnd !== undefined) return pages + 1 - Number(fromEnd);
  if (/^首页$/.test(text)) return 1;
  const number = /^第?(\d{1,5})页?$/.exec(text)?.[1];
  if (number === undefined) throw unreadable(whole);
  return Number(number);
}

function upTo(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function unreadable(text: string): StationError {
  return new StationError('STAMP_PAGES_UNREADABLE', { text: text.slice(0, 60) });
}

/** `1-5、8`: pages in words, runs drawn together. @param pages in any order */
export function pagesText(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].toSorted((a, b) => a - b);
  const runs: { from: number; to: number }[] = [];
  for (const page of sorted) {
    const last = runs.at(-1);
    if (last?.to === page - 1) last.to = page;
    else runs.push({ from: page, to: page });
  }
  return runs
    .flatMap(({ from, to }) => (to === from ? [`${from}`] : to === from + 1 ? [`${from}`, `${to}`] : [`${from}-${to}`]))
    .join('、');
}
