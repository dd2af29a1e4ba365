/** TIFF files written here, in one strip without packing; libtiff makes the other layouts of them. */

const kinds = {
  gray: { photometric: 1, channels: 1 },
  rgb: { photometric: 2, channels: 3 },
  inks: { photometric: 5, channels: 4 },
} as const;
export type TiffKind = keyof typeof kinds;

const [short, long, undefinedBytes] = [3, 4, 7];

/** One colour over 4×4 dots. */
export function tiffFile(kind: TiffKind, colour: readonly number[], profile?: Uint8Array): Buffer {
  const samples = Buffer.from(Array.from({ length: 16 }, () => colour).flat());
  return writeTiff({ kind, width: 4, height: 4, samples, ...(profile && { profile }) });
}

export interface TiffParts {
  readonly kind: TiffKind;
  readonly width: number;
  readonly height: number;
  /** Those of a pixel beside one another; of 16 bits the lower byte first. */
  readonly samples: Buffer;
  readonly bits?: 8 | 16;
  /** ExtraSamples: 1 for what is in the colours already, 2 for what is apart. */
  readonly alpha?: 1 | 2;
  readonly profile?: Uint8Array;
}

export function writeTiff({ kind, width, height, samples, bits = 8, alpha, profile }: TiffParts): Buffer {
  const { photometric, channels } = kinds[kind];
  const perPixel = channels + (alpha === undefined ? 0 : 1);
  const depths = Buffer.alloc(perPixel * 2);
  for (let at = 0; at < perPixel; at += 1) depths.writeUInt16LE(bits, at * 2);
  const entries: (readonly [number, number, number | Buffer])[] = [
    [256, long, width],
    [257, long, height],
    [258, short, perPixel === 1 ? bits : depths],
    [259, short, 1],
    [262, short, photometric],
    [273, long, samples],
    [277, short, perPixel],
    [278, long, height],
    [279, long, samples.length],
    [284, short, 1],
    ...(alpha === undefined ? [] : [[338, short, alpha] as const]),
    ...(profile === undefined ? [] : [[34_675, undefinedBytes!, Buffer.from(profile)] as const]),
  ];
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  const parts: Buffer[] = [head];
  let end = head.length;
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    const isStrip = tag === 273;
    const size = type === short ? 2 : 1;
    const fits = typeof value === 'number' || (!isStrip && value.length <= 4);
    head.writeUInt32LE(typeof value === 'number' || isStrip ? 1 : value.length / size, at + 4);
    if (typeof value === 'number') head.writeUInt32LE(value, at + 8);
    else if (fits) value.copy(head, at + 8);
    else {
      const padded = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
      head.writeUInt32LE(end, at + 8);
      parts.push(padded);
      end += padded.length;
    }
  }
  return Buffer.concat(parts);
}
