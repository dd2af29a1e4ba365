import { describe, expect, it } from 'vitest';
import { childrenOf, derLength, DER_MAX_DEPTH, readDer } from '#main/formats/der/der-element.ts';
import { DerError } from '#main/formats/der/der-error.ts';
import { openFields } from '#main/formats/der/der-fields.ts';
import { readBitString, readInteger, readOid, readString } from '#main/formats/der/der-primitives.ts';
import { readTime } from '#main/formats/der/der-time.ts';
import {
  derBitString,
  derGeneralizedTime,
  derInteger,
  derOid,
  derSequence,
  derSetOf,
  derTlv,
  derUnsigned,
  derX509Time,
} from '#main/formats/der/der-write.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const read = (text: string) => readDer(hex(text), 'test', 1000);

const reasonOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof DerError) return error.reason;
    throw error;
  }
  return 'accepted';
};

describe('reading DER', () => {
  it('gives the stored bytes of every element, also where DER would have written them otherwise', () => {
    const root = read('30 81 06 01 01 00 02 01 05');
    const [flag, number] = childrenOf(root, 'test');
    expect([asHex(root.bytes), asHex(flag?.bytes ?? hex('')), asHex(number?.content ?? hex(''))]).toEqual([
      '308106010100020105',
      '010100',
      '05',
    ]);
    expect(root.budget.nonDer).toBe(true);
  });

  it.each([
    ['indefinite length', '30 80 02 01 05 00 00', 'indefinite-length'],
    ['trailing bytes', '02 01 05 00', 'trailing-bytes'],
    ['a cut element', '30 05 02 01', 'truncated'],
    ['a length of five octets', '30 85 00 00 00 00 01 00', 'length-too-long'],
    ['a tag above 30', '1f 81 00 01 00', 'tag-unsupported'],
    ['nothing', '', 'truncated'],
  ])('refuses %s (ATK-9)', (_, text, reason) => {
    expect(reasonOf(() => read(text))).toBe(reason);
  });

  it('refuses more bytes, more depth and more elements than allowed', () => {
    let nested = hex('0500');
    for (let i = 0; i < DER_MAX_DEPTH + 2; i += 1) nested = derSequence(nested);
    const descend = (element: ReturnType<typeof read>): void => childrenOf(element, 'test').forEach(descend);
    expect(reasonOf(() => descend(readDer(nested, 'test', 1000)))).toBe('too-deep');
    expect(reasonOf(() => readDer(new Uint8Array(1001), 'test', 1000))).toBe('too-large');
    const wide = derSequence(...Array.from({ length: 50 }, () => hex('0500')));
    expect(reasonOf(() => childrenOf(readDer(wide, 'test', 1000, 10), 'test'))).toBe('too-many-elements');
  });

  it('tells the length of a value that has padding behind it', () => {
    expect(derLength(hex('30 03 02 01 05 00 00 00'))).toBe(5);
    expect(derLength(hex('30 80 00 00'))).toBeNull();
    expect(derLength(hex('30 05 02'))).toBeNull();
  });

  it('refuses fields that nobody asked for', () => {
    const fields = openFields(read('30 06 02 01 05 02 01 06'), 0x30, 'Pair');
    fields.take('first', 0x02);
    expect(reasonOf(() => fields.end())).toBe('element-unexpected');
    expect(reasonOf(() => fields.take('second', 0x04))).toBe('tag-unexpected');
    expect(reasonOf(() => fields.take('third', 0x04))).toBe('element-missing');
  });

  it('decodes the primitive types of certificates and seals', () => {
    expect(readOid(read('06 08 2A 81 1C CF 55 01 83 75'), 'test')).toBe('1.2.156.10197.1.501');
    expect(readInteger(read('02 02 00 80'), 'test')).toBe(128n);
    expect(readInteger(read('02 01 80'), 'test')).toBe(-128n);
    expect(readString(read('0c 06 e5 8d b0 e7 ab a0'), 'test')).toBe('印章');
    expect(readString(read('1e 04 53 70 7a e0'), 'test')).toBe('印章');
    expect(readBitString(read('03 02 00 C0'), 'test')).toEqual({ unusedBits: 0, bytes: hex('C0') });
    expect(reasonOf(() => readBitString(read('03 01 08'), 'test'))).toBe('value-invalid');
    expect(reasonOf(() => readInteger(read('02 00'), 'test'))).toBe('value-invalid');
  });
});

const time = (identifier: number, text: string) =>
  readTime(readDer(derTlv(identifier, new TextEncoder().encode(text)), 'test', 100), 'test');

describe('times in DER', () => {
  it.each([
    [0x18, '20260102030405Z', '2026-01-02T03:04:05.000Z', 'utc'],
    [0x18, '20260102030405.25Z', '2026-01-02T03:04:05.250Z', 'utc'],
    [0x18, '20260102110405+0800', '2026-01-02T03:04:05.000Z', 'offset'],
    [0x18, '20260102110405', '2026-01-02T03:04:05.000Z', 'missing'],
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z', 'utc'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z', 'utc'],
    [0x17, '2601020304Z', '2026-01-02T03:04:00.000Z', 'utc'],
  ] as const)('reads %i %s', (identifier, text, at, zone) => {
    expect(time(identifier, text)).toEqual({ at: new Date(at), zone });
  });

  it.each(['20261302030405Z', '20260230030405Z', '20260102250405Z', '20260102030460Z', '2026', 'x'.repeat(40)])(
    'refuses %s',
    (text) => {
      expect(reasonOf(() => time(0x18, text))).toBe('value-invalid');
    },
  );

  it('writes UTCTime to 2049 and GeneralizedTime after', () => {
    expect(Buffer.from(derX509Time(new Date('2049-12-31T23:59:59Z'))).toString('latin1')).toContain('491231235959Z');
    expect(derX509Time(new Date('2050-01-01T00:00:00Z'))[0]).toBe(0x18);
    expect(Buffer.from(derGeneralizedTime(new Date('2026-01-02T03:04:05.999Z'))).toString('latin1')).toContain(
      '20260102030405Z',
    );
  });
});

describe('writing DER', () => {
  it('writes the identifiers of the standards', () => {
    expect(asHex(derOid('1.2.156.10197.1.501'))).toBe('06082a811ccf55018375');
    expect(asHex(derOid('1.2.156.10197.6.1.4.2.2'))).toBe('060a2a811ccf550601040202');
  });

  it('writes minimal lengths and positive integers', () => {
    expect(asHex(derInteger(128)).slice(0, 8)).toBe('02020080');
    expect(asHex(derUnsigned(hex('000080')))).toBe('02020080');
    expect(asHex(derUnsigned(hex('0000')))).toBe('020100');
    expect(asHex(derTlv(4, new Uint8Array(200)).subarray(0, 3))).toBe('0481c8');
    expect(asHex(derBitString(hex('06c0'), 6))).toBe('03030606c0');
  });

  it('sorts a SET OF by its encodings', () => {
    expect(asHex(derSetOf(hex('020105'), hex('0101ff'), hex('020104')))).toBe('31090101ff020104020105');
  });
});
