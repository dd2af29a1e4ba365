import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { faxTiffAsPng } from '#main/formats/ofd/draw/fax-tiff.ts';
import { tiffAsPng } from '#main/formats/ofd/draw/tiff-picture.ts';
import { drawParts, reasonsOf } from '#test/support/ofd-drawing.ts';
import { plainSample, tiffSample, type TiffPacking } from '#test/support/tiff-samples.ts';

const packings: readonly TiffPacking[] = ['t6', 't4'];
const drawn: readonly TiffPacking[] = [...packings, 'packBits'];
const dots = ({ data }: PNG): number[] => [...data].filter((_, at) => at % 4 === 0);
const read = (bytes: Uint8Array | null): number[] => dots(PNG.sync.read(Buffer.from(bytes ?? [])));
const wanted = dots(plainSample());

describe('a TIFF that scanners pack', () => {
  it.each(packings)('%s becomes a PNG of the same dots', async (packing) => {
    expect(wanted.some((value) => value === 0)).toBe(true);
    expect(read(await faxTiffAsPng(tiffSample(packing), defaultDrawLimits))).toEqual(wanted);
  });

  it('in PackBits is no fax, and becomes the same dots all the same', async () => {
    expect(await faxTiffAsPng(tiffSample('packBits'), defaultDrawLimits)).toBeNull();
    expect(read(tiffAsPng(tiffSample('packBits'), defaultDrawLimits))).toEqual(wanted);
  });

  it('is mirrored back where the bits of each byte stand the other way round', async () => {
    const turned = Uint8Array.from(tiffSample('t6'));
    for (let at = 8; at < 44; at += 1) {
      turned[at] = Number.parseInt(turned[at]!.toString(2).padStart(8, '0').split('').toReversed().join(''), 2);
    }
    const order = Buffer.from(turned).indexOf(Buffer.from([0x0a, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]));
    turned[order + 8] = 2;
    expect(read(await faxTiffAsPng(turned, defaultDrawLimits))).toEqual(wanted);
  });

  it.each(drawn)('%s is drawn on the page of an OFD, and nothing is named', async (packing) => {
    const page = await drawParts({
      objects: '<ofd:ImageObject ID="7" Boundary="10 20 30 40" ResourceID="8" CTM="30 0 0 40 0 0"/>',
      resources:
        '<ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image" Format="TIF"><ofd:MediaFile>a.tif</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
      files: { 'Doc_0/Res/a.tif': tiffSample(packing) },
    });
    expect(reasonsOf(page)).toEqual([]);
    expect(page.svg).toContain('data:image/png;base64,');
  });

  it.each(packings)(
    '%s gives nothing, and takes no room, when it is damaged or larger than the bounds',
    async (packing) => {
      const few = { ...defaultDrawLimits, maxDecodedPixels: 100 };
      expect(await faxTiffAsPng(tiffSample(packing), few)).toBeNull();
      expect(await faxTiffAsPng(tiffSample(packing).subarray(0, 40), defaultDrawLimits)).toBeNull();
    },
  );
});
