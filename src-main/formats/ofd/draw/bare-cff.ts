const unitsPerEm = 1000;
const anyGlyphCount = 0xffff;

/**
 * A bare CFF font (Adobe technical note 5176) as an OpenType file with the least of the other tables, for the font
 * library opens no other.
 */
export function sfntAround(cff: Uint8Array): Uint8Array {
  const head = table(54, (view) => {
    view.setUint32(0, 0x10000);
    view.setUint32(12, 0x5f0f3cf5);
    view.setUint16(18, unitsPerEm);
  });
  const hhea = table(36, (view) => {
    view.setUint32(0, 0x10000);
    view.setUint16(34, 1);
  });
  const hmtx = table(4, (view) => view.setUint16(0, unitsPerEm));
  // Longer than a CFF font needs: the library reads the whole table of TrueType fonts.
  const maxp = table(32, (view) => {
    view.setUint32(0, 0x5000);
    view.setUint16(4, anyGlyphCount);
  });
  const tables: [string, Uint8Array][] = [
    ['CFF ', cff],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['maxp', maxp],
  ];
  const directoryBytes = 12 + 16 * tables.length;
  const file = new Uint8Array(tables.reduce((sum, [, bytes]) => sum + padded(bytes.length), directoryBytes));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x4f54544f);
  view.setUint16(4, tables.length);
  let offset = directoryBytes;
  for (const [index, [tag, bytes]] of tables.entries()) {
    const at = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter += 1) view.setUint8(at + letter, tag.charCodeAt(letter));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, bytes.length);
    file.set(bytes, offset);
    offset += padded(bytes.length);
  }
  return file;
}

const padded = (bytes: number): number => (bytes + 3) & ~3;

function table(bytes: number, fill: (view: DataView) => void): Uint8Array {
  const content = new Uint8Array(bytes);
  fill(new DataView(content.buffer));
  return content;
}
