import type { DrawReason } from '#shared/i18n/zh-cn/ofd-draw.ts';

/** Something of the page that is not drawn, or not as the file asks for: `ofdDraw.<reason>` in the catalogue. */
export interface DrawProblem {
  /** Stable key. */
  readonly reason: DrawReason;
  /** How often it was met on the page. */
  readonly count: number;
  /** What it was about at the first meeting, such as the name of a font; shortened, for it comes from the file. */
  readonly about: string;
}

/** Problems of one page, one per reason and subject. */
export interface DrawProblems {
  add(reason: DrawReason, about?: string): void;
  list(): DrawProblem[];
}

/** A page of ten thousand different problems is told by its first ones. */
const maxProblems = 200;
const longestAbout = 80;

export function createDrawProblems(): DrawProblems {
  const met = new Map<string, { reason: DrawReason; count: number; about: string }>();
  return {
    add(reason, about = '') {
      const shown = about.replace(/\p{Cc}|\p{Cf}/gu, '').slice(0, longestAbout);
      const key = `${reason} ${shown}`;
      const known = met.get(key);
      if (known) known.count += 1;
      else if (met.size < maxProblems) met.set(key, { reason, count: 1, about: shown });
    },
    list: () => [...met.values()],
  };
}
