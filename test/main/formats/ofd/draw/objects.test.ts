import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { drawParts, reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { pageXml, textObject } from '#test/support/ofd-maker.ts';

const png = PNG.sync.write(new PNG({ width: 2, height: 2 }));
const media = (format: string, file: string) =>
  `<ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image" Format="${format}"><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`;
const image = (attributes: string) => `<ofd:ImageObject ID="7" Boundary="10 20 30 40" ResourceID="8"${attributes}/>`;
const rectangle = (attributes: string, children = '', data = 'M 0 0 L 50 0 L 50 20 L 0 20 C') =>
  `<ofd:PathObject ID="6" Boundary="10 10 50 20" Fill="true" Stroke="false"${attributes}>${children}<ofd:FillColor Value="1 2 3"/><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;

const withFile = (bytes: Uint8Array, objects = image(' CTM="30 0 0 40 0 0"'), format = 'PNG') =>
  drawParts({ objects, resources: media(format, 'a.bin'), files: { 'Doc_0/Res/a.bin': bytes } });

function hugePng(): Uint8Array {
  const header = Buffer.from(png);
  header.writeUInt32BE(60_000, 16);
  header.writeUInt32BE(60_000, 20);
  return header;
}

const clips = (flag: string, area = '', box = '0 0 9 9') =>
  `<ofd:Clips${flag}><ofd:Clip><ofd:Area${area}><ofd:Path Boundary="${box}"><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`;

const clipOf = async (attributes: string, children: string) =>
  /<clipPath id="d1"><path d="M0 0L9 0L9 9Z"( transform="[^"]*")?\/>/.exec(
    (await drawParts({ objects: rectangle(attributes, children) })).svg,
  )?.[1];

const empty = (data: string) =>
  `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 9 9"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`;

const page = (layers: string, before = '') =>
  `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">${before}<ofd:Content>${layers}</ofd:Content></ofd:Page>`;

const layer = (type: string, text: string) => `<ofd:Layer ID="1"${type}>${textObject(text)}</ofd:Layer>`;

const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);

const annot = (id: number, attributes: string, text: string) =>
  `<ofd:Annot ID="${id}" Type="Watermark"${attributes}><ofd:Appearance Boundary="50 60 100 20">${textObject(text)}</ofd:Appearance></ofd:Annot>`;

describe('images (GB/T 33190-2016 clause 10)', () => {
  it('fills the unit square that the CTM makes, with the bytes inside the drawing', async () => {
    const page = await withFile(png);
    expect(page.svg).toContain(`href="data:image/png;base64,${png.toString('base64')}"`);
    expect(page.svg).toContain('<g transform="matrix(30 0 0 40 10 20)"><use href="#d1"/></g>');
    expect(page.problems).toEqual([]);
    expect(unsafeParts(page.svg)).toEqual([]);
  });

  it('stretches over the Boundary without a CTM, and writes an image used twice once', async () => {
    const { svg } = await withFile(png, image('') + image(' Alpha="51"'));
    expect(svg.match(/<image /g)).toHaveLength(1);
    expect(svg).toContain('transform="matrix(30 0 0 40 0 0)" opacity="0.2"');
  });

  it.each([
    ['JPEG by its bytes, whatever the Format says', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 'image/gif'],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), 'image/bmp'],
  ])('draws %s', async (_, bytes, type) => {
    expect((await withFile(bytes)).svg).toContain(`data:${type};base64,`);
  });

  it.each([
    ['TIFF', Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0), 'TIFF', 'image-tiff'],
    ['JBIG2', Uint8Array.of(0x97, 0x4a, 0x42, 0x32, 0xd, 0xa), 'GBIG2', 'image-jbig2'],
    ['a JBIG2 stream without a header', Uint8Array.of(0, 0, 0, 0), 'GBIG2', 'image-jbig2'],
    ['an SVG that is none', Buffer.from('<svg onload="x()"/>'), 'PNG', 'image-svg'],
    ['an image of too many pixels', hugePng(), 'PNG', 'image-too-large'],
  ])('names %s and puts a frame in its place', async (_, bytes, format, reason) => {
    const page = await withFile(bytes, image(' CTM="30 0 0 40 0 0"'), format);
    expect(page.problems).toEqual([{ reason, count: 1, about: 'a.bin' }]);
    expect(page.svg).toContain(`data-problem="${reason}"`);
    expect(page.svg).not.toContain('data:');
  });

  it('takes the substitute of a missing image', async () => {
    const objects = '<ofd:ImageObject ID="7" Boundary="0 0 9 9" ResourceID="99" Substitution="8"/>';
    const page = await withFile(png, objects);
    expect(page.problems).toEqual([]);
    expect(reasonsOf(await drawParts({ objects }))).toEqual(['image-missing']);
  });
});

