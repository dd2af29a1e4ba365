import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { openOutlineFont } from '#main/formats/ofd/draw/outline-font.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';

const bytes = readFileSync(programFiles.font);
/** Rare characters of names and places, which GB 2312 lacks, among usual ones. */
const sentence = '二〇二六年十一月堃喆镕犇：印章（第3号）“有效”…￥100.00 ABC xyz';

/** Chinese characters of GB 2312 by row and cell. */
function charactersOfGb2312(): string[] {
  const decoder = new TextDecoder('gb2312', { fatal: true });
  const found: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    // The first level ends five cells before its row does.
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1)
      found.push(decoder.decode(new Uint8Array([row, cell])));
  }
  return found;
}

describe('the font that comes with the program', () => {
  it('draws every Chinese character of GB 2312, signs and rare names', () => {
    const font = openOutlineFont(bytes, null);
    const characters = charactersOfGb2312();
    expect(characters).toHaveLength(6763);
    const lacking = [...characters, ...sentence.replaceAll(' ', '')].filter((character) => {
      const glyph = font?.glyphFor(character.codePointAt(0) ?? 0) ?? null;
      return glyph === null || !font?.outline(glyph)?.length;
    });
    expect(lacking).toEqual([]);
  });

  it.skipIf(!canRun('pdffonts', 'pdftotext', 'qpdf'))('is embedded in a PDF as a subset that others read', async () => {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const font = await pdf.embedFont(bytes, { subset: true });
    pdf.addPage([595, 842]).drawText(sentence, { x: 40, y: 700, size: 10, font });
    const folder = mkdtempSync(join(tmpdir(), 'program-font-'));
    try {
      const file = join(folder, 'a.pdf');
      writeFileSync(file, await pdf.save());
      expect(readFileSync(file).length).toBeLessThan(100_000);
      expect(ask('qpdf', ['--check', file]).status).toBe(0);
      expect(ask('pdffonts', [file]).text).toMatch(/SealKeeperSerifSC\S* +CID Type 0C +Identity-H +yes/);
      expect(ask('pdftotext', [file, '-']).text.trim()).toBe(sentence);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
