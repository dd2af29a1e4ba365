import { describe, expect, it } from 'vitest';
import { layOutText } from '#main/formats/ofd/draw/text-layout.ts';
import { readDeltas } from '#main/formats/ofd/draw/values.ts';
import { defaultOfdLimits } from '#main/formats/ofd/package-limits.ts';
import { parseXml } from '#main/formats/ofd/xml-tree.ts';
import { ofdNamespace } from '#test/support/ofd-maker.ts';

/** `text/glyph@x,y` of every glyph; characters of the font are half an em wide. */
function placed(content: string, attributes = ''): string[] {
  const xml = `<ofd:TextObject ${ofdNamespace} Size="4"${attributes}>${content}</ofd:TextObject>`;
  const { root } = parseXml(new TextEncoder().encode(xml), '/t.xml', defaultOfdLimits);
  return layOutText(root, 4, () => 0.5, 1000).flatMap(({ glyphs }) =>
    glyphs.map(({ text, glyph, x, y }) => `${text}${glyph === null ? '' : `/${glyph}`}@${x},${y}`),
  );
}

const code = (text: string, attributes: string) => `<ofd:TextCode ${attributes}>${text}</ofd:TextCode>`;
const choose = (position: number, codes: number, glyphs: string) =>
  `<ofd:CGTransform CodePosition="${position}" CodeCount="${codes}" GlyphCount="${glyphs.split(' ').length}"><ofd:Glyphs>${glyphs}</ofd:Glyphs></ofd:CGTransform>`;

describe('DeltaX and DeltaY', () => {
  it.each([
    ['plain values', '1 2.5 .5', [1, 2.5, 0.5]],
    ['a run', 'g 3 2', [2, 2, 2]],
    ['runs among values', 'g 2 1.5875 3.175 g 2 1.5', [1.5875, 1.5875, 3.175, 1.5, 1.5]],
    ['a run cut short', '1 g 2', [1, 0, 0]],
    ['a word as 0', '1 x 2', [1, 0, 2]],
  ])('read %s', (_, text, deltas) => {
    expect(readDeltas(text)).toEqual(deltas);
  });

  it('bound a run that would never end', () => {
    expect(readDeltas('g 999999999 1 g 999999999 1')).toHaveLength(100_000);
  });
});

describe('placing glyphs (GB/T 33190-2016 clause 11.3)', () => {
  it('counts code points, not UTF-16 units', () => {
    expect(placed(code('𠮷野家', 'X="0" Y="3" DeltaX="4 5"'))).toEqual(['𠮷@0,3', '野@4,3', '家@9,3']);
  });

  it('moves down by DeltaY', () => {
    expect(placed(code('竖排', 'X="1" Y="3" DeltaY="4"'))).toEqual(['竖@1,3', '排@1,7']);
  });

  it('keeps the last origin for a TextCode without one', () => {
    expect(placed(code('甲', 'X="2" Y="3"') + code('乙', 'Y="9"'))).toEqual(['甲@2,3', '乙@2,9']);
  });

  it('goes on with the last value of a short list and ignores a long one', () => {
    expect(placed(code('一二三', 'X="0" Y="0" DeltaX="4"'))).toEqual(['一@0,0', '二@4,0', '三@8,0']);
    expect(placed(code('一二', 'X="0" Y="0" DeltaX="4 4 4 4"'))).toEqual(['一@0,0', '二@4,0']);
  });

  it.each([
    [0, ['甲@5,5', '乙@7,5']],
    [90, ['甲@5,5', '乙@5,7']],
    [180, ['甲@5,5', '乙@3,5']],
    [270, ['甲@5,5', '乙@5,3']],
  ])('advances by the font in ReadDirection %s', (degrees, expected) => {
    expect(placed(code('甲乙', 'X="5" Y="5"'), ` ReadDirection="${degrees}"`)).toEqual(expected);
  });

  it('narrows implied advances by HScale, and stated ones not', () => {
    expect(placed(code('甲乙', 'X="0" Y="0"'), ' HScale="0.5"')).toEqual(['甲@0,0', '乙@1,0']);
    expect(placed(code('甲乙', 'X="0" Y="0" DeltaX="4"'), ' HScale="0.5"')).toEqual(['甲@0,0', '乙@4,0']);
  });

  it('leaves line breaks and indentation of the XML out, and spaces in', () => {
    expect(placed(code('\n      甲 乙\n    ', 'X="0" Y="0" DeltaX="1 2"'))).toEqual(['甲@0,0', ' @1,0', '乙@3,0']);
  });

  it('reads an escaped character only where the distances count it as one', () => {
    expect(placed(code('\\4E2D文', 'X="0" Y="0" DeltaX="4"'))).toEqual(['中@0,0', '文@4,0']);
    expect(placed(code('\\4E2D', 'X="0" Y="0" DeltaX="g 4 2"'))).toHaveLength(5);
  });

  it('takes glyphs by number where CGTransform says so', () => {
    expect(placed(choose(1, 2, '70 71') + code('甲¤¤丁', 'X="0" Y="0" DeltaX="g 3 4"'))).toEqual([
      '甲@0,0',
      '¤/70@4,0',
      '¤/71@8,0',
      '丁@12,0',
    ]);
  });

  it('counts positions of CGTransform through all TextCodes', () => {
    expect(placed(choose(1, 1, '9') + code('甲', 'X="0" Y="0"') + code('乙', 'X="0" Y="5"'))).toEqual([
      '甲@0,0',
      '乙/9@0,5',
    ]);
  });

  it('joins the characters of a ligature and places further glyphs of one character', () => {
    expect(placed(choose(0, 2, '5') + code('fix', 'X="0" Y="0" DeltaX="1 1"'))).toEqual(['fi/5@0,0', 'x@2,0']);
    expect(placed(choose(0, 1, '5 6') + code('é', 'X="0" Y="0" DeltaX="0"'))).toEqual(['é/5@0,0', '/6@0,0']);
  });
});
