import { describe, expect, it } from 'vitest';
import { memorySource, type ByteSource } from '#main/formats/byte-source.ts';
import { findBytes } from '#main/formats/pdf/windows.ts';

const mebibyte = 2 ** 20;

/** As a file gives its bytes: into memory of the caller where that is wanted. */
function asFile(bytes: Uint8Array): ByteSource & { readonly fresh: () => number } {
  let fresh = 0;
  return {
    size: bytes.length,
    read: (offset, length) => {
      fresh += length;
      return bytes.slice(offset, offset + length);
    },
    readInto: (target, offset) => {
      const part = bytes.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
    fresh: () => fresh,
  };
}

describe('a search for bytes', () => {
  it.each([0, 5, mebibyte - 4, mebibyte - 1, mebibyte, 3 * mebibyte - 3, 4 * mebibyte - 10])(
    'finds them at %i, in a file and in memory, over the edges of its pieces',
    (at) => {
      const bytes = Buffer.alloc(4 * mebibyte);
      bytes.write('/ByteRange', at, 'latin1');
      for (const source of [memorySource(bytes), asFile(bytes)]) {
        expect(findBytes(source, '/ByteRange', 0)).toBe(at);
        expect(findBytes(source, '/ByteRange', at + 1)).toBe(-1);
        expect(findBytes(source, '/ByteRange', 0, at + 9)).toBe(-1);
      }
    },
  );

  it('finds nothing that only the piece before had', () => {
    const bytes = Buffer.alloc(2 * mebibyte + 3);
    bytes.write('needle', mebibyte - 200, 'latin1');
    expect(findBytes(asFile(bytes), 'needle', mebibyte)).toBe(-1);
  });

  it('takes no fresh memory for each piece of a long file', () => {
    const file = asFile(Buffer.alloc(8 * mebibyte));
    expect(findBytes(file, 'needle', 0)).toBe(-1);
    expect(file.fresh()).toBe(0);
  });
});
