/** A picture of 64×40 pixels in the fax coding of ITU-T T.6: a square and a circle, white on black. */
const coded = Buffer.from(
  '26a0786ffffc8a13fc83ff845c65c270820cb8bd04191c7d26472e93239fff4991dfff4982fffffffffffff6470d8bffd91c33afff64706162' +
    'c8e185b2e15619718586163ff0010010',
  'hex',
);
const magic = Buffer.from('974a42320d0a1a0a', 'hex');

interface Sizes {
  readonly width?: number;
  readonly height?: number;
}

function segments({ width = 64, height = 40 }: Sizes) {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(width, 0);
  page.writeUInt32BE(height, 4);
  const region = Buffer.alloc(18);
  region.writeUInt32BE(64, 0);
  region.writeUInt32BE(40, 4);
  // Coded by T.6.
  region[17] = 1;
  const list = [
    [48, page],
    [38, Buffer.concat([region, coded])],
    [49, Buffer.alloc(0)],
    [51, Buffer.alloc(0)],
  ] as const;
  return list.map(([type, data], number) => {
    const head = Buffer.alloc(11);
    head.writeUInt32BE(number, 0);
    head[4] = type;
    head[6] = type === 51 ? 0 : 1;
    head.writeUInt32BE(data.length, 7);
    return { head, data };
  });
}

/** Segments alone, as PDF and some OFD files hold them. */
export function jbig2Stream(sizes: Sizes = {}): Buffer {
  return Buffer.concat(segments(sizes).flatMap(({ head, data }) => [head, data]));
}

export function jbig2File(order: 'sequential' | 'random', sizes: Sizes = {}): Buffer {
  const head = Buffer.concat([magic, Buffer.from([order === 'sequential' ? 1 : 0, 0, 0, 0, 1])]);
  if (order === 'sequential') return Buffer.concat([head, jbig2Stream(sizes)]);
  const all = segments(sizes);
  return Buffer.concat([head, ...all.map((each) => each.head), ...all.map(({ data }) => data)]);
}
