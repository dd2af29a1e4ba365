import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { drawOfdPage } from '#main/formats/ofd/draw/draw-page.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import type { Placement } from '#shared/model/placement.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { misplacedInk } from '#test/support/misplaced-ink.ts';
import { makeOfd, ofdFiles, packOfd, pageXml } from '#test/support/ofd-maker.ts';
import { prepare } from '#test/support/ofd-stamps.ts';
import { hasOfdrwPainter, paintWithOfdrw } from '#test/support/ofdrw-painter.ts';
import { hasOfdrw, validateWithOfdrw } from '#test/support/ofdrw.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { hasChromium, openSvgPictures } from '#test/support/svg-pictures.ts';

const authority = demoAuthority();
const seal = { widthMm: 42, heightMm: 42 };
const picture = { type: 'PNG', data: sealImage(240), ...seal } as const;
const sealDer = makeSeal(authority.maker, authority.signer, { picture });
/** A4 upright, A4 across, A5: each page with a box of its own. */
const boxes = ['0 0 210 297', '0 0 297 210', '0 0 148 210'];
/** The second page counts from another origin. ofdrw's converter takes no account of that for stamps. */
const displaced = boxes.with(1, '10 20 297 210');
const pages = [
  { number: 1, widthMm: 210, heightMm: 297 },
  { number: 2, widthMm: 297, heightMm: 210 },
  { number: 3, widthMm: 148, heightMm: 210 },
];

function mixedOfd(physicalBoxes: readonly string[]): Uint8Array {
  const files = ofdFiles({ pages: physicalBoxes.length });
  for (const [index, box] of physicalBoxes.entries()) {
    const area = `<ofd:Area><ofd:PhysicalBox>${box}</ofd:PhysicalBox></ofd:Area>`;
    files[`Doc_0/Pages/Page_${index}/Content.xml`] = pageXml('', area);
  }
  return packOfd(files);
}

async function sealed(bytes: Uint8Array, placements: readonly Placement[]): Promise<Uint8Array> {
  const { dataHash, propertyInfo, finish } = await prepare(bytes, { placements, sealDer, signedAt: duringValidity });
  const tbs = writeTbsSign({ sealDer, time: duringValidity, dataHash, propertyInfo });
  const signatureDer = rsToDer(authority.signer.sign(tbs));
  const value = writeSesSignature({ tbs, certificate: authority.signer.certificate.der, signatureDer });
  return Buffer.concat([...finish(value).chunks]);
}

function longPlaces(): readonly Placement[] {
  const long = Array.from({ length: 60 }, (_, index) => ({ number: index + 1, widthMm: 210, heightMm: 297 }));
  return expandRules([{ kind: 'straddle', side: 'right', pages: '全部', at: 0.5 }], long, seal);
}

describe.skipIf(!hasOfdrw || !hasOfdrwPainter || !hasChromium)(
  'a straddle seal (骑缝章) over OFD pages of several sizes',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'ofd-straddle-'));
    const sides = ['right', 'left', 'top', 'bottom'] as const;
    const places = new Map(
      sides.map((side) => [side, expandRules([{ kind: 'straddle', side, pages: '全部', at: 0.3 }], pages, seal)]),
    );
    const path = (side: string): string => join(folder, `${side}.ofd`);

    beforeAll(async () => {
      for (const [side, placements] of places) writeFileSync(path(side), await sealed(mixedOfd(boxes), placements));
      writeFileSync(path('long'), await sealed(makeOfd({ pages: 60 }), longPlaces()));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is VALID for ofdrw on every edge, and over sixty pages', async () => {
      const verdicts = await validateWithOfdrw([...sides.map(path), path('long')]);
      expect(verdicts.map(({ verdict, pages: count }) => `${verdict} ${count}`)).toEqual([
        ...sides.map(() => 'VALID 3'),
        'VALID 60',
      ]);
    }, 120_000);

    it('lies where it was placed in our own drawing', async () => {
      const browser = await openSvgPictures();
      try {
        for (const placements of places.values()) {
          for (const physicalBoxes of [boxes, displaced]) {
            const pkg = await openOfd(memorySource(await sealed(mixedOfd(physicalBoxes), placements)));
            for (const place of placements) {
              const { svg } = await drawOfdPage(pkg, 0, place.page);
              const picture = PNG.sync.read(Buffer.from(await browser.picture(svg)));
              expect(misplacedInk(picture, 96, place)).toEqual([]);
            }
          }
        }
      } finally {
        await browser.close();
      }
    }, 60_000);

    it('lies there in the pictures of ofdrw’s converter too', async () => {
      const names = [...(await paintWithOfdrw(sides.map(path), folder, 3)).pictures];
      expect(names).toHaveLength(12);
      for (const [side, placements] of places) {
        for (const place of placements) {
          const name = names.find(
            (one) => one.includes(`${side}.ofd-${place.page}`) || one.includes(`${side}-${place.page}`),
          );
          expect(misplacedInk(PNG.sync.read(readFileSync(join(folder, name ?? ''))), 96, place)).toEqual([]);
        }
      }
    }, 120_000);
  },
);
