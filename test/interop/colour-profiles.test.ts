import { deflateSync, crc32 } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { darkGray, inkProfile, turnedRgb } from '#test/support/colour-profiles.ts';
import { flatInks, flatJpeg, withProfile, withoutAdobeMark } from '#test/support/flat-jpegs.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { drawParts, reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { hasChromium, openSvgPictures, type SvgPictures } from '#test/support/svg-pictures.ts';
import { tiffFile } from '#test/support/tiff-file.ts';

const hasLittleCms = canRun('transicc');
const profiles = { rgb: turnedRgb(), gray: darkGray(), inks: inkProfile() };
type Kind = keyof typeof profiles;

const image = '<ofd:ImageObject ID="20" Boundary="10 10 40 40" CTM="40 0 0 40 0 0" ResourceID="7"/>';
const media = (file: string): string =>
  `<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`;
const space = (type: string, more = ''): string =>
  `<ofd:ColorSpaces><ofd:ColorSpace ID="8" Type="${type}" Profile="p.icc"${more}/></ofd:ColorSpaces>`;
const filled = (value: string): string =>
  '<ofd:PathObject ID="21" Boundary="10 10 40 40" Fill="true" Stroke="false">' +
  `<ofd:FillColor ColorSpace="8" Value="${value}"/>` +
  '<ofd:AbbreviatedData>M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>';

