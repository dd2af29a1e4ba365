import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { sliceSource } from '#main/formats/pdf/windows.ts';
import { sourceChunks } from '#main/formats/source-chunks.ts';
import { fileSource } from '#main/platform/files.ts';
import { budgetedFileSource } from '#main/reader/budgeted-source.ts';

const MiB = 2 ** 20;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chunks-'));
const file = path.join(folder, 'file');
const bytes = Buffer.alloc(3 * MiB + 17, 0).map((_, index) => index % 251);
fs.writeFileSync(file, bytes);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const whole = (chunks: Iterable<Uint8Array>): Buffer => Buffer.concat([...chunks]);
const copied = function* (chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) yield Uint8Array.from(chunk);
};

describe('the pieces of a source', () => {
  it('are its bytes, from memory, from a file and from a part of one', () => {
    const source = fileSource(file);
    expect(whole(copied(sourceChunks(memorySource(bytes)))).equals(bytes)).toBe(true);
    expect(whole(copied(sourceChunks(source))).equals(bytes)).toBe(true);
    const part = sliceSource(source, 1000, 2 * MiB + 5);
    expect(whole(copied(sourceChunks(part))).equals(bytes.subarray(1000, 2 * MiB + 5))).toBe(true);
    expect(whole(copied(sourceChunks(part, 7, part.size + 100))).equals(bytes.subarray(1007, 2 * MiB + 5))).toBe(true);
    source.close();
  });

  it('of a file lie in one memory, whatever its size', () => {
    const source = fileSource(file);
    expect(new Set([...sourceChunks(source)].map(({ buffer }) => buffer)).size).toBe(1);
    source.close();
  });

  it('count against the budget of a reader', () => {
    const source = budgetedFileSource({ readBytes: 2 * MiB, readTimes: 0, inflatedBytes: 0 })(file);
    expect(() => [...sourceChunks(source)]).toThrow(expect.objectContaining({ code: 'DOC_READER_BUDGET' }));
    source.close();
  });
});
