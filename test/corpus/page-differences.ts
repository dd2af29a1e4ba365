import { causes } from './causes.ts';
import { leastLikeness, type FileLook, type PageLook } from './looks.ts';

/** What pdftoppm does to lines of text; measured page by page, for the same program on a finer grid is like ours. */
const wholePixels =
  'pdftoppm puts lines of text on the pixel above, ours stand on the nearest; the same page at 192 dpi, reduced, is like ours';

/** Pages below the bound in a way, beside each other in one row. */
interface Group {
  readonly name: string;
  readonly pages: readonly PageLook[];
  readonly way: string;
  readonly cause: string;
}

const words: Readonly<Record<string, string>> = {
  ofdrw: 'ofdrw',
  fine: 'pdftoppm at 192, reduced',
  plain: 'pdftoppm at 96',
  cairo: 'pdftocairo',
};

/** Every page that is less like the other program's than the bound asks, with its cause. */
export function differences(...formats: readonly (readonly FileLook[])[]): string {
  const rows = formats
    .flat()
    .flatMap(groupsOf)
    .map(({ name, pages, way, cause }) => {
      const values = pages.map(({ likeness }) => likeness[way] ?? 0);
      const [least, most] = [Math.min(...values).toFixed(3), Math.max(...values).toFixed(3)];
      return `| ${name} | ${rangesOf(pages)} | ${words[way] ?? way} | ${least === most ? least : `${least} to ${most}`} | ${cause} |`;
    });
  return ['| file | pages | beside | likeness | cause |', '|---|---|---|---|---|', ...rows].join('\n');
}

const isLow = (page: PageLook, way: string): boolean => (page.likeness[way] ?? 1) < leastLikeness;

function groupsOf({ name, pages }: FileLook): readonly Group[] {
  const own = causes[name] ?? 'not known';
  const group = (way: string, chosen: readonly PageLook[], cause: string): Group[] =>
    chosen.length === 0 ? [] : [{ name, pages: chosen, way, cause }];
  const finelyLow = pages.filter((page) => isLow(page, 'fine'));
  return [
    ...group(
      'ofdrw',
      pages.filter((page) => isLow(page, 'ofdrw')),
      own,
    ),
    ...group('fine', finelyLow, own),
    ...group(
      'plain',
      pages.filter((page) => isLow(page, 'plain') && isLow(page, 'fine')),
      own,
    ),
    ...group(
      'plain',
      pages.filter((page) => isLow(page, 'plain') && !isLow(page, 'fine')),
      wholePixels,
    ),
    ...group(
      'cairo',
      pages.filter((page) => isLow(page, 'cairo') && isLow(page, 'fine')),
      own,
    ),
    ...group(
      'cairo',
      pages.filter((page) => isLow(page, 'cairo') && !isLow(page, 'fine')),
      causes[`${name} cairo`] ?? own,
    ),
  ];
}

/** `1, 3-12`. */
function rangesOf(pages: readonly PageLook[]): string {
  const ranges: [number, number][] = [];
  for (const { page } of pages) {
    const last = ranges.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