describe('Boundary and Clips (clauses 8.4 and 8.5)', () => {
  it('cuts what leaves the Boundary, and spends no clip on what does not', async () => {
    expect((await drawParts({ objects: rectangle('') })).svg).not.toContain('clip-path');
    const outside = await drawParts({ objects: rectangle('', '', 'M 0 0 L 90 0 L 90 90 C') });
    expect(outside.svg).toContain('<clipPath id="d1"><rect x="9.7" y="9.7" width="50.6" height="20.6"/></clipPath>');
  });

  it('lets a text show whose Boundary has no height', async () => {
    const flat = textObject('无高度').replace('Boundary="20 20 160 8"', 'Boundary="20 25 160 0"');
    expect((await drawParts({ objects: flat })).svg).not.toContain('clip-path');
  });

  it.each([
    ['stands still when TransFlag is false', ' TransFlag="false"', '', '0 0 9 9', 'translate(10 10)'],
    ['moves with the CTM when it is true', ' TransFlag="true"', '', '0 0 9 9', 'matrix(0.5 0 0 0.5 10 10)'],
    ['stands still when there is none', '', '', '0 0 9 9', 'translate(10 10)'],
    [
      'has a matrix and a Boundary of its own',
      ' TransFlag="false"',
      ' CTM="2 0 0 2 1 1"',
      '3 4 9 9',
      'matrix(2 0 0 2 17 19)',
    ],
    ['moves after all when it would leave nothing', '', '', '90 0 9 9', 'matrix(0.5 0 0 0.5 55 10)'],
  ])('a clip %s', async (_, flag, area, box, transform) => {
    expect(await clipOf(' CTM="0.5 0 0 0.5 0 0"', clips(flag, area, box))).toBe(` transform="${transform}"`);
  });

  it('hides an object whose clip is empty, and shows one whose clip is broken', async () => {
    expect((await drawParts({ objects: rectangle('', empty('M 0 0')) })).svg).toContain(
      '<clipPath id="d1"></clipPath>',
    );
    const broken = await drawParts({ objects: rectangle('', empty('L 1')) });
    expect(broken.svg).not.toContain('clipPath');
    expect(reasonsOf(broken)).toContain('clip-unreadable');
  });

  it('cuts by letters', async () => {
    const letters =
      '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Boundary="0 0 9 9" Font="3" Size="5"><ofd:TextCode X="0" Y="5">印</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>';
    expect((await drawParts({ objects: rectangle('', letters) })).svg).toMatch(
      /<clipPath id="d1"><text [^>]*>印<\/text>/,
    );
  });
});

describe('layers, templates, composites, annotations', () => {
  it('paints by kind, templates of a kind below the page, and otherwise in the order of the file', async () => {
    const { svg, problems } = await drawParts({
      common:
        '<ofd:TemplatePage ID="7" BaseLoc="t7.xml"/><ofd:TemplatePage ID="8" ZOrder="Foreground" BaseLoc="t8.xml"/>',
      files: {
        'Doc_0/t7.xml': pageXml(textObject('底板')),
        'Doc_0/t8.xml': pageXml(textObject('顶板')),
        'Doc_0/Pages/Page_0/Content.xml': page(
          layer(' Type="Foreground"', '前景') +
            layer('', '正文') +
            layer(' Type="Background"', '背景') +
            layer('', '正文二'),
          '<ofd:Template TemplateID="8"/><ofd:Template TemplateID="7"/><ofd:Template TemplateID="9"/>',
        ),
      },
    });
    expect(textsOf(svg)).toEqual(['底板', '背景', '正文', '正文二', '顶板', '前景']);
    expect(problems).toContainEqual({ reason: 'template-missing', count: 1, about: '9' });
  });

  it('draws blocks and composites, cut to the size of the unit', async () => {
    const resources = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="30" Height="10"><ofd:Content>${textObject('组合')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
    const objects =
      `<ofd:PageBlock ID="2">${textObject('块内')}</ofd:PageBlock>` +
      '<ofd:CompositeObject ID="9" Boundary="5 5 60 20" CTM="2 0 0 2 0 0" ResourceID="50"/>';
    const { svg } = await drawParts({ objects, resources });
    expect(textsOf(svg)).toEqual(['块内', '组合']);
    expect(svg).toContain('<rect x="0" y="0" width="30" height="10"/>');
    expect(svg).toContain('<g transform="matrix(2 0 0 2 5 5)">');
    expect(reasonsOf(await drawParts({ objects }))).toContain('composite-missing');
  });

  it('leaves out what is invisible and names what it does not know', async () => {
    const objects = `${textObject('看不见', ' Visible="false"')}<ofd:Hologram ID="3"/><x:Foreign xmlns:x="urn:x"/>`;
    const drawn = await drawParts({ objects });
    expect(textsOf(drawn.svg)).toEqual([]);
    expect(drawn.problems).toEqual([{ reason: 'object-unknown', count: 1, about: 'Hologram' }]);
  });

  it('draws visible annotations of the page, from the corner of their appearance', async () => {
    const { svg } = await drawParts({
      documentExtra: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
      files: {
        'Doc_0/Annots/Annotations.xml':
          '<ofd:Annotations xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Page PageID="101"><ofd:FileLoc>p.xml</ofd:FileLoc></ofd:Page><ofd:Page PageID="7"><ofd:FileLoc>q.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        'Doc_0/Annots/p.xml': `<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016">${annot(1, '', '水印')}${annot(2, ' Visible="false"', '隐藏')}</ofd:PageAnnot>`,
      },
    });
    expect(textsOf(svg)).toEqual(['水印']);
    expect(svg).toContain(
      '<g data-part="annotations"><g data-annotation="1" data-type="Watermark" transform="translate(50 60)">',
    );
  });

  it('shows the display area only, and says so', async () => {
    const area =
      '<ofd:Area><ofd:PhysicalBox>-5 -5 100 80</ofd:PhysicalBox><ofd:ApplicationBox>0 0 50 50</ofd:ApplicationBox></ofd:Area>';
    const drawn = await drawParts({ objects: textObject('文'), before: area });
    expect(drawn.svg).toContain('width="100mm" height="80mm" viewBox="-5 -5 100 80"');
    expect(drawn.svg).toContain('<rect x="0" y="0" width="50" height="50"/>');
    expect(reasonsOf(drawn)).toContain('outside-shown-area');
  });
});
