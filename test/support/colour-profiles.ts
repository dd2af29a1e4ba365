/** ICC profiles (version 2) made from figures, so that every colour they stand for can be computed by others. */

type Triple = readonly [number, number, number];

/** Primaries that are nothing like those of a screen: what is called red is a screen's green, and so on round. */
export const turnedRgb = (): Uint8Array =>
  profile('RGB ', 'XYZ ', {
    rXYZ: xyz([0.3851, 0.7169, 0.0971]),
    gXYZ: xyz([0.1431, 0.0606, 0.7141]),
    bXYZ: xyz([0.436, 0.2225, 0.0139]),
    rTRC: gamma(2.2),
    gTRC: gamma(2.2),
    bTRC: gamma(2.2),
  });

/** Gray that is far darker than that of a screen. */
export const darkGray = (): Uint8Array => profile('GRAY', 'XYZ ', { kTRC: gamma(4) });

/** Lab of paper, of the four inks alone, and of what lies above one another: darker by each ink. */
const inkLab: Readonly<Record<'c' | 'm' | 'y' | 'k', Triple>> = {
  c: [55, -35, -45],
  m: [48, 70, -5],
  y: [88, -8, 88],
  k: [18, 0, 0],
};

/** Places of each ink in the table: close enough that it does not matter how programs find what lies between. */
const grid = 9;

/** Inks by a table in Lab, as printers' profiles have it. */
export function inkProfile(): Uint8Array {
  const table: number[] = [];
  for (let place = 0; place < grid ** 4; place += 1) {
    const shares = [3, 2, 1, 0].map((at) => (Math.floor(place / grid ** at) % grid) / (grid - 1));
    let lab: Triple = [100, 0, 0];
    for (const [at, ink] of (['c', 'm', 'y', 'k'] as const).entries()) {
      const [light, a, b] = inkLab[ink];
      const share = shares[at]!;
      const through = 1 - share * (1 - light / 100);
      lab = [lab[0] * through, lab[1] * through + a * share, lab[2] * through + b * share];
    }
    table.push(
      ...lab.map((value, at) => Math.max(0, Math.min(255, Math.round(at === 0 ? value * 2.55 : value + 128)))),
    );
  }
  const straight = Array.from({ length: 256 }, (_, value) => value);
  const head = Buffer.alloc(48);
  head.write('mft1', 0, 'latin1');
  head.set([4, 3, grid], 8);
  for (const at of [12, 28, 44]) head.writeInt32BE(65_536, at);
  const inputs = Array.from({ length: 4 }, () => straight).flat();
  const outputs = Array.from({ length: 3 }, () => straight).flat();
  const lookUp = Buffer.concat([head, Buffer.from([...inputs, ...table, ...outputs])]);
  return profile('CMYK', 'Lab ', { A2B0: lookUp });
}

function profile(space: string, connection: string, tags: Readonly<Record<string, Buffer>>): Uint8Array {
  const all = Object.entries({
    desc: description('made'),
    cprt: Buffer.from('text\0\0\0\0none\0'),
    wtpt: xyz([0.9642, 1, 0.8249]),
    ...tags,
  });
  const head = Buffer.alloc(128);
  head.writeUInt32BE(0x02400000, 8);
  head.write(space === 'CMYK' ? 'prtr' : 'mntr', 12, 'latin1');
  head.write(space, 16, 'latin1');
  head.write(connection, 20, 'latin1');
  head.set([0x07, 0xea, 0, 1, 0, 1], 24);
  head.write('acsp', 36, 'latin1');
  xyz([0.9642, 1, 0.8249]).copy(head, 68, 8);
  const directory = Buffer.alloc(4 + all.length * 12);
  directory.writeUInt32BE(all.length);
  const parts: Buffer[] = [];
  let at = head.length + directory.length;
  for (const [index, [name, content]] of all.entries()) {
    directory.write(name, 4 + index * 12, 'latin1');
    directory.writeUInt32BE(at, 8 + index * 12);
    directory.writeUInt32BE(content.length, 12 + index * 12);
    const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
    parts.push(padded);
    at += padded.length;
  }
  head.writeUInt32BE(at, 0);
  return new Uint8Array(Buffer.concat([head, directory, ...parts]));
}

function description(value: string): Buffer {
  const content = Buffer.from(`${value}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), length, content, Buffer.alloc(78)]);
}

function xyz(values: Triple): Buffer {
  const content = Buffer.alloc(20);
  content.write('XYZ ', 0, 'latin1');
  for (const [index, value] of values.entries()) content.writeInt32BE(Math.round(value * 65_536), 8 + index * 4);
  return content;
}

function gamma(value: number): Buffer {
  const content = Buffer.alloc(14);
  content.write('curv', 0, 'latin1');
  content.writeUInt32BE(1, 8);
  content.writeUInt16BE(Math.round(value * 256), 12);
  return content;
}
