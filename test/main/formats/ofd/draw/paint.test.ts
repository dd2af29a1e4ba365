import { describe, expect, it } from 'vitest';
import { drawParts, reasonsOf, unsafeParts, type PageParts } from '#test/support/ofd-drawing.ts';
import { textObject } from '#test/support/ofd-maker.ts';

const path = (attributes: string, children = '', data = 'M 0 0 L 50 0 L 50 20 C') =>
  `<ofd:PathObject ID="6" Boundary="10 10 50 20"${attributes}>${children}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
const filled = (colour: string) => path(' Fill="true" Stroke="false"', `<ofd:FillColor${colour}</ofd:FillColor>`);
const fillOf = async (colour: string, resources = '') => {
  const { svg } = await drawParts({ objects: filled(`${colour}>`), resources });
  return /<path d="M0 0L50[^>]* fill="([^"]*)"( fill-opacity="[^"]*")?/.exec(svg)?.slice(1).join('');
};

const spaces =
  '<ofd:ColorSpaces><ofd:ColorSpace ID="1" Type="GRAY"/><ofd:ColorSpace ID="2" Type="CMYK"/>' +
  '<ofd:ColorSpace ID="3" Type="RGB"><ofd:Palette><ofd:CV>1 2 3</ofd:CV><ofd:CV>255 128 0</ofd:CV></ofd:Palette></ofd:ColorSpace>' +
  '<ofd:ColorSpace ID="4" Type="RGB" BitsPerComponent="1"/></ofd:ColorSpaces>';

const shaded = async (shading: string) => {
  const page = await drawParts({ objects: filled(`>${shading}`) });
  expect(unsafeParts(page.svg)).toEqual([]);
  return page;
};

const cell = (attributes: string) =>
  `<ofd:Pattern Width="10" Height="5" XStep="12" YStep="6"${attributes}><ofd:CellContent>${textObject('密')}</ofd:CellContent></ofd:Pattern>`;

describe('colours (GB/T 33190-2016 clause 8.3)', () => {
  it.each([
    ['RGB', ' Value="255 0 16"', '#ff0010'],
    ['hexadecimal components', ' Value="#ee #20 #25"', '#ee2025'],
    ['grey', ' Value="128" ColorSpace="1"', '#808080'],
    ['CMYK', ' Value="0 255 255 0" ColorSpace="2"', '#ff0000'],
    ['black ink', ' Value="0 0 0 255" ColorSpace="2"', '#000000'],
    ['a palette', ' Index="1" ColorSpace="3"', '#ff8000'],
    ['one bit per component', ' Value="1 0 1" ColorSpace="4"', '#ff00ff'],
    ['no value as all channels 0', '', '#000000'],
    ['opacity', ' Value="0 0 0" Alpha="51"', '#000000 fill-opacity="0.2"'],
    ['a component out of range as the default', ' Value="0 300 0"', '#000000'],
    ['markup as the default', ' Value="url(http://a.b)"', '#000000'],
  ])('reads %s', async (_, colour, expected) => {
    expect(await fillOf(colour, spaces)).toBe(expected);
  });
});

describe('drawing parameters (clause 8.2)', () => {
  const resources =
    '<ofd:DrawParams><ofd:DrawParam ID="40" Relative="41" LineWidth="2"/>' +
    '<ofd:DrawParam ID="41" Relative="40" LineWidth="9" Cap="Round" DashPattern="3 1" DashOffset="0.5">' +
    '<ofd:StrokeColor Value="0 0 255"/></ofd:DrawParam></ofd:DrawParams>';

  it('takes the nearest of object, parameters and what they build on, and ends at a cycle', async () => {
    const { svg } = await drawParts({ objects: path(' DrawParam="40" Join="Bevel"'), resources });
    expect(svg).toContain(
      'stroke="#0000ff" stroke-width="2" stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="3 1" stroke-dashoffset="0.5"',
    );
  });

  it('takes those of the layer last', async () => {
    const parts: PageParts = { objects: path(' LineWidth="1"'), resources };
    const files = { 'Doc_0/Pages/Page_0/Content.xml': '' };
    files['Doc_0/Pages/Page_0/Content.xml'] =
      `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="1" DrawParam="41">${parts.objects}</ofd:Layer></ofd:Content></ofd:Page>`;
    const { svg } = await drawParts({ ...parts, files });
    expect(svg).toContain('stroke="#0000ff" stroke-width="1"');
  });

  it('strokes a path in black and fills it only when told', async () => {
    const { svg } = await drawParts({ objects: path('') });
    expect(svg).toContain('fill="none" stroke="#000000" stroke-width="0.353"');
    const even = await drawParts({ objects: path(' Fill="true" Rule="Even-Odd"', '<ofd:FillColor Value="9 9 9"/>') });
    expect(even.svg).toContain('fill="#090909" fill-rule="evenodd"');
  });

  it('gives thin straight lines one device pixel, and thin contours of letters not', async () => {
    const line = await drawParts({ objects: path(' LineWidth="0"') });
    expect(line.svg).toContain('vector-effect="non-scaling-stroke"');
    const letter = await drawParts({ objects: path(' LineWidth="0"', '', 'M 0 0 B 1 1 2 2 3 3') });
    expect(letter.svg).not.toContain('vector-effect');
  });
});

describe('shadings and patterns (clauses 8.3.3 and 8.3.4)', () => {
  const segments =
    '<ofd:Segment Position="0"><ofd:Color Value="255 0 0"/></ofd:Segment>' +
    '<ofd:Segment Position="1"><ofd:Color Value="0 0 255" Alpha="0"/></ofd:Segment>';

  it('draws an axial shading that paints nothing beyond its ends', async () => {
    const { svg } = await shaded(`<ofd:AxialShd StartPoint="0 0" EndPoint="50 0">${segments}</ofd:AxialShd>`);
    expect(svg).toContain('<linearGradient id="d1" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="50" y2="0">');
    expect(svg.match(/<stop /g)).toHaveLength(4);
    expect(svg).toContain('fill="url(#d1)"');
  });

  it('extends it, repeats it by its unit and reflects it', async () => {
    const extended = await shaded(
      `<ofd:AxialShd Extend="3" StartPoint="0 0" EndPoint="50 0">${segments}</ofd:AxialShd>`,
    );
    expect(extended.svg.match(/<stop /g)).toHaveLength(2);
    const repeated = await shaded(
      `<ofd:AxialShd MapType="Reflect" MapUnit="10" StartPoint="0 0" EndPoint="50 0">${segments}</ofd:AxialShd>`,
    );
    expect(repeated.svg).toContain('x2="10" y2="0" spreadMethod="reflect"');
  });

  it('draws a radial shading', async () => {
    const { svg } = await shaded(
      `<ofd:RadialShd StartPoint="5 5" StartRadius="1" EndPoint="6 6" EndRadius="9" Eccentricity="0.6" Angle="90">${segments}</ofd:RadialShd>`,
    );
    expect(svg).toContain('cx="6" cy="6" r="9" fx="5" fy="5" fr="1" gradientTransform="matrix(');
  });

  it('names a mesh without a triangle and takes its mean colour', async () => {
    const page = await shaded(
      '<ofd:GouraudShd><ofd:Point X="0" Y="0"><ofd:Color Value="255 0 0"/></ofd:Point><ofd:Point X="9" Y="0"><ofd:Color Value="1 0 0"/></ofd:Point></ofd:GouraudShd>',
    );
    expect(page.svg).toContain('fill="#800000"');
    expect(reasonsOf(page)).toContain('shading-gouraud');
  });

  it('repeats a cell, cut to its size, with mirrored neighbours', async () => {
    const { svg } = await shaded(cell(' CTM="1 0 0 1 3 4"'));
    expect(svg).toContain('patternUnits="userSpaceOnUse" width="12" height="6" patternTransform="translate(3 4)"');
    const mirrored = await shaded(cell(' ReflectMethod="Column"'));
    expect(mirrored.svg).toContain('width="24" height="6"');
    expect(mirrored.svg).toContain('matrix(-1 0 0 1 22 0)');
    const ofPage = await shaded(cell(' RelativeTo="Page"'));
    expect(ofPage.svg).toContain('patternTransform="translate(-10 -10)"');
  });

  it('draws letters with a shading in the space of their object', async () => {
    const shading = `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="50 0">${segments}</ofd:AxialShd></ofd:FillColor>`;
    const { svg } = await drawParts({ objects: textObject('渐变', '', shading) });
    expect(svg).toContain('fill="url(#d1)"');
    expect(unsafeParts(svg)).toEqual([]);
  });
});
