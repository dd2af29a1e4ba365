/** One piece of text of a page, in millimetres from the top left corner of the page as it is shown. */
export interface TextRun {
  readonly text: string;
  readonly xMm: number;
  /** Upper edge. */
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

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

/** A character as it is compared, and the stretch of its run it takes up, from 0 to 1. */
interface Compared {
  readonly character: string;
  readonly from: number;
  readonly to: number;
  readonly run: TextRun;
}

const half = /[\u0020-\u024f]/;

/** How text is compared: width, case and spaces make no difference, and lines run on. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

function compared(run: TextRun): readonly Compared[] {
  const characters = [...run.text];
  const widths = characters.map((character) => (half.test(character) ? 1 : 2));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  return characters.flatMap((character, index) => {
    const from = at / whole;
    at += widths[index]!;
    return [...plain(character)].map((one) => ({ character: one, from, to: at / whole, run }));
  });
}

/** Every place of the text on one page. @param query as typed */
export function findOnPage(page: number, runs: readonly TextRun[], query: string): readonly Found[] {
  const wanted = [...plain(query)];
  if (wanted.length === 0) return [];
  const all = runs.flatMap(compared);
  const found: Found[] = [];
  for (let at = 0; at + wanted.length <= all.length; at += 1) {
    if (!wanted.every((character, index) => all[at + index]!.character === character)) continue;
    found.push({ page, boxes: boxesOf(all.slice(at, at + wanted.length)) });
    at += wanted.length - 1;
  }
  return found;
}

/** One box for each run the characters lie in. */
function boxesOf(characters: readonly Compared[]): Found['boxes'] {
  return [...new Set(characters.map(({ run }) => run))].map((run) => {
    const own = characters.filter((one) => one.run === run);
    const from = own[0]!.from;
    const { xMm, yMm, widthMm, heightMm } = run;
    return { xMm: xMm + widthMm * from, yMm, widthMm: widthMm * (own.at(-1)!.to - from), heightMm };
  });
}
