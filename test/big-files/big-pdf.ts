import { randomFillSync } from 'node:crypto';
import fs from 'node:fs';
import { documentObjects, type XrefKind } from '#test/support/pdf-documents.ts';

const fillerBytes = 16 * 1024 * 1024;
const tableEntryBytes = 20;
const streamRowBytes = 8;

/**
 * A document of one page and of exactly `size` bytes, most of them images the page names and does not draw. Their
 * bytes are not zeros, so that no file system keeps the file smaller than it is.
 */
export function writeBigPdf(file: string, size: number, kind: Exclude<XrefKind, 'hybrid'>): void {
  const handle = fs.openSync(file, 'w');
  try {
    const places: number[] = [];
    let at = 0;
    const write = (part: Uint8Array | string): void => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
      for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done, bytes.length - done);
      at += bytes.length;
    };
    const object = (num: number, body: string): void => {
      places[num] = at;
      write(`${num} 0 obj\n${body}\nendobj\n`);
    };
    const fillers = Math.max(1, Math.floor(size / fillerBytes) - 1);
    const names = Array.from({ length: fillers }, (_, i) => `/Im${i} ${6 + i} 0 R`).join(' ');
    const objects = documentObjects([{}]);
    const page = objects[4]!.replace('/Resources <<', `/Resources << /XObject << ${names} >>`);
    write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    for (const num of [1, 2, 3, 5]) object(num, objects[num]!);
    object(4, page);
    const noise = randomFillSync(new Uint8Array(fillerBytes));
    const filler = (num: number, length: number): void => {
      places[num] = at;
      write(`${num} 0 obj\n${imageDictionary(length)}\nstream\n`);
      for (let left = length; left > 0; left -= noise.length) write(noise.subarray(0, Math.min(left, noise.length)));
      write('\nendstream\nendobj\n');
    };
    for (let i = 0; i < fillers - 1; i += 1) filler(6 + i, fillerBytes);
    const last = 6 + fillers - 1;
    const end = (xrefAt: number): Uint8Array => ending(places, last + 1, xrefAt, kind);
    const around = imageDictionary(0).length + `${last} 0 obj\n\nstream\n\nendstream\nendobj\n`.length;
    places[last] = at;
    // The ending has the same length whatever its numbers are, but for the digits of startxref: at 100,000,000 bytes the
    // table itself begins with a digit less.
    const endLength = end(size - end(size).length).length;
    filler(last, size - at - around - endLength);
    write(end(at));
    if (at !== size) throw new Error(`${at} bytes were written, not ${size}`);
  } finally {
    fs.closeSync(handle);
  }
}

/** Of one length for every number of bytes. */
function imageDictionary(length: number): string {
  const rows = String(length).padStart(10);
  return `<< /Type /XObject /Subtype /Image /Width 1 /Height ${rows} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${rows} >>`;
}

function ending(places: readonly number[], size: number, at: number, kind: 'table' | 'stream'): Uint8Array {
  const trailer = '/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';
  const tail = `startxref\n${at}\n%%EOF\n`;
  if (kind === 'table') {
    const rows = places.slice(1).map((place) => `${String(place).padStart(10, '0')} 00000 n\r\n`);
    if (rows.some((row) => row.length !== tableEntryBytes)) throw new Error('a row of a table has 20 bytes');
    const table = `xref\n0 ${size}\n0000000000 65535 f\r\n${rows.join('')}`;
    return Buffer.from(`${table}trailer\n<< /Size ${size} ${trailer} >>\n${tail}`, 'latin1');
  }
  const data = Buffer.alloc((size + 1) * streamRowBytes);
  for (let num = 1; num <= size; num += 1) {
    const place = num === size ? at : places[num]!;
    data[num * streamRowBytes] = 1;
    data.writeUIntBE(place, num * streamRowBytes + 1, 5);
  }
  const dict = `<< /Type /XRef /W [1 5 2] /Size ${size + 1} /Length ${data.length} ${trailer} >>`;
  return Buffer.concat([
    Buffer.from(`${size} 0 obj\n${dict}\nstream\n`, 'latin1'),
    data,
    Buffer.from(`\nendstream\nendobj\n${tail}`, 'latin1'),
  ]);
}
