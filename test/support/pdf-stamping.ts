import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Placement } from '#shared/model/placement.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { type PdfStampInput, preparePdf } from '#main/formats/pdf/prepare-pdf.ts';

/** A red square whose top left quarter is solid and whose rest is a frame: its turn and its mirror image show. */
export function sealImage(sidePx = 120): Uint8Array {
  const png = new PNG({ width: sidePx, height: sidePx });
  for (let y = 0; y < sidePx; y += 1) {
    for (let x = 0; x < sidePx; x += 1) {
      const isEdge = Math.min(x, y, sidePx - 1 - x, sidePx - 1 - y) < sidePx / 12;
      const isQuarter = x < sidePx / 2 && y < sidePx / 2;
      png.data.set([200, 0, 0, isEdge || isQuarter ? 255 : 0], (y * sidePx + x) * 4);
    }
  }
  return new Uint8Array(PNG.sync.write(png));
}

/** A SEQUENCE of the wanted length: what Contents holds is not this layer's business. */
export function sequenceOf(length: number): Uint8Array {
  const der = Buffer.alloc(length, 7);
  der.set([0x30, 0x82, (length - 4) >> 8, (length - 4) & 0xff]);
  return new Uint8Array(der);
}

const image = sealImage();

export function stampInput(placements: readonly Placement[], more: Partial<PdfStampInput> = {}): PdfStampInput {
  return {
    placements,
    sealImage: { type: 'PNG', data: image },
    sealDer: sequenceOf(2000),
    signedAt: new Date('2026-01-02T03:04:05Z'),
    ...more,
  };
}

export const oneStamp: Placement = { page: 1, xMm: 20, yMm: 30, widthMm: 40, heightMm: 40 };

/** The finished document, as the conductor would write it. */
export function stamp(bytes: Uint8Array, placements: readonly Placement[] = [oneStamp]): Uint8Array {
  const prepared = preparePdf(memorySource(bytes), stampInput(placements));
  return new Uint8Array(Buffer.concat([bytes, ...prepared.finish(sequenceOf(3000)).chunks]));
}

/** Run a program that is not ours over a document. */
export function runOn(bytes: Uint8Array, program: string, args: readonly string[]): { status: number; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sealkeeper-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, bytes);
    const { status, stdout, stderr } = spawnSync(program, [...args, path], { encoding: 'utf8' });
    return { status: status ?? -1, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Render one page with poppler, cropped as a reader shows it. */
export function renderPage(bytes: Uint8Array, page: number, dotsPerInch: number): PNG {
  return renderPages(bytes, dotsPerInch, { first: page, last: page })[0]!;
}

/** Render pages with poppler in one go, cropped as a reader shows them; all of them when nothing else is said. */
export function renderPages(
  bytes: Uint8Array,
  dotsPerInch: number,
  range?: { readonly first: number; readonly last: number },
): PNG[] {
  const folder = mkdtempSync(join(tmpdir(), 'sealkeeper-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, bytes);
    const pages = range ? ['-f', String(range.first), '-l', String(range.last)] : [];
    const options = ['-r', String(dotsPerInch), '-png', '-cropbox', ...pages];
    const { status, stderr } = spawnSync('pdftoppm', [...options, path, join(folder, 'page')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return pictures.toSorted().map((name) => PNG.sync.read(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Box of the red dots of a rendered page, in millimetres from its top left corner; undefined when there are none. */
export function redBox(
  png: PNG,
  dotsPerInch: number,
): { left: number; top: number; right: number; bottom: number } | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      if (!isRed(png, x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  const mm = (dots: number): number => (dots * 25.4) / dotsPerInch;
  return right < 0 ? undefined : { left: mm(left), top: mm(top), right: mm(right), bottom: mm(bottom) };
}

export function isRed(png: PNG, x: number, y: number): boolean {
  const at = (y * png.width + x) * 4;
  return png.data[at]! > 150 && png.data[at + 1]! < 90 && png.data[at + 2]! < 90;
}
