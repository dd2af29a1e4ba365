import type { TextRun } from './page-source.ts';

/** A place on a page where the text stands, in millimetres. One box per run it goes through. */
export interface Found {
  readonly page: number;
  readonly boxes: readonly {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  }[];
}

/** How text is compared: width, case and spaces make no difference, and lines run on. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}

/** Every place of the text on one page. @param query as typed */
export function findOnPage(page: number, runs: readonly TextRun[], query: string): readonly Found[] {
  const wanted = plain(query);
  if (wanted === '') return [];
  const texts = runs.map(({ text }) => plain(text));
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length;
  }
  const all = texts.join('');
  const found: Found[] = [];
  for (let at = all.indexOf(wanted); at !== -1; at = all.indexOf(wanted, at + wanted.length)) {
    const boxes = runs.flatMap((run, index) => boxOf(run, texts[index]!.length, at - starts[index]!, wanted.length));
    found.push({ page, boxes });
  }
  return found;
}

/** The part of a run that characters `[from, from + count)` take up, as if all were equally wide. */
function boxOf(run: TextRun, length: number, from: number, count: number): Found['boxes'] {
  const begin = Math.max(0, from);
  const end = Math.min(length, from + count);
  if (begin >= end) return [];
  const each = run.widthMm / length;
  return [{ xMm: run.xMm + each * begin, yMm: run.yMm, widthMm: each * (end - begin), heightMm: run.heightMm }];
}
