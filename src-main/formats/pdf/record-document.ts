import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb, type PDFFont, type PDFPage } from 'pdf-lib';

/** A line of a record: lengths follow from what it is. */
export interface RecordLine {
  readonly kind: 'title' | 'heading' | 'text' | 'note';
  readonly text: string;
}

export interface RecordInput {
  /** Title in the description of the file. */
  readonly title: string;
  readonly lines: readonly RecordLine[];
  /** At the foot of every page, before the number of the page. */
  readonly foot: string;
  readonly createdAt: Date;
  /** OpenType, embedded as the subset that is used. */
  readonly font: Uint8Array;
}

/** A4 in points. */
const paper = { width: 595.28, height: 841.89 } as const;
const margin = 56;
const footHeight = 40;
const looks = {
  title: { size: 16, above: 0, indent: 0 },
  heading: { size: 12, above: 10, indent: 0 },
  text: { size: 10, above: 2, indent: 0 },
  note: { size: 9, above: 0, indent: 14 },
} as const;
const ink = rgb(0.1, 0.1, 0.12);
const quiet = rgb(0.38, 0.38, 0.42);
/** A record that is longer is cut, and says so by its last line. */
const mostPages = 200;

/**
 * A plain record on paper: words in black, page numbers, and nothing else. No colour, frame or picture that could be
 * taken for a seal, and nothing of the document it speaks of (ATK-12, ATK-50).
 */
export async function writeRecord(input: RecordInput): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit as never);
  const font = await document.embedFont(input.font, { subset: true });
  document.setTitle(input.title);
  document.setCreator('SealKeeper');
  document.setProducer('SealKeeper');
  document.setCreationDate(input.createdAt);
  document.setModificationDate(input.createdAt);
  const known = new Set(font.getCharacterSet());
  const pages: PDFPage[] = [];
  let y = 0;
  for (const { kind, text } of input.lines) {
    const { size, above, indent } = looks[kind];
    y -= above;
    for (const row of rowsOf(shown(text, known), font, size, paper.width - 2 * margin - indent)) {
      if (pages.length === 0 || y - size * 1.6 < margin + footHeight) {
        if (pages.length >= mostPages) break;
        pages.push(document.addPage([paper.width, paper.height]));
        y = paper.height - margin;
      }
      y -= size * 1.6;
      pages.at(-1)!.drawText(row, { x: margin + indent, y, size, font, color: kind === 'note' ? quiet : ink });
    }
  }
  for (const [index, page] of pages.entries()) {
    const foot = `${shown(input.foot, known)}　${index + 1} / ${pages.length}`;
    for (const [row, words] of rowsOf(foot, font, 8, paper.width - 2 * margin).entries()) {
      page.drawText(words, { x: margin, y: margin - row * 12, size: 8, font, color: quiet });
    }
  }
  return document.save();
}

/** Characters the font does not have, and those that turn or hide text, become a mark. */
function shown(text: string, known: ReadonlySet<number>): string {
  return [...text.replaceAll(/\s/g, ' ')].map((sign) => (known.has(sign.codePointAt(0)!) ? sign : '〓')).join('');
}

/** Breaks anywhere between Chinese characters, and inside a long digest where the row ends. */
function rowsOf(text: string, font: PDFFont, size: number, width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const part of text.match(/[A-Za-z0-9.,:/+-]{1,24}|./gu) ?? []) {
    const length = font.widthOfTextAtSize(part, size);
    if (used + length > width && row !== '') {
      rows.push(row);
      [row, used] = ['', 0];
    }
    row += part;
    used += length;
  }
  return row === '' ? rows : [...rows, row];
}
