import { describe, expect, it } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { rawZip } from '#test/support/raw-zip.ts';
import { archiveOf } from './many-entries.ts';

// What a file has must not come into memory before it is known that it may.

const million = 1_000_000;
const mostReadBytes = 2 ** 20;
/** A busy computer is slow, not wrong; what is read is counted below. */
const mostMs = 10_000;

/** Few entries, whose names fill more room than all the names of any document. */
function longNames(): Uint8Array {
  const name = 'n'.repeat(60_000);
  return rawZip(
    Array.from({ length: 1_200 }, (_, index) => ({ name: `${index}${name}`, content: '', isStored: true })),
  );
}

describe('ATK-31: an archive of very many entries', () => {
  it.each([
    ['a million, honestly listed', () => archiveOf(million), 'DOC_TOO_LARGE'],
    ['a million, of which it admits six', () => archiveOf(million, 6), 'DOC_HOSTILE'],
    ['names of seventy megabytes', longNames, 'DOC_TOO_LARGE'],
  ] as const)('%s: is refused at once, and next to nothing of it is read', async (_, make, code) => {
    const source = memorySource(make());
    let bytesRead = 0;
    const counted = {
      size: source.size,
      read: (offset: number, length: number) => {
        bytesRead += length;
        return source.read(offset, length);
      },
    };
    const start = performance.now();
    await expect(openOfd(counted)).rejects.toMatchObject({ code });
    expect(performance.now() - start).toBeLessThan(mostMs);
    expect(bytesRead).toBeLessThan(mostReadBytes);
  });
});
