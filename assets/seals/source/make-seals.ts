/**
 * Draws the demonstration impressions and the training mark anew:
 * `node assets/seals/source/make-seals.ts` (needs Chromium and the Noto CJK fonts). The PNG files are committed, so
 * that nothing of this is needed to run or test the registry.
 */
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { PNG } from 'pngjs';
import { encodePng } from '#registry/seals/indexed-png.ts';
import { roundSealSvg, testMarkSvg } from './seal-drawing.ts';

const pixels = 480;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const target = (name: string): URL => new URL(`../${name}.png`, import.meta.url);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });

async function draw(svg: string): Promise<PNG> {
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return PNG.sync.read(await page.screenshot({ omitBackground: true }));
}

/** One ink in eight opacities: 3 bits of edge smoothing are more than paper shows, and the file stays small. */
function oneInk(image: PNG): PNG {
  for (let at = 0; at < image.data.length; at += 4) {
    const opacity = Math.round(((image.data[at + 3] ?? 0) / 255) * 7) / 7;
    image.data.set([0xd0, 0x02, 0x1b, Math.round(opacity * 255)], at);
  }
  return image;
}

/** Three values only: 0 leave, 128 clear, 255 ink. */
function threeValues(image: PNG): PNG {
  for (let at = 0; at < image.data.length; at += 4) {
    const value = image.data[at] ?? 0;
    const level = value > 192 ? 255 : value > 64 ? 128 : 0;
    image.data.set([level, level, level, 255], at);
  }
  return image;
}

const seals = {
  'unit-seal': roundSealSvg({ unit: '青禾县农业农村局' }, pixels),
  'business-seal': roundSealSvg({ unit: '青禾县农业农村局', purpose: '种子管理专用章' }, pixels),
};
for (const [name, svg] of Object.entries(seals)) writeFileSync(target(name), encodePng(oneInk(await draw(svg))));
writeFileSync(target('test-mark'), encodePng(threeValues(await draw(testMarkSvg(pixels)))));
await browser.close();
