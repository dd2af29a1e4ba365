import type { RequestView } from '#shared/contract/approvals.ts';
import type { Say } from '../../bridge/words.ts';
import { pagesInWords, sealsIn } from '#shared/placing/place-words.ts';
import { shortSealName } from '../../components/seal-name.ts';

/** More letters than this do not stand on one line of a button. */
const buttonLetters = 27;

/**
 * The act of an approval as its button names it: 同意在第 3 页加盖“××公章” 1 次. Where the full name does not fit on one
 * line, the button has the short one, and `above` is the full one.
 */
export function approvalAct(
  say: Say,
  { draft }: Pick<RequestView, 'draft'>,
  sealName: string,
  unitName: string | null | undefined,
): { readonly act: string; readonly above: string | null } {
  const words = (seal: string): string =>
    say('screen.approve.act', {
      pages: pagesInWords(say, draft.placements),
      seal,
      count: sealsIn(draft.placements),
    });
  const full = words(sealName);
  if (full.length <= buttonLetters) return { act: full, above: null };
  return { act: words(shortSealName(say, sealName, unitName)), above: sealName };
}
