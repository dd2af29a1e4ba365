import { array, constantFrom, nat, oneof, record, uint8Array, type Arbitrary } from 'fast-check';

/** One thing that is done to bytes; places are taken modulo the length, so that shrinking keeps its meaning. */
export interface Damage {
  readonly kind: 'flip' | 'set' | 'cut' | 'drop' | 'double' | 'insert' | 'splice' | 'number' | 'length';
  readonly at: number;
  readonly size: number;
  readonly value: number;
  readonly bytes: Uint8Array;
}

const kinds = ['flip', 'set', 'cut', 'drop', 'double', 'insert', 'splice', 'number', 'length'] as const;
const place = oneof({ weight: 4, arbitrary: nat(100_000) }, { weight: 1, arbitrary: nat(64) });

export const damages: Arbitrary<readonly Damage[]> = array(
  record({
    kind: constantFrom(...kinds),
    at: place,
    size: nat(200),
    value: nat(0xffff_ffff),
    bytes: uint8Array({ maxLength: 24 }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Numbers that parsers are tempted to believe. */
const temptations = ['0', '-1', '4294967295', '2147483648', '99999999999999999999', '1e9', '0.1', 'NaN', '-0', '65536'];

/** @param other another valid input, of which a piece may be put in */
export function damaged(sample: Uint8Array, other: Uint8Array, steps: readonly Damage[]): Uint8Array {
  return steps.reduce<Uint8Array>((bytes, step) => damagedOnce(bytes, other, step), sample);
}

function damagedOnce(
  bytes: Uint8Array,
  other: Uint8Array,
  { kind, at, size, value, bytes: fresh }: Damage,
): Uint8Array {
  const from = bytes.length === 0 ? 0 : at % bytes.length;
  const to = Math.min(bytes.length, from + size);
  const around = (middle: Uint8Array, end = from): Uint8Array =>
    Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(end)]);
  switch (kind) {
    case 'flip':
      return around(Uint8Array.of((bytes[from] ?? 0) ^ (1 << (value % 8))), from + 1);
    case 'set':
      return around(Uint8Array.of(value & 0xff), from + 1);
    case 'cut':
      return bytes.subarray(0, from);
    case 'drop':
      return around(new Uint8Array(), to);
    case 'double':
      return around(bytes.subarray(from, to));
    case 'insert':
      return around(fresh);
    case 'splice':
      return around(other.subarray(value % Math.max(1, other.length)).subarray(0, size));
    case 'number':
      return withNumber(bytes, from, temptations[value % temptations.length]!);
    case 'length': {
      // A length of ZIP or DER, wherever it may stand.
      const lie = Buffer.alloc(size % 2 === 0 ? 4 : 2);
      if (lie.length === 4) lie.writeUInt32LE(value);
      else lie.writeUInt16BE(value & 0xffff);
      return around(lie, from + lie.length);
    }
  }
}

/** The next number in the text becomes another one. */
function withNumber(bytes: Uint8Array, from: number, number: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const found = /\d+/.exec(text.slice(from, from + 4096));
  if (!found) return bytes;
  const at = from + found.index;
  return Buffer.from(text.slice(0, at) + number + text.slice(at + found[0].length), 'latin1');
}
