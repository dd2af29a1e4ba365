import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfdPackage } from '#main/formats/ofd/package.ts';
import { budgetedFileSource } from '#main/reader/budgeted-source.ts';
import { keepPackages } from '#main/reader/kept-packages.ts';
import { defaultReaderLimits, type KeptLimits } from '#main/reader/reader-limits.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { makeOfd, ofdFiles, packOfd, pageXml, textObject } from '#test/support/ofd-maker.ts';

const roomy: KeptLimits = { ...defaultReaderLimits.kept, residentBytes: 2 ** 40, freeBytes: 0 };
let folder: string;
beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-packages-'))));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A reader's shelf, and how often it opened and closed a file. */
function shelf(limits: Partial<KeptLimits> = {}, budget = defaultReaderLimits, nowMs = Date.now) {
  const open = budgetedFileSource(budget);
  const count = { opened: 0, closed: 0 };
  const kept = keepPackages(
    (file) => {
      if (!fs.existsSync(file)) throw new StationError('DOC_NOT_FOUND', { file });
      const source = open(file);
      count.opened += 1;
      return {
        ...source,
        close() {
          count.closed += 1;
          source.close();
        },
      };
    },
    { ...roomy, ...limits },
    nowMs,
  );
  return { kept, count };
}

/** A file that has lain there for longer than a clock ticks. */
async function put(name: string, words: string): Promise<string> {
  const file = path.join(folder, name);
  fs.writeFileSync(file, saying(words));
  await pause(40);
  return file;
}

const saying = (words: string): Uint8Array =>
  packOfd({ ...ofdFiles(), 'Doc_0/Pages/Page_0/Content.xml': pageXml(textObject(words)) });
const words = (pkg: OfdPackage): string =>
  pkg.readXml(pkg.documents[0]!.pages[0]!.path).root.children.map(textIn).join('');
const textIn = (element: { readonly text: string; readonly children: readonly unknown[] }): string =>
  element.text.trim() + element.children.map((child) => textIn(child as typeof element)).join('');

const readOnce = (pkg: OfdPackage): number => pkg.read('/Doc_0/Document.xml').length;
const readWithoutEnd = (pkg: OfdPackage): void => {
  for (;;) readOnce(pkg);
};

describe('an opened package', () => {
  it('serves page after page without being opened again', async () => {
    const { kept, count } = shelf();
    const file = await put('same.ofd', '甲');
    expect([await kept.use(file, words), await kept.use(file, words), await kept.use(file, words)]).toEqual([
      '甲',
      '甲',
      '甲',
    ]);
    expect(count).toEqual({ opened: 1, closed: 0 });
  });

  it('gives no stale page of a file that was written anew', async () => {
    const { kept, count } = shelf();
    const file = await put('written.ofd', '甲');
    expect(await kept.use(file, words)).toBe('甲');
    await put('written.ofd', '乙');
    expect(await kept.use(file, words)).toBe('乙');
    expect(count).toEqual({ opened: 2, closed: 1 });
  });

  it('is not deceived by a change of the same length whose time was set back', async () => {
    const { kept } = shelf();
    const file = await put('set-back.ofd', '甲');
    const { atime, mtime, size } = fs.statSync(file);
    expect(await kept.use(file, words)).toBe('甲');
    fs.writeFileSync(file, saying('乙'));
    fs.utimesSync(file, atime, mtime);
    expect(fs.statSync(file).size).toBe(size);
    await pause(40);
    expect(await kept.use(file, words)).toBe('乙');
  });

  it('is not taken for another file that was given its name', async () => {
    const { kept } = shelf();
    const file = await put('exchanged.ofd', '甲');
    expect(await kept.use(file, words)).toBe('甲');
    fs.renameSync(await put('other.ofd', '乙'), file);
    await pause(40);
    expect(await kept.use(file, words)).toBe('乙');
    fs.rmSync(file);
    await expect(kept.use(file, words)).rejects.toMatchObject({ code: 'DOC_NOT_FOUND' });
  });

  it('is opened anew as long as its last change is too young to tell from the next one', async () => {
    const file = await put('young.ofd', '甲');
    let age = 5;
    const { kept, count } = shelf({}, defaultReaderLimits, () => fs.statSync(file).ctimeMs + age);
    await kept.use(file, words);
    expect(count).toEqual({ opened: 1, closed: 1 });
    // The clock of a file server may be ahead of ours.
    age = -60_000;
    await kept.use(file, words);
    expect(count).toEqual({ opened: 2, closed: 2 });
    age = 100;
    await kept.use(file, words);
    await kept.use(file, words);
    expect(count).toEqual({ opened: 3, closed: 2 });
  });

  it('does not outlive a reading that failed', async () => {
    const { kept, count } = shelf();
    const file = await put('failed.ofd', '甲');
    await kept.use(file, words);
    await expect(kept.use(file, () => Promise.reject(new Error('a bad page')))).rejects.toThrow('a bad page');
    expect(count).toEqual({ opened: 1, closed: 1 });
    expect(await kept.use(file, words)).toBe('甲');
  });

  it('is closed when nobody has asked for a while', async () => {
    const { kept, count } = shelf({ idleMs: 30 });
    await kept.use(await put('idle.ofd', '甲'), words);
    await expect.poll(() => count.closed).toBe(1);
  });
});

