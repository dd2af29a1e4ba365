import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { ofdPageText, readOfdPageText } from '#main/formats/ofd/draw/page-text.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { corpus, corpusFile } from '#test/support/corpus-entries.ts';
import { drawingFiles, type PageParts } from '#test/support/ofd-drawing.ts';
import { packOfd } from '#test/support/ofd-maker.ts';

const open = (parts: PageParts) => openOfd(memorySource(packOfd(drawingFiles(parts))));
const text = (x: number, y: number, content: string, deltas = '') =>
  `<ofd:TextObject ID="5" Boundary="${x} ${y} 160 8" Font="3" Size="5"><ofd:TextCode X="0" Y="5"${deltas}>${content}</ofd:TextCode></ofd:TextObject>`;

describe('text of a page', () => {
  it('joins pieces of one line, and parts lines', async () => {
    const objects =
      text(20, 20, '发文', ' DeltaX="5"') + text(30, 20, '字号') + text(60, 20, '2026') + text(20, 30, '正文');
    expect(ofdPageText(await open({ objects }), 0, 1)).toBe('发文字号 2026\n正文');
  });

  it('tells where each piece stands on the page, and where in the text', async () => {
    const { text: whole, runs } = readOfdPageText(
      await open({ objects: text(20, 20, '甲') + text(20, 40, '乙丙') }),
      0,
      1,
    );
    expect(runs.map(({ offset, text: piece }) => whole.slice(offset, offset + piece.length))).toEqual(['甲', '乙丙']);
    expect(runs[1]?.box).toEqual({ xMm: 20, yMm: 40.6, widthMm: 10, heightMm: 5 });
  });

  it('refuses a page that is not there', async () => {
    const pkg = await open({});
    expect(() => ofdPageText(pkg, 0, 2)).toThrow(expect.objectContaining({ code: 'STAMP_PAGE_NOT_FOUND' }));
  });

  it.skipIf(!corpus)('reads a document of the corpus', async () => {
    const pkg = await openOfd(memorySource(corpusFile('ofd/helloworld.ofd')));
    expect(ofdPageText(pkg, 0, 1)).toBe('你好呀，OFD Reader&Writer！');
  });
});
