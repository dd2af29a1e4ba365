import { describe, expect, test } from 'vitest';
import { createSm3 } from '#main/sm/sm3.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { sliceSource } from '#main/formats/pdf/windows.ts';
import { bytesOf, documentObjects, textOf } from '#test/support/pdf-documents.ts';
import { oneStamp, sequenceOf, stampInput } from '#test/support/pdf-stamping.ts';

/** A file of any size that holds a document at its beginning, its table at its end, and blanks between. */
function spacious(size: number, tail: Uint8Array = new Uint8Array(0)): ByteSource {
  const objects = documentObjects([{}]);
  let head = '%PDF-1.7\n';
  let table = 'xref\n0 6\n0000000000 65535 f\r\n';
  for (const num of [1, 2, 3, 4, 5]) {
    table += `${String(head.length).padStart(10, '0')} 00000 n\r\n`;
    head += `${num} 0 obj\n${objects[num]}\nendobj\n`;
  }
  const rest = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n`;
  const offset = size - table.length - rest.length - String(size).length - '\n%%EOF\n'.length;
  const end = bytesOf(`${table}${rest}${String(offset).padStart(String(size).length)}\n%%EOF\n`);
  const parts = [
    { at: 0, bytes: bytesOf(head) },
    { at: size - end.length, bytes: end },
    { at: size, bytes: tail },
  ];
  const total = size + tail.length;
  return {
    size: total,
    read: (from, length) => {
      const out = new Uint8Array(Math.max(0, Math.min(length, total - from))).fill(32);
      for (const { at, bytes } of parts) {
        const start = Math.max(at, from);
        const stop = Math.min(at + bytes.length, from + out.length);
        if (start < stop) out.set(bytes.subarray(start - at, stop - at), start - from);
      }
      return out;
    },
  };
}

describe('ATK-13 large files', () => {
  test.each([99_990_000, 100_000_000, 2 ** 31 + 5, 9_999_000_000])(
    'writes and reads a ByteRange beyond %i bytes without reading the file through',
    (size) => {
      const source = spacious(size);
      // The state stands for a hash that the conductor made while it read the file anyway.
      const prepared = preparePdf(source, stampInput([oneStamp], { originalHash: createSm3() }));
      const chunk = [...prepared.finish(sequenceOf(3000)).chunks][0]!;
      const [, a, b, c] = prepared.byteRange;
      expect(a).toBeGreaterThan(size);
      expect(b + c).toBe(size + chunk.length);
      expect(textOf(chunk)).toContain(`/ByteRange [0 ${a} ${b} ${c}`);
      // Beyond that size the search for orphans alone would take longer than the whole suite.
      const [signature] = size < 3e9 ? readPdfSignatures(spacious(size, chunk)) : [];
      expect(signature?.facts.every(({ state }) => state === 'ok') ?? true).toBe(true);
    },
  );

  test('refuses a classic table that would need an eleventh digit', () => {
    const input = stampInput([oneStamp], { originalHash: createSm3() });
    expect(() => preparePdf(spacious(10_000_000_000), input)).toThrow('DOC_TOO_LARGE');
  });

  test('reads a slice as a file of its own', () => {
    const slice = sliceSource(spacious(100_000), 9, 100);
    expect([slice.size, slice.read(80, 50).length, slice.read(200, 5).length]).toEqual([91, 11, 0]);
  });
});
