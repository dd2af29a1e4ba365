import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDisplayed, toUserSpace, type PageGeometry } from '#main/formats/pdf/page-geometry.ts';
import { lookAtFile } from '#main/verification/look-at-file.ts';
import { firstPlace, secondPlace, stampSamples, type StampedSamples } from '#test/support/stamped-samples.ts';

let samples: StampedSamples;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'look-at-file-'));
beforeAll(async () => {
  samples = await stampSamples();
});
afterAll(async () => {
  await samples.close();
  fs.rmSync(scratch, { recursive: true });
});

function variant(name: string, change: (bytes: Buffer) => Uint8Array, file: string): string {
  const made = path.join(scratch, name);
  fs.writeFileSync(made, change(fs.readFileSync(file)));
  return made;
}

const rounded = ({ page, xMm, yMm, widthMm, heightMm }: typeof firstPlace) => ({
  page,
  xMm: Math.round(xMm),
  yMm: Math.round(yMm),
  widthMm: Math.round(widthMm),
  heightMm: Math.round(heightMm),
});

describe('a look at a sealed PDF', () => {
  it('counts every byte once, and outlines the seal where it was put', async () => {
    const { format, size, pages, signatures } = await lookAtFile(samples.pdf.once);
    expect(format).toBe('PDF');
    expect(pages.length).toBeGreaterThan(1);
    const [{ bytes, stamps, changes } = { bytes: null, stamps: [], changes: [] }] = signatures;
    expect(bytes!.before + bytes!.own + bytes!.after + bytes!.later).toBe(size);
    expect(bytes!.later).toBe(0);
    expect(changes).toEqual([]);
    expect(stamps.map(rounded)).toEqual([firstPlace]);
  });

  it('tells a later seal, which is allowed, by the bytes behind the first', async () => {
    const { signatures } = await lookAtFile(samples.pdf.twice);
    const [first, second] = signatures;
    expect(first!.bytes!.later).toBeGreaterThan(0);
    expect(first!.changes.every(({ isAllowed }) => isAllowed)).toBe(true);
    expect(second!.bytes!.later).toBe(0);
    expect([...first!.stamps, ...second!.stamps].map(rounded)).toEqual([firstPlace, secondPlace]);
  });

  it('names what was appended behind the seal', async () => {
    const changed = variant(
      'appended.pdf',
      (bytes) => Buffer.concat([bytes, Buffer.from('% more\n')]),
      samples.pdf.once,
    );
    const { signatures } = await lookAtFile(changed);
    expect(signatures[0]!.bytes!.later).toBe(7);
    expect(signatures[0]!.changes.map(({ isAllowed }) => isAllowed)).toContain(false);
  });
});

describe('a look at a sealed OFD', () => {
  it('lists the files under the seal, and outlines it', async () => {
    const { format, signatures } = await lookAtFile(samples.ofd.once);
    expect(format).toBe('OFD');
    expect(signatures[0]!.files.every(({ state }) => state === 'covered')).toBe(true);
    expect(signatures[0]!.stamps.map(rounded)).toEqual([firstPlace]);
  });
});

describe('a file without seals', () => {
  it('has pages and nothing else', async () => {
    const { pages, signatures } = await lookAtFile(samples.pdf.original);
    expect(pages[0]).toMatchObject({ number: 1 });
    expect(signatures).toEqual([]);
  });
});

describe('from user space to what is seen', () => {
  it.each([0, 90, 180, 270] as const)('is the way back at %s degrees', (rotate) => {
    const box = { x0: 10, y0: 20, x1: 605, y1: 862 };
    const turned = rotate === 90 || rotate === 270;
    const k = 72 / 25.4;
    const [across, along] = [595 / k, 842 / k];
    const geometry: PageGeometry = {
      box,
      rotate,
      unitsPerMm: k,
      widthMm: turned ? along : across,
      heightMm: turned ? across : along,
    };
    const seen = { xMm: 30, yMm: 40, widthMm: 42, heightMm: 21 };
    const back = toDisplayed(toUserSpace(seen, geometry), geometry);
    for (const [name, value] of Object.entries(seen)) expect(back[name as keyof typeof back]).toBeCloseTo(value, 6);
  });
});
