import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage, type DrawOptions } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import type { SealPictureType } from '#main/formats/ses/seal.ts';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { reasonsOf, unsafeParts } from '#test/support/ofd-drawing.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { prepare, stamp } from '#test/support/ofd-stamps.ts';
import { makeSeal } from '#test/support/sample-seal.ts';

const authority = demoAuthority();
const png = (colorType: 2 | 6) => PNG.sync.write(new PNG({ width: 2, height: 2 }), { colorType });

/** A document with one V4 seal of this picture at 100, 60 of the first page. */
async function sealed(data: Uint8Array, type: SealPictureType = 'PNG'): Promise<Uint8Array> {
  const picture = { type: type as 'PNG', data, widthMm: 40, heightMm: 40 };
  const sealDer = makeSeal(authority.maker, authority.signer, { picture });
  const placements = [{ page: 1, xMm: 100, yMm: 60, widthMm: 40, heightMm: 40 }];
  const { dataHash, propertyInfo, finish } = await prepare(makeOfd({ pages: 2 }), { sealDer, placements });
  const tbs = writeTbsSign({ sealDer, time: duringValidity, dataHash, propertyInfo });
  const signatureDer = rsToDer(authority.signer.sign(tbs));
  const value = writeSesSignature({ tbs, certificate: authority.signer.certificate.der, signatureDer });
  return Buffer.concat([...finish(value).chunks]);
}

const draw = async (bytes: Uint8Array, page = 1, options: DrawOptions = {}) => {
  const drawn = await drawOfdPage(await openOfd(memorySource(bytes)), 0, page, options);
  expect(unsafeParts(drawn.svg)).toEqual([]);
  return drawn;
};

describe('stamps of signatures (GB/T 33190-2016 clause 18.2)', () => {
  it('draws the picture of the seal over its Boundary, in a group that names the signature', async () => {
    const { svg } = await draw(await sealed(png(6)));
    expect(svg).toContain('<g data-part="stamps"><g data-signature="s001" data-stamp="s002">');
    expect(svg).toContain('<g transform="matrix(40 0 0 40 100 60)"><use href="#d1"/></g>');
  });

  it('lets the paper of an opaque picture not hide what was stamped', async () => {
    expect((await draw(await sealed(png(2)))).svg).toContain('style="mix-blend-mode:multiply"');
  });

  it('draws a seal that is an SVG as an image of its own, without what could act', async () => {
    const seal =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>x()</script><circle r="19"/></svg>';
    const drawn = await draw(await sealed(Buffer.from(seal), 'SVG'));
    expect(reasonsOf(drawn)).toContain('image-svg-part');
    const [, inner = ''] = /href="data:image\/svg\+xml;base64,([^"]+)"/.exec(drawn.svg) ?? [];
    const text = Buffer.from(inner, 'base64').toString('utf8');
    expect(text).toContain('<circle r="19">');
    expect(text).not.toContain('script');
  });

  it('draws no stamp on other pages, and none when the viewer shows them itself', async () => {
    const bytes = await sealed(png(6));
    expect((await draw(bytes, 2)).svg).not.toContain('stamps');
    expect((await draw(bytes, 1, { stamps: 'leave-out' })).svg).not.toContain('stamps');
  });

  it('cuts a seam stamp (骑缝章) by its Clip, which counts from the corner of the stamp', async () => {
    const bytes = await editOfd(await sealed(png(6)), {
      '/Doc_0/Signs/Sign_0/Signature.xml': (text) =>
        text.replace('Boundary="100 60 40 40"', 'Boundary="202 60 40 40" Clip="0 0 8 40"'),
    });
    expect((await draw(bytes)).svg).toContain('<rect x="202" y="60" width="8" height="40"/>');
  });

  it('draws a seal that is an OFD itself, one level deep', async () => {
    const inner = await sealed(png(6));
    const { svg, problems } = await draw(await sealed(inner, 'OFD'));
    expect(svg).toMatch(/<g transform="matrix\(40 0 0 40 100 60\)"><g transform="matrix\(0\.0047\d+ 0 0 0\.0033\d+ /);
    expect(svg.match(/data-part="stamps"/g)).toHaveLength(1);
    expect(problems.map(({ reason }) => reason)).not.toContain('stamp-unreadable');
  });

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'), 'stamp-picture-svg'],
    ['no picture', Buffer.from('none'), 'stamp-unreadable'],
    ['a broken package', Buffer.from('PK\u0003\u0004broken'), 'stamp-unreadable'],
  ])('names a seal whose picture is %s, and frames its place', async (_, data, reason) => {
    const drawn = await draw(await sealed(data));
    expect(drawn.problems).toContainEqual({ reason, count: 1, about: 's001' });
    expect(drawn.svg).toContain(`data-problem="${reason}"`);
  });

  it('names a signed value that is none', async () => {
    expect(reasonsOf(await draw(await stamp(makeOfd())))).toContain('stamp-unreadable');
  });
});