/** A PNG of one colour that says by a profile what its colours are. */
function taggedPng(colour: readonly number[], profile: Uint8Array): Buffer {
  const png = new PNG({ width: 4, height: 4 });
  for (let pixel = 0; pixel < 16; pixel += 1) png.data.set([...colour, 255], pixel * 4);
  const plain = PNG.sync.write(png);
  const content = Buffer.concat([Buffer.from('iCCPmade\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  // Behind the signature and the header, which is always as long.
  return Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);
}

/** The largest difference of a component that is more than rounding; empty is what is wanted. */
function apart(found: readonly number[], wanted: readonly number[]): readonly string[] {
  const most = Math.max(...found.map((value, index) => Math.abs(value - wanted[index]!)));
  return most <= 3 ? [] : [`${found.join(' ')} instead of ${wanted.join(' ')}`];
}

const withoutLight = ([c = 0, m = 0, y = 0, k = 0]: readonly number[]): number[] =>
  [c, m, y].map((ink) => Math.round(((255 - ink) * (255 - k)) / 255));
const profileFile = (bytes: Uint8Array) => ({ 'Doc_0/Res/p.icc': Buffer.from(bytes) });

describe.skipIf(!hasChromium || !hasLittleCms)('colours with a profile, as LittleCMS has them', () => {
  let browser: SvgPictures;
  const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-profiles-'));
  beforeAll(async () => {
    for (const [kind, bytes] of Object.entries(profiles)) writeFileSync(path.join(folder, `${kind}.icc`), bytes);
    browser = await openSvgPictures();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** What LittleCMS makes of a colour of 8 bits, relative to white. */
  function meant(kind: Kind, colour: readonly number[]): number[] {
    const typed = colour.map((value) => (kind === 'inks' ? (value * 100) / 255 : value).toFixed(4)).join('\n');
    const { text, status } = ask(
      'transicc',
      ['-n', '-t1', '-c0', '-i', path.join(folder, `${kind}.icc`), '-o', '*sRGB'],
      Buffer.from(`${typed}\n`),
    );
    expect(status).toBe(0);
    const line = text.split('\n').find((each) => /^-?\d+\.\d+ /.test(each)) ?? '';
    return line
      .trim()
      .split(' ')
      .map((value) => Math.max(0, Math.min(255, Math.round(Number(value)))));
  }

  async function seen(parts: Parameters<typeof drawParts>[0]): Promise<number[]> {
    const drawn = await drawParts(parts);
    expect([reasonsOf(drawn), unsafeParts(drawn.svg)]).toEqual([[], []]);
    const { width, data } = PNG.sync.read(Buffer.from(await browser.picture(drawn.svg)));
    const at = (Math.round((30 * 96) / 25.4) * width + Math.round((30 * 96) / 25.4)) * 4;
    return [...data.subarray(at, at + 3)];
  }

  it('has profiles that change what they are asked about', () => {
    expect(meant('rgb', [200, 100, 50])).toEqual([46, 201, 100]);
    expect(meant('gray', [128])).toEqual([71, 71, 71]);
    expect(meant('inks', [0, 0, 0, 255]).every((value) => value > 30 && value < 60)).toBe(true);
  });

  it.each([
    ['a JPEG of colours', 'rgb', 'a.jpg', withProfile(flatJpeg('rgb'), profiles.rgb), [200, 100, 50]],
    ['a gray JPEG', 'gray', 'a.jpg', withProfile(flatJpeg('gray'), profiles.gray), [128]],
    ['a JPEG of inks with Adobe’s mark', 'inks', 'a.jpg', withProfile(flatJpeg('inks'), profiles.inks), flatInks.adobe],
    [
      'a JPEG of inks without a mark',
      'inks',
      'a.jpg',
      withProfile(withoutAdobeMark(flatJpeg('inks')), profiles.inks),
      flatInks.plain,
    ],
    ['a PNG', 'rgb', 'a.png', taggedPng([200, 100, 50], profiles.rgb), [200, 100, 50]],
    ['a TIFF of colours', 'rgb', 'a.tif', tiffFile('rgb', [200, 100, 50], profiles.rgb), [200, 100, 50]],
    ['a gray TIFF', 'gray', 'a.tif', tiffFile('gray', [128], profiles.gray), [128]],
    ['a TIFF of inks', 'inks', 'a.tif', tiffFile('inks', [77, 153, 51, 128], profiles.inks), [77, 153, 51, 128]],
  ] as const)('%s', async (_, kind, name, bytes, colour) => {
    const shown = await seen({ objects: image, resources: media(name), files: { [`Doc_0/Res/${name}`]: bytes } });
    expect(apart(shown, meant(kind, colour))).toEqual([]);
  });

  it.each([
    ['red, green and blue', 'rgb', 'RGB', '200 100 50', [200, 100, 50]],
    ['gray', 'gray', 'GRAY', '128', [128]],
    ['inks', 'inks', 'CMYK', '77 153 51 128', [77, 153, 51, 128]],
    ['black ink alone', 'inks', 'CMYK', '0 0 0 255', [0, 0, 0, 255]],
  ] as const)('a ColorSpace of %s', async (_, kind, type, value, colour) => {
    const shown = await seen({
      objects: filled(value),
      resources: space(type),
      files: { 'Doc_0/Res/p.icc': Buffer.from(profiles[kind]) },
    });
    expect(apart(shown, meant(kind, colour))).toEqual([]);
  });

  it('inks without a profile take away the light of paper, whether a JPEG has Adobe’s mark or not', async () => {
    const marked = flatJpeg('inks');
    for (const [bytes, inks] of [
      [marked, flatInks.adobe],
      [withoutAdobeMark(marked), flatInks.plain],
      [tiffFile('inks', flatInks.adobe), flatInks.adobe],
    ] as const) {
      const name = bytes[0] === 0xff ? 'a.jpg' : 'a.tif';
      const files = { [`Doc_0/Res/${name}`]: bytes };
      const shown = await seen({ objects: image, resources: media(name), files });
      expect(apart(shown, withoutLight(inks))).toEqual([]);
    }
  });
});

describe('a profile that cannot be used', () => {
  it.each([
    ['is missing', {}],
    ['is no profile', profileFile(Buffer.alloc(4000, 1))],
    ['is cut short', profileFile(profiles.inks.subarray(0, 400))],
    ['is of another space', profileFile(profiles.gray)],
  ])('is named when it %s, and the colour is drawn without it', async (_, given) => {
    const drawn = await drawParts({ objects: filled('0 255 255 0'), resources: space('CMYK'), files: given });
    expect(reasonsOf(drawn)).toEqual(['colour-profile']);
    expect(drawn.svg).toContain('#ff0000');
  });

  it('is named when it lies in a JPEG of inks that is too large to be converted', async () => {
    const name = 'a.jpg';
    const drawn = await drawParts(
      {
        objects: image,
        resources: media(name),
        files: { [`Doc_0/Res/${name}`]: withProfile(flatJpeg('inks'), profiles.inks) },
      },
      { limits: { ...defaultDrawLimits, maxDecodedPixels: 100 } },
    );
    expect(reasonsOf(drawn)).toEqual(['colour-profile']);
    expect(drawn.svg).toContain('data:image/jpeg;base64,');
  });
});
