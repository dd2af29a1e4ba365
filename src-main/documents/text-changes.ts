import { diffArrays } from 'diff';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { readPageLines } from '#main/formats/ofd/page-lines.ts';
import { readPdfPageText } from '#main/formats/pdf/page-text.ts';
import { linesOf } from '#main/formats/pdf/page-words.ts';
import type { TextChange, TextChanges } from '#shared/contract/request-changes.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

/** Pages of either file that are compared; more are left to the eye. */
const mostPages = 60;
const mostLines = 8000;
/** Lines that changed beyond this are counted and not shown: such a file is another file. */
const mostChanges = 400;
const mostEdits = 4000;
const longestLine = 300;

interface Line {
  readonly page: number;
  readonly text: string;
}

export interface ComparedFile {
  readonly format: DocumentFormat;
  readonly pages: number;
  readonly source: ByteSource;
}

/**
 * Which lines of text came and went between two files, in the order of reading. Spaces do not count.
 *
 * @throws DOC_BROKEN, DOC_HOSTILE when the text of either cannot be read
 */
export async function textChanges(before: ComparedFile, after: ComparedFile): Promise<TextChanges> {
  const [old, fresh] = [await linesIn(before), await linesIn(after)];
  const isPartly = before.pages > mostPages || after.pages > mostPages;
  if (old.length === 0 && fresh.length === 0) return { state: 'no-text', changes: [] };
  if (old.length > mostLines || fresh.length > mostLines) return { state: 'too-much', changes: [] };
  const parts = diffArrays([...old], [...fresh], {
    comparator: (one, other) => bare(one) === bare(other),
    maxEditLength: mostEdits,
  });
  if (!parts) return { state: 'too-much', changes: [] };
  const changes = parts
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ added, value }) => value.map((line): TextChange => ({ kind: added ? 'added' : 'removed', ...line })));
  if (changes.length > mostChanges) return { state: 'too-much', changes: [] };
  return { state: isPartly ? 'first-pages' : 'whole', changes };
}

async function linesIn({ format, pages, source }: ComparedFile): Promise<readonly Line[]> {
  const numbers = Array.from({ length: Math.min(pages, mostPages) }, (_, index) => index + 1);
  if (format === 'PDF') {
    const texts = await readPdfPageText(source, numbers);
    return texts.flatMap(({ page, words }) => linesOf(words).map((text) => lineOf(page, text)));
  }
  const pkg = await openOfd(source);
  return numbers.flatMap((page) => readPageLines(pkg, page).map((text) => lineOf(page, text)));
}

const lineOf = (page: number, text: string): Line => ({ page, text: text.slice(0, longestLine) });

const bare = ({ text }: Line): string => text.replaceAll(/\s/g, '');
