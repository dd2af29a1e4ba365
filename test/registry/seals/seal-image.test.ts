import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodePng } from '#registry/seals/indexed-png.ts';
import { markAsTest, readImpression, shippedImpression } from '#registry/seals/seal-image.ts';

function pixels(png: Uint8Array): PNG {
  return PNG.sync.read(Buffer.from(png));
}

function countInk(image: PNG, isInk: (red: number, green: number, blue: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < image.data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = image.data.subarray(at, at + 4);
    if (opacity > 128 && isInk(red, green, blue)) count += 1;
  }
  return count;
}

const isBlue = (red: number, _green: number, blue: number): boolean => blue > 100 && red < 80;
const isRed = (red: number, _green: number, blue: number): boolean => red > 150 && blue < 80;

function textChunk(text: string): Buffer {
  const body = Buffer.from(`tEXt${text.replace(' ', '\0')}`, 'latin1');
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(body.length - 4, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), frame.length - 4);
  return frame;
}

describe('seal image', () => {
  it.each(['unit-seal', 'business-seal'] as const)('ships %s small enough for a USB Key', (name) => {
    const impression = shippedImpression(name);
    expect(impression.length).toBeLessThan(20_000);
    expect(pixels(impression)).toMatchObject({ width: 480, height: 480 });
  });

  it('writes 测试 across the image when the key is a training key (AC-XC-E-18)', () => {
    const clean = pixels(readImpression(shippedImpression('unit-seal')));
    const marked = pixels(markAsTest(shippedImpression('unit-seal')));
    expect(countInk(clean, isBlue)).toBe(0);
    expect(countInk(marked, isBlue)).toBeGreaterThan(5_000);
    expect(countInk(marked, isRed)).toBeGreaterThan(countInk(clean, isRed) * 0.6);
  });

  it('marks impressions of other sizes too', () => {
    const image = { width: 200, height: 140, data: new Uint8Array(200 * 140 * 4).fill(200) };
    const marked = pixels(markAsTest(encodePng(image)));
    expect(marked).toMatchObject({ width: 200, height: 140 });
    expect(countInk(marked, isBlue)).toBeGreaterThan(500);
  });

  it("keeps only pixels of an applicant's PNG: what its text chunks say is gone (ATK-47)", () => {
    const impression = shippedImpression('unit-seal');
    const hidden = textChunk('Author a person and a place');
    const carrying = Uint8Array.from([...impression.subarray(0, 33), ...hidden, ...impression.subarray(33)]);
    expect(Buffer.from(carrying).includes('a person')).toBe(true);
    expect(Buffer.from(readImpression(carrying)).includes('a person')).toBe(false);
  });

  it('refuses a PNG with another file behind its end (ATK-47)', () => {
    const tail = new TextEncoder().encode('<script>hidden</script>');
    expect(() => readImpression(Uint8Array.from([...shippedImpression('unit-seal'), ...tail]))).toThrow(
      'REGISTRY_APPLICATION_INVALID',
    );
  });

  it('refuses an image that claims a giant size in a small file (ATK-47)', () => {
    const bomb = shippedImpression('unit-seal');
    new DataView(bomb.buffer).setUint32(16, 60_000);
    expect(() => readImpression(bomb)).toThrow('REGISTRY_APPLICATION_INVALID');
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['an SVG', new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(100)}</svg>`)],
    ['a cut PNG', shippedImpression('unit-seal').subarray(0, 900)],
    ['more than 64 KiB', new Uint8Array(70_000)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => readImpression(bytes)).toThrow('REGISTRY_APPLICATION_INVALID');
  });

  it('writes many colours as plain RGBA and few with a palette, both read back alike', () => {
    for (const colours of [3, 15, 200, 5_000]) {
      const data = new Uint8Array(130 * 130 * 4);
      for (let i = 0; i < 130 * 130; i += 1) data.set([(i % colours) & 255, (i % colours) >> 8, 7, 255], i * 4);
      expect(pixels(encodePng({ width: 130, height: 130, data })).data.equals(Buffer.from(data))).toBe(true);
    }
  });
});
