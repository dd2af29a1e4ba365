import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { drawParts, reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { textObject } from '#test/support/ofd-maker.ts';

const standIn = readFileSync(programFiles.font);
const fonts = (attributes = '') => `<ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312"${attributes}/></ofd:Fonts>`;
const usesOf = (svg: string) => svg.match(/<use href="#d\d+" x="[^"]*" y="[^"]*"\/>/g) ?? [];
const xsOf = (svg: string) => [...svg.matchAll(/<use href="#d\d+" x="([^"]*)"/g)].map(([, x]) => Number(x));
const text = (words: string, deltas = '') =>
  `<ofd:TextObject ID="5" Boundary="20 20 170 20" Font="3" Size="5"><ofd:TextCode X="0" Y="10"${deltas}>${words}</ofd:TextCode></ofd:TextObject>`;

describe('text whose font is not embedded', () => {
  it('is drawn with the outlines of the program, and named', async () => {
    const page = await drawParts({ objects: text('印章'), resources: fonts() }, { standIn });
    expect(usesOf(page.svg)).toHaveLength(2);
    expect(page.svg).not.toContain('<text');
    expect(page.problems).toEqual([{ reason: 'font-not-embedded', count: 1, about: '仿宋_GB2312' }]);
    expect(unsafeParts(page.svg)).toEqual([]);
  });

  it('keeps the places the file gives, whatever the outlines measure', async () => {
    const { svg } = await drawParts({ objects: text('1印2章', ' DeltaX="7 g 2 3"'), resources: fonts() }, { standIn });
    // In thousandths of an em of 5 mm.
    expect(xsOf(svg)).toEqual([0, 1400, 2000, 2600]);
  });

  it('goes on by the advances of the outlines where the file gives none', async () => {
    const { svg } = await drawParts({ objects: text('印章'), resources: fonts() }, { standIn });
    expect(xsOf(svg)).toEqual([0, 1000]);
  });

  it('is thickened and leant where the file asks for bold and italic', async () => {
    const { svg } = await drawParts(
      { objects: text('印'), resources: fonts(' Bold="true" Italic="true"') },
      { standIn },
    );
    expect(svg).toContain('stroke-width="30"');
    expect(svg).toMatch(/transform="matrix\(0\.005 0 0\.001\d+ -0\.005/);
  });

  it('leaves characters the program has no outline for to the system, each at its place', async () => {
    const { svg } = await drawParts({ objects: text('印ऄ章', ' DeltaX="5 5"'), resources: fonts() }, { standIn });
    expect(usesOf(svg)).toHaveLength(2);
    expect(svg).toMatch(/<text [^>]*x="5"[^>]*>ऄ</);
  });

  it('is drawn alike a second time; a program font that cannot be read is a defect and not a gap', async () => {
    const once = await drawParts({ objects: text('印章'), resources: fonts() }, { standIn });
    const again = await drawParts({ objects: text('印章'), resources: fonts() }, { standIn });
    expect(again.svg).toBe(once.svg);
    const broken = await drawParts({ objects: textObject('印') }, { standIn: Buffer.from('no font') }).catch(String);
    expect(broken).toMatch(/Unknown font format/);
  });

  it('carries its text unseen, for search', async () => {
    const page = await drawParts({ objects: text('印&amp;章'), resources: fonts() }, { standIn, hasText: true });
    expect(page.svg).toContain(
      '<g data-part="text" display="none"><text data-box="20 25.6 12.5 5">印&amp;章</text></g>',
    );
    expect(unsafeParts(page.svg)).toEqual([]);
    expect(reasonsOf(page)).toEqual(['font-not-embedded']);
  });
});
