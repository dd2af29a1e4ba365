import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawParts, reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { hasChromium, openSvgPictures, type SvgPictures } from '#test/support/svg-pictures.ts';

/** A picture of two halves, left and right, of these colours. */
function halves(left: readonly number[], right: readonly number[]): Buffer {
  const png = new PNG({ width: 20, height: 20 });
  for (let at = 0; at < 400; at += 1) png.data.set([...(at % 20 < 10 ? left : right), 255], at * 4);
  return PNG.sync.write(png);
}

const red = [255, 0, 0];
const white = [255, 255, 255];
const media = (id: number, file: string) =>
  `<ofd:MultiMedia ID="${id}" Type="Image"><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia>`;
const resources = `<ofd:MultiMedias>${media(7, 'a.png')}${media(8, 'm.png')}${media(9, 's.svg')}</ofd:MultiMedias>`;
const files = {
  'Doc_0/Res/a.png': halves(red, red),
  'Doc_0/Res/m.png': halves([0, 0, 0], white),
  'Doc_0/Res/s.svg': Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>document.title="x"</script>' +
      '<image href="http://127.0.0.1:9/x.png" width="10" height="10"/><rect width="5" height="10" fill="#00f"/></svg>',
  ),
};
const image = (more: string) => `<ofd:ImageObject ID="20" Boundary="10 10 40 40" CTM="40 0 0 40 0 0" ${more}/>`;
const point = (x: number, y: number, colour: string, edge = 0) =>
  `<ofd:Point X="${x}" Y="${y}" EdgeFlag="${edge}"><ofd:Color Value="${colour}"/></ofd:Point>`;
const filled = (shading: string) =>
  '<ofd:PathObject ID="21" Boundary="10 10 40 40" Fill="true" Stroke="false">' +
  `<ofd:FillColor>${shading}</ofd:FillColor>` +
  '<ofd:AbbreviatedData>M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>';

const dot = (mm: number): number => Math.round((mm * 96) / 25.4);
const row = (y: number, colour: string) => [0, 20, 40].map((x) => point(x, y, colour)).join('');

describe.skipIf(!hasChromium)('what a browser shows of a drawn page', () => {
  let browser: SvgPictures;
  beforeAll(async () => {
    browser = await openSvgPictures();
  });
  afterAll(() => browser.close());

  /** Colour at places in millimetres. */
  async function coloursOf(objects: string, ...places: readonly (readonly [number, number])[]) {
    const drawn = await drawParts({ objects, resources, files });
    expect(unsafeParts(drawn.svg)).toEqual([]);
    const { width, data } = PNG.sync.read(Buffer.from(await browser.picture(drawn.svg)));
    const colours = places.map(([x, y]) => {
      const at = (dot(y) * width + dot(x)) * 4;
      return Array.from(data.subarray(at, at + 3));
    });
    return { colours, reasons: reasonsOf(drawn) };
  }

  it('takes the white of a mask away from an image', async () => {
    const shown = await coloursOf(image('ResourceID="7" ImageMask="8"'), [15, 30], [45, 30]);
    expect(shown).toEqual({ colours: [red, white], reasons: [] });
  });

  it('shows an SVG image without its script and what it would fetch', async () => {
    const { colours, reasons } = await coloursOf(image('ResourceID="9"'), [15, 30], [45, 30]);
    expect(colours).toEqual([[0, 0, 255], white]);
    expect(reasons).toEqual(['image-svg-part']);
    expect(browser.complaints).toEqual([]);
  });

  it('lets the colours of a mesh run between its corners', async () => {
    const triangle = point(0, 0, '255 0 0') + point(40, 0, '0 255 0') + point(0, 40, '0 0 255');
    const { colours, reasons } = await coloursOf(
      filled(`<ofd:GouraudShd>${triangle}</ofd:GouraudShd>`),
      [11, 11],
      [48, 10.5],
      [23, 23],
      [45, 45],
    );
    const [first, second, middle, outside] = colours;
    expect([first![0]! > 230, second![1]! > 220, middle!.every((value) => value > 60 && value < 110)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([outside, reasons]).toEqual([white, []]);
  });

  it('goes on from an edge of the triangle before, and fills what is outside where it is asked to', async () => {
    const corners =
      point(0, 0, '255 0 0') + point(40, 0, '255 0 0') + point(0, 20, '255 0 0') + point(40, 20, '255 0 0', 1);
    const mesh = `<ofd:GouraudShd Extend="1">${corners}<ofd:BackColor Value="0 0 255"/></ofd:GouraudShd>`;
    expect((await coloursOf(filled(mesh), [45, 28], [30, 45])).colours).toEqual([red, [0, 0, 255]]);
  });

  it('fills a lattice row by row', async () => {
    const mesh = `<ofd:LaGouraudShd VerticesPerRow="3">${row(0, '255 0 0')}${row(40, '0 0 255')}</ofd:LaGouraudShd>`;
    const [top, bottom] = (await coloursOf(filled(mesh), [30, 11], [30, 49])).colours;
    expect([top![0]! > 230, top![2]! < 20, bottom![0]! < 20, bottom![2]! > 230]).toEqual([true, true, true, true]);
  });
});
