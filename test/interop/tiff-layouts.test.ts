import { deflateSync } from 'node:zlib';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultDrawLimits } from '#main/formats/ofd/draw/draw-limits.ts';
import { tiffAsPng } from '#main/formats/ofd/draw/tiff-picture.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { writeTiff, type TiffKind, type TiffParts } from '#test/support/tiff-file.ts';

// The same dots in every layout that libtiff writes: whatever lies where in the file, the picture is one.

const odd = { width: 45, height: 37 };
/** Of whole blocks: libtiff fills up the others with black, whose edge JPEG smears. */
const even = { width: 64, height: 64 };
type Size = typeof odd;
const channels = { gray: 1, rgb: 3, inks: 4 } as const;

/** Soft slopes, of which each channel has its own. */
function samplesOf(kind: TiffKind, { width, height }: Size, isWide = false): Buffer {
  const perPixel = channels[kind];
  const samples = Buffer.alloc(width * height * perPixel * (isWide ? 2 : 1));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (let at = 0; at < perPixel; at += 1) {
      const value = Math.round([x * 4, y * 4, 250 - x - y * 2, x + y][at] ?? 0);
      const index = pixel * perPixel + at;
      if (isWide) samples.writeUInt16LE(value * 256 + 77, index * 2);
      else samples[index] = value;
    }
  }
  return samples;
}

/** What the dots look like, computed from the samples alone. */
function wantedOf(kind: TiffKind, size: Size): number[] {
  const samples = samplesOf(kind, size);
  const perPixel = channels[kind];
  return Array.from({ length: size.width * size.height }, (_, pixel) => {
    const [first = 0, second = 0, third = 0, black = 0] = samples.subarray(pixel * perPixel, (pixel + 1) * perPixel);
    if (kind === 'gray') return [first, first, first];
    if (kind === 'rgb') return [first, second, third];
    return [first, second, third].map((ink) => Math.round(((255 - ink) * (255 - black)) / 255));
  }).flat();
}

const coloursOf = (png: Uint8Array | null): number[] =>
  [...PNG.sync.read(Buffer.from(png ?? [])).data].filter((_, at) => at % 4 !== 3);
const shown = (bytes: Uint8Array): number[] => coloursOf(tiffAsPng(bytes, defaultDrawLimits));
const mostApart = (found: readonly number[], wanted: readonly number[]): number =>
  found.length === wanted.length
    ? found.reduce((most, value, at) => Math.max(most, Math.abs(value - wanted[at]!)), 0)
    : 256;

const strips = ['-s', '-r', '5'];
const tiles = ['-t', '-w', '16', '-l', '32'];
const layouts = (['none', 'lzw', 'lzw:2', 'zip', 'zip:2', 'packbits'] as const).flatMap((packing) =>
  [strips, tiles].flatMap((blocks) =>
    (['contig', 'separate'] as const).map((planes) => ({
      name: `${packing} in ${blocks === tiles ? 'tiles' : 'strips'}, ${planes === 'contig' ? 'samples together' : 'samples apart'}`,
      options: ['-c', packing, ...blocks, '-p', planes],
    })),
  ),
);

describe.skipIf(!canRun('tiffcp'))('a TIFF as libtiff lays it out', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-tiff-'));
  const plain = path.join(folder, 'plain.tif');
  const copy = path.join(folder, 'copy.tif');
  const kinds: readonly TiffKind[] = ['gray', 'rgb', 'inks'];
  beforeAll(() => writeFileSync(plain, ''));
  afterAll(() => rmSync(folder, { recursive: true }));

  function relaid(parts: TiffParts, options: readonly string[]): Uint8Array {
    writeFileSync(plain, writeTiff(parts));
    expect(ask('tiffcp', [...options, plain, copy])).toMatchObject({ status: 0, text: '' });
    return new Uint8Array(readFileSync(copy));
  }

  describe.each(kinds)('%s', (kind) => {
    const wanted = wantedOf(kind, odd);

    it.each(layouts)('$name', ({ options }) => {
      expect(shown(relaid({ kind, ...odd, samples: samplesOf(kind, odd) }, options))).toEqual(wanted);
    });

    it.each(['lzw:2', 'zip:2'])('in 16 bits, %s, in tiles, the other end first', (packing) => {
      const parts: TiffParts = { kind, ...odd, bits: 16, samples: samplesOf(kind, odd, true) };
      expect(shown(relaid(parts, ['-B', '-c', packing, ...tiles]))).toEqual(wanted);
    });
  });

  it.each([
    ['gray', strips],
    ['gray', tiles],
    ['rgb', strips],
    ['rgb', tiles],
  ] as const)('%s in JPEG, %s', (kind, blocks) => {
    // Strips of JPEG are of eight rows or a multiple.
    const options = ['-c', 'jpeg:95', ...(blocks === tiles ? ['-t', '-w', '16', '-l', '32'] : ['-s', '-r', '16'])];
    const found = shown(relaid({ kind, ...even, samples: samplesOf(kind, even) }, options));
    expect(mostApart(found, wantedOf(kind, even))).toBeLessThanOrEqual(14);
  });
});

describe('a TIFF that cannot be drawn', () => {
  it.each([
    ['claims more dots than the bounds', { width: 60_000, height: 60_000, samples: Buffer.from([1]) }],
    ['is cut short', { width: 20, height: 20, samples: Buffer.alloc(300) }],
  ])('gives nothing when it %s', (_, parts) => {
    expect(tiffAsPng(writeTiff({ kind: 'rgb', ...parts }), defaultDrawLimits)).toBeNull();
  });

  it('takes no more room than a tile has, however long a hostile one inflates', () => {
    const bytes = writeTiff({ kind: 'gray', width: 4, height: 4, samples: Buffer.alloc(16) });
    const compression = bytes.indexOf(Buffer.from([0x03, 0x01, 0x03, 0x00]));
    const zeros = deflateSync(Buffer.alloc(64 * 2 ** 20));
    const whole = Buffer.concat([bytes, zeros]);
    whole.writeUInt16LE(8, compression + 8);
    whole.writeUInt32LE(bytes.length, bytes.indexOf(Buffer.from([0x11, 0x01, 0x04, 0x00])) + 8);
    whole.writeUInt32LE(zeros.length, bytes.indexOf(Buffer.from([0x17, 0x01, 0x04, 0x00])) + 8);
    const before = process.memoryUsage().arrayBuffers;
    expect(tiffAsPng(whole, defaultDrawLimits)).toBeNull();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });
});
