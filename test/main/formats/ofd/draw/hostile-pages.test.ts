import { describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { withDeadline } from '#main/formats/ofd/draw/deadline.ts';
import { openOutlineFont } from '#main/formats/ofd/draw/outline-font.ts';
import { drawParts, reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { textObject } from '#test/support/ofd-maker.ts';

const unit = (id: number, content: string) =>
  `<ofd:CompositeGraphicUnit ID="${id}" Width="90" Height="90"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit>`;
const use = (id: number) => `<ofd:CompositeObject ID="9" Boundary="0 0 90 90" ResourceID="${id}"/>`;
const units = (...all: string[]) => `<ofd:CompositeGraphicUnits>${all.join('')}</ofd:CompositeGraphicUnits>`;

const cell = (content: string) =>
  `<ofd:PathObject ID="6" Boundary="0 0 9 9" Fill="true"><ofd:FillColor><ofd:Pattern Width="1" Height="1"><ofd:CellContent>${content}</ofd:CellContent></ofd:Pattern></ofd:FillColor><ofd:AbbreviatedData>M 0 0 L 9 9 C</ofd:AbbreviatedData></ofd:PathObject>`;

describe('a page that means harm (ATK-31)', () => {
  it('ends at a composite that holds itself', async () => {
    const page = await drawParts({ objects: use(50), resources: units(unit(50, use(50))) });
    expect(reasonsOf(page)).toEqual(['nesting-too-deep']);
  });

  it('stops composites that multiply', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => unit(50 + level, use(51 + level).repeat(20)));
    const limits = { ...defaultDrawLimits, maxObjects: 5000 };
    const page = await drawParts(
      { objects: use(50), resources: units(...levels, unit(62, textObject('末'))) },
      { limits },
    );
    expect(reasonsOf(page)).toContain('page-too-large');
  });

  it('stops cells of patterns inside cells of patterns', async () => {
    const objects = Array.from({ length: 20 }).reduce<string>((content) => cell(content), '');
    expect(reasonsOf(await drawParts({ objects }))).toContain('nesting-too-deep');
  });

  it.each([
    ['objects', { maxObjects: 3 }],
    ['glyphs', { maxGlyphs: 3 }],
    ['output', { maxOutputLength: 300 }],
  ])('draws a part and says so beyond the bound of %s', async (_, bound) => {
    const limits = { ...defaultDrawLimits, ...bound };
    const page = await drawParts({ objects: textObject('正文文字').repeat(9) }, { limits });
    expect(reasonsOf(page)).toContain('page-too-large');
    expect(unsafeParts(page.svg)).toEqual([]);
  });

  it('lets neither markup nor addresses out of any value', async () => {
    const evil = '&quot;/&gt;&lt;script&gt;x()&lt;/script&gt;';
    const font = `<ofd:Fonts><ofd:Font ID="3" FontName="${evil}" FamilyName="url(http://a.b)"/></ofd:Fonts>`;
    const page = await drawParts({
      resources: font,
      objects:
        `${textObject('&lt;script&gt;x()&lt;/script&gt;&amp;', ` Alpha="${evil}" CTM="${evil}" HScale="${evil}"`)}` +
        `<ofd:PathObject ID="${evil}" Boundary="0 0 9 9" LineWidth="${evil}" DashPattern="${evil}" Cap="${evil}" Join="${evil}">` +
        `<ofd:StrokeColor Value="${evil}"/><ofd:AbbreviatedData>M 0 0 L 9 9 ${evil}</ofd:AbbreviatedData></ofd:PathObject>`,
      documentExtra: '<ofd:Annotations>a.xml</ofd:Annotations>',
      files: {
        'Doc_0/a.xml':
          '<ofd:Annotations xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Page PageID="101"><ofd:FileLoc>b.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        'Doc_0/b.xml': `<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Annot ID="${evil}" Type="${evil}"><ofd:Appearance Boundary="0 0 9 9">${textObject('注')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
      },
    });
    expect(unsafeParts(page.svg)).toEqual([]);
    expect(page.svg).toContain('&lt;script&gt;x()&lt;/script&gt;&amp;');
    expect(page.svg).not.toContain('http://a.b');
  });

  it('drops characters that turn the order of a line around', async () => {
    const { svg } = await drawParts({ objects: textObject('金额\u202e001\u202c元') });
    expect(svg).toContain('>金额001元<');
  });
});

describe('a font that means harm', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('not a font at all')],
    ['a TrueType header alone', Buffer.from('00010000000a00800003002000000000', 'hex')],
    ['bare CFF cut short', Buffer.from('0100040200010101', 'hex')],
  ])('is no font when it is %s', (_, bytes) => {
    const font = openOutlineFont(bytes, 500);
    expect(font?.outline(1) ?? null).toBeNull();
  });

  it('is named, and its text shown in a substitute', async () => {
    const resources =
      '<ofd:Fonts><ofd:Font ID="3" FontName="黑体"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>';
    const page = await drawParts({
      objects: textObject('文'),
      resources,
      files: { 'Doc_0/Res/f.ttf': Buffer.from('no') },
    });
    expect(page.problems).toEqual([{ reason: 'font-unreadable', count: 1, about: '黑体' }]);
    expect(page.svg).toContain('Noto Sans CJK SC');
  });

  it('cannot hold a page up: work without end is broken off', () => {
    const startedAt = performance.now();
    expect(() =>
      withDeadline(50, () => {
        for (;;);
      }),
    ).toThrow(/timed out/);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(withDeadline(1000, () => 7)).toBe(7);
  });
});
