/** Files of more pages are looked at in part, and named. */
export interface PageChoice {
  /** Files of so many pages are compared whole; of longer ones a part. */
  readonly inFull: number;
}

const firstPages = 12;
const everyPage = 25;

/** All pages; of a file that is longer than the choice allows the first 12, every 25th and the last. */
export function chosenPages(count: number, { inFull }: PageChoice): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  if (count <= inFull) return all;
  return all.filter((page) => page <= firstPages || page % everyPage === 0 || page === count);
}

/** Pages beside each other in stretches of at most `longest`. */
export function stretchesOf(pages: readonly number[], longest: number): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  for (const page of pages) {
    const last = stretches.at(-1);
    if (last !== undefined && last.length < longest && last.at(-1) === page - 1) last.push(page);
    else stretches.push([page]);
  }
  return stretches;
}
