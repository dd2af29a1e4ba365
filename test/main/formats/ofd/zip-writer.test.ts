import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memorySource, type ByteSource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import type { ZipEntry } from '#main/formats/ofd/zip-entry.ts';
import { writeArchive, type ZipPart } from '#main/formats/ofd/zip-writer.ts';
import { makeOfd, ofdFiles } from '#test/support/ofd-maker.ts';
import { stamp } from '#test/support/ofd-stamps.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const at = new Date('2026-03-04T05:06:07Z');
const added = (path: string, text: string | Uint8Array): ZipPart => ({ path: `/${path}`, content: Buffer.from(text) });
const ofdParts = Object.entries(ofdFiles()).map(([path, content]) => added(path, content));
const write = (parts: ZipPart[], source: ByteSource = memorySource(new Uint8Array())) =>
  Buffer.concat([...writeArchive(source, parts, at)]);

function unzipTest(bytes: Uint8Array): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), bytes);
    const { status, stdout, stderr } = spawnSync('unzip', ['-tq', join(folder, 'a.zip')], { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('archive writer', () => {
  it.skipIf(!canRun('unzip'))('writes sealed packages that Info-ZIP finds no fault with', async () => {
    expect(unzipTest(await stamp(await stamp(makeOfd({ pages: 3 }))))).toMatchObject({ status: 0 });
  });

  it('writes more entries than the short end record can count', async () => {
    const many = Array.from({ length: 70_000 }, (_, index) => added(`Doc_0/Res/${index}`, ''));
    const bytes = write([...ofdParts, ...many]);
    expect((await openOfd(memorySource(bytes))).entries).toHaveLength(70_000 + ofdParts.length);
  });

  it('writes the time in UTC+8 on every machine', () => {
    const fields = write([added('a', 'b')]).subarray(10, 14);
    const [time, date] = [fields.readUInt16LE(0), fields.readUInt16LE(2)];
    expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([13, 6, 6]);
    expect([(date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual([2026, 3, 4]);
  });

  it('gives an entry beyond 4 GiB a wide offset', () => {
    // A record of 5 GiB that is never held: the same megabyte is handed out again and again.
    const megabyte = Buffer.alloc(1 << 20);
    const central = Buffer.alloc(46 + 1);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(1, 28);
    const large = 5 * 2 ** 30;
    const source: ByteSource = {
      size: large,
      read: (offset, length) => (length === central.length ? central : megabyte.subarray(0, length)),
    };
    const entry = (path: string, localEnd: number): ZipEntry => ({
      path,
      isFolder: false,
      hasPortableName: true,
      method: 0,
      crc32: 0,
      compressedBytes: localEnd - 31,
      inflatedBytes: localEnd - 31,
      localStart: 0,
      dataStart: 31,
      localEnd,
      directoryStart: 0,
      directoryBytes: central.length,
    });
    const kept: Uint8Array[] = [];
    for (const chunk of writeArchive(source, [{ kept: entry('/a', large) }, { kept: entry('/b', 100) }], at)) {
      if (chunk.length !== megabyte.length) kept.push(Uint8Array.from(chunk));
    }
    const [, , second, end] = kept.map((bytes) => Buffer.from(bytes));
    expect(second?.readUInt32LE(42)).toBe(0xffffffff);
    expect(second?.readBigUInt64LE(46 + 1 + 4)).toBe(BigInt(large));
    expect(end?.readBigUInt64LE(48)).toBe(BigInt(large + 100));
  });
});
