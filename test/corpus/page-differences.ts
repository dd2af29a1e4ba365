import { causes } from './causes.ts';
import { leastLikeness, type FileLook, type PageLook } from './looks.ts';

/** Every page that is less like the other program's than the bound asks, with its cause. */
export function differences(...formats: readonly (readonly FileLook[])[]): string {
  const rows = formats.flat().flatMap(({ name, pages }) => {
    const low = pages.filter(({ likeness }) => likeness < leastLikeness);
    if (low.length === 0) return [];
    const likeness = spanOf(low.map((page) => page.likeness));
    const blurred = spanOf(low.map((page) => page.blurred));
    return [`| ${name} | ${rangesOf(low)} | ${likeness} | ${blurred} | ${causes[name] ?? 'not known'} |`];
  });
  return ['| file | pages | likeness | blurred | cause |', '|---|---|---|---|---|', ...rows].join('\n');
}

function spanOf(values: readonly number[]): string {
  const [least, most] = [Math.min(...values).toFixed(3), Math.max(...values).toFixed(3)];
  return least === most ? least : `${least} to ${most}`;
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
