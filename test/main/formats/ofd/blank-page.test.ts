import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { isOfdPageBlank } from '#main/formats/ofd/blank-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { ofdFiles, ofdNamespace, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';

const white = '<ofd:FillColor Value="255 255 255"/>';
const path = (attributes: string, children = '') =>
  `<ofd:PathObject ID="6" Boundary="10 10 50 0"${attributes}>${children}<ofd:AbbreviatedData>M 0 0 L 50 0</ofd:AbbreviatedData></ofd:PathObject>`;
const image = '<ofd:ImageObject ID="7" Boundary="10 10 50 50" ResourceID="8"/>';

async function isBlank(objects: string, before = '', resources = ''): Promise<boolean> {
  const files = ofdFiles();
  files['Doc_0/Pages/Page_0/Content.xml'] = pageXml(objects, before);
  files['Doc_0/Tpls/t.xml'] = pageXml(textObject('红头'));
  files['Doc_0/PublicRes.xml'] = `<ofd:Res ${ofdNamespace}>${resources}</ofd:Res>`;
  files['Doc_0/Document.xml'] = String(files['Doc_0/Document.xml']).replace(
    '</ofd:CommonData>',
    '<ofd:TemplatePage ID="7" BaseLoc="Tpls/t.xml"/></ofd:CommonData>',
  );
  const pkg = await openOfd(memorySource(packOfd(files)));
  const document = pkg.documents[0]!;
  return isOfdPageBlank(pkg, document, document.pages[0]!);
}

describe('blank page (NM-14)', () => {
  const params =
    '<ofd:DrawParams><ofd:DrawParam ID="40" Relative="41"/><ofd:DrawParam ID="41" Relative="40">' +
    `${white}</ofd:DrawParam></ofd:DrawParams>`;

  it.each([
    ['nothing', ''],
    ['spaces of every kind', textObject(' \u3000\u00a0\u200b')],
    ['white text', textObject('隐形', '', white)],
    ['nearly white text', textObject('隐形', '', '<ofd:FillColor Value="252 253 254"/>')],
    ['white CMYK text', textObject('隐形', '', '<ofd:FillColor Value="0 0 0 0"/>')],
    ['transparent text', textObject('隐形', ' Alpha="0"')],
    ['transparent colour', textObject('隐形', '', '<ofd:FillColor Value="0 0 0" Alpha="0"/>')],
    ['text that is neither filled nor stroked', textObject('隐形', ' Fill="false"')],
    ['hidden text', textObject('隐形', ' Visible="false"')],
    ['text off the paper', textObject('隐形').replace('20 20 160 8', '500 20 160 8')],
    ['a path that is neither stroked nor filled', path(' Stroke="false"')],
    ['a white rectangle', path(' Stroke="false" Fill="true"', white)],
    ['a white line', path('', '<ofd:StrokeColor Value="#FF #FF #FF"/>')],
  ])('holds for %s', async (_, objects) => {
    expect(await isBlank(objects)).toBe(true);
  });

  it('holds for text made white by drawing parameters that refer to each other', async () => {
    expect(await isBlank(textObject('隐形', ' DrawParam="40"'), '', params)).toBe(true);
  });

  it.each([
    ['text', textObject('字')],
    [
      'glyphs chosen by number under spaces',
      textObject(' ', '', '<ofd:CGTransform CodePosition="0"><ofd:Glyphs>5</ofd:Glyphs></ofd:CGTransform>'),
    ],
    ['a line', path('')],
    ['a filled path', path(' Stroke="false" Fill="true"', '<ofd:FillColor Value="200 0 0"/>')],
    ['an image', image],
    ['text in a block', `<ofd:PageBlock>${textObject('字')}</ofd:PageBlock>`],
    ['text with parameters that are missing', textObject('字', ' DrawParam="99"')],
  ])('does not hold for %s', async (_, objects) => {
    expect(await isBlank(objects)).toBe(false);
  });

  it('does not hold when the template of the page has text', async () => {
    expect(await isBlank('', '<ofd:Template TemplateID="7"/>')).toBe(false);
  });
});
