import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyPrefix, fileSource, freeBytes, removeDurably, renameDurably, writeDurably } from '#main/platform/files.ts';
import { canRun } from '#test/support/foreign-programs.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function* breaking(): Generator<Uint8Array> {
  yield text('half');
  throw new Error('stopped');
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('durable files', () => {
  it('writes the chunks in order, readable by their owner alone', () => {
    writeDurably(at('a.tmp'), [text('用印'), text('登记')]);
    expect(fs.readFileSync(at('a.tmp'), 'utf8')).toBe('用印登记');
    expect(fs.statSync(at('a.tmp')).mode & 0o777).toBe(0o600);
  });

  it('replaces the final file in one step', () => {
    writeDurably(at('final'), [text('old')]);
    writeDurably(at('final.tmp'), [text('new')]);
    renameDurably(at('final.tmp'), at('final'));
    expect(fs.readdirSync(folder)).toEqual(['final']);
    expect(fs.readFileSync(at('final'), 'utf8')).toBe('new');
  });

  it('leaves no half-written file when the bytes stop coming', () => {
    expect(() => writeDurably(at('a.tmp'), breaking())).toThrow('stopped');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('refuses a symbolic link put in the place of the temporary file (ATK-32)', () => {
    writeDurably(at('victim'), [text('keep me')]);
    fs.symlinkSync(at('victim'), at('a.tmp'));
    expect(() => writeDurably(at('a.tmp'), [text('gone')])).toThrow('STATION_STORAGE_FAILED');
    expect(fs.readFileSync(at('victim'), 'utf8')).toBe('keep me');
  });

  it('says which system error stopped it', () => {
    expect(() => writeDurably(at('no/such/folder'), [])).toThrow(/STATION_STORAGE_FAILED.*ENOENT/);
  });

  it('refuses to write over anything but a file', () => {
    fs.mkdirSync(at('folder'));
    writeDurably(at('original'), [text('x')]);
    expect(() => writeDurably(at('folder'), [text('x')])).toThrow('not a file');
    expect(() => copyPrefix(at('original'), at('folder'), [])).toThrow('not a file');
  });

  it('puts the original in front of the added bytes and leaves the original alone, even when it is read-only', () => {
    writeDurably(at('original'), [text('%PDF-1.7 …')]);
    fs.chmodSync(at('original'), 0o400);
    copyPrefix(at('original'), at('sealed.tmp'), [text('update'), text(' xref')]);
    expect(fs.readFileSync(at('sealed.tmp'), 'utf8')).toBe('%PDF-1.7 …update xref');
    expect(fs.readFileSync(at('original'), 'utf8')).toBe('%PDF-1.7 …');
  });

  it('removes a file, and is content when there is none', () => {
    writeDurably(at('a'), []);
    removeDurably(at('a'));
    removeDurably(at('a'));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!canRun('df'))('agrees with df about the free space', () => {
    const blocks = execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).split('\n')[1];
    expect(Math.abs(freeBytes(folder) - Number(blocks))).toBeLessThan(1e9);
  });
});

describe('file read by ranges', () => {
  const length = 300_000;
  const content = Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);

  it('gives the same bytes as the whole file, inside a window, across windows and past the end', () => {
    writeDurably(at('big'), [content]);
    const source = fileSource(at('big'));
    for (const [offset, size] of [
      [0, 10],
      [65_530, 12],
      [0, length],
      [131_072, 65_536],
      [length - 5, 100],
      [length, 1],
    ] as const) {
      expect(Buffer.from(source.read(offset, size)).equals(content.subarray(offset, offset + size))).toBe(true);
    }
    expect(source.size).toBe(length);
    source.close();
  });

  it('keeps the bytes it gave valid after later reads and after closing', () => {
    writeDurably(at('big'), [content]);
    const source = fileSource(at('big'));
    const early = source.read(100, 50);
    for (let offset = 0; offset < length; offset += 1000) source.read(offset, 10);
    source.close();
    expect(Buffer.from(early).equals(content.subarray(100, 150))).toBe(true);
  });
});
