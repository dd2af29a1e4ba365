import { deflateSync } from 'node:zlib';

const perStream = 10_000;
const rowBytes = 9;

/** A PDF of one page and as many objects as asked for, nearly all of them the number 1 in object streams. */
export function pdfOfObjects(count: number): Buffer {
  const first = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  const streams = Math.ceil((count - first.length) / perStream);
  const rows = Buffer.alloc((count + streams + 2) * rowBytes);
  const parts: Buffer[] = [];
  let end = 0;
  const add = (part: Buffer): number => {
    parts.push(part);
    end += part.length;
    return end - part.length;
  };
  const place = (object: number, type: number, where: number, index: number): void => {
    rows[object * rowBytes] = type;
    rows.writeUInt32BE(where, object * rowBytes + 1);
    rows.writeUInt32BE(index, object * rowBytes + 5);
  };

  add(Buffer.from('%PDF-1.7\n'));
  for (const [index, body] of first.entries()) {
    place(index + 1, 1, add(Buffer.from(`${index + 1} 0 obj${body}endobj\n`)), 0);
  }
  for (let number = 0; number < streams; number += 1) {
    const from = first.length + 1 + number * perStream;
    const held = Math.min(perStream, count - from + 1);
    let head = '';
    for (let index = 0; index < held; index += 1) {
      head += `${from + index} ${index * 2} `;
      place(from + index, 2, count + 1 + number, index);
    }
    const object = count + 1 + number;
    const content = Buffer.from(head + '1 '.repeat(held));
    place(object, 1, add(packedStream(object, `/Type/ObjStm/N ${held}/First ${head.length}`, content)), 0);
  }
  const section = count + streams + 1;
  place(section, 1, end, 0);
  const at = add(packedStream(section, `/Type/XRef/Size ${section + 1}/W[1 4 4]/Root 1 0 R`, rows));
  add(Buffer.from(`startxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function packedStream(object: number, more: string, plain: Buffer): Buffer {
  const packed = deflateSync(plain);
  const head = `${object} 0 obj<<${more}/Filter/FlateDecode/Length ${packed.length}>>stream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\n')]);
}