describe('the shelf of packages is bounded', () => {
  it('by number: the one asked for longest ago goes first', async () => {
    const { kept, count } = shelf({ packages: 2 });
    const [first = '', second = '', third = ''] = await Promise.all(
      ['1', '2', '3'].map((name) => put(`${name}.ofd`, name)),
    );
    for (const file of [first, second, first, third]) await kept.use(file, words);
    expect(count).toEqual({ opened: 3, closed: 1 });
    expect(await kept.use(first, words)).toBe('1');
    expect(count.opened).toBe(3);
    expect(await kept.use(second, words)).toBe('2');
    expect(count.opened).toBe(4);
  });

  it.each([
    ['by entries', { entries: 2 }],
    ['by the memory of its process', { residentBytes: 2 ** 20 }],
    ['by the memory the computer has left', { freeBytes: 2 ** 50 }],
  ])('%s', async (_, limits) => {
    const { kept, count } = shelf(limits);
    const file = await put('bounded.ofd', '甲');
    expect([await kept.use(file, words), await kept.use(file, words)]).toEqual(['甲', '甲']);
    expect(count).toEqual({ opened: 2, closed: 2 });
  });
});

describe('two uses at the same time', () => {
  it('leave one package open, and no file besides', async () => {
    const { kept, count } = shelf();
    const file = await put('at-once.ofd', '甲');
    expect(await Promise.all([kept.use(file, words), kept.use(file, words)])).toEqual(['甲', '甲']);
    expect(count).toEqual({ opened: 2, closed: 1 });
    expect(await kept.use(file, words)).toBe('甲');
    expect(count).toEqual({ opened: 2, closed: 1 });
  });
});

describe('ATK-31: the budget of bytes', () => {
  const tight = { ...defaultReaderLimits, readBytes: 0, readTimes: 3, inflatedBytes: 30_000 };

  it('is whole for each page of a package that stays open', async () => {
    const { kept } = shelf({}, tight);
    const file = path.join(folder, 'budget.ofd');
    fs.writeFileSync(file, makeOfd());
    await pause(40);
    for (let page = 0; page < 60; page += 1) expect(await kept.use(file, readOnce)).toBeGreaterThan(0);
  });

  it('ends whoever spends more than one operation may', async () => {
    const { kept } = shelf({}, tight);
    const file = path.join(folder, 'spent.ofd');
    fs.writeFileSync(file, makeOfd());
    await pause(40);
    await kept.use(file, () => null);
    await expect(kept.use(file, readWithoutEnd)).rejects.toMatchObject({ code: 'DOC_READER_BUDGET' });
  });
});
