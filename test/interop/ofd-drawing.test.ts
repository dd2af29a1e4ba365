import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparePages, type PageComparison } from '#test/interop/ofd-drawing/compare.ts';
import { corpus } from '#test/support/corpus-entries.ts';
import { drawParts } from '#test/support/ofd-drawing.ts';
import { hasOfdrwPainter } from '#test/support/ofdrw-painter.ts';
import { hasChromium, openSvgPictures } from '#test/support/svg-pictures.ts';

/**
 * Least likeness (SSIM) of any page to what ofdrw paints. `annots` differs where ofdrw paints translucent letters
 * opaque.
 */
const least: Readonly<Record<string, number>> = {
  'helloworld.ofd': 0.95,
  'hello-2pages.ofd': 0.9,
  'multipage-4.ofd': 0.9,
  'multipage-6.ofd': 0.9,
  'vpage-2.ofd': 0.95,
  'vpage-5pages.ofd': 0.95,
  'watermark-annot.ofd': 0.9,
  'annots.ofd': 0.8,
};
const names = Object.keys(least);

describe.skipIf(!corpus || !hasOfdrwPainter || !hasChromium)('OFD pages beside those of ofdrw', () => {
  let comparisons: PageComparison[] = [];

  beforeAll(async () => {
    comparisons = await comparePages(
      names.map((name) => join(corpus ?? '', 'ofd', name)),
      6,
    );
  }, 300_000);

  it.each(names)('%s looks alike on every page', (name) => {
    const pages = comparisons.filter(({ file }) => file === name);
    expect(pages.length).toBeGreaterThan(0);
    for (const { all } of pages) expect(all).toBeGreaterThanOrEqual(least[name] ?? 1);
  });

  it('asks for nothing and is refused nothing', () => {
    expect(comparisons.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('a drawing in the browser', () => {
  it('shows the images inside it under a policy that allows blobs alone', async () => {
    const red = new PNG({ width: 2, height: 2 });
    for (let at = 0; at < 16; at += 4) red.data.set([255, 0, 0, 255], at);
    const { svg } = await drawParts({
      objects: '<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="8"/>',
      resources:
        '<ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
      files: { 'Doc_0/Res/a.png': PNG.sync.write(red) },
    });
    const browser = await openSvgPictures();
    const picture = PNG.sync.read(Buffer.from(await browser.picture(svg)));
    await browser.close();
    expect([picture.width, picture.height]).toEqual([794, 1123]);
    const middle = (560 * picture.width + 400) * 4;
    expect([...picture.data.subarray(middle, middle + 4)]).toEqual([255, 0, 0, 255]);
    expect(browser.complaints).toEqual([]);
  });
});
