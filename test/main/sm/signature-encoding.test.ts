import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derToRs, isSignatureRs, readSignatureValue, rsToDer } from '#main/sm/signature-encoding.ts';
import { isSignatureScalar } from '#main/sm/sm2-curve.ts';
import { fromHex, toHex } from '#test/support/hex.ts';
import { hasOpenssl } from '#test/support/openssl-sm2.ts';

const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const scalar = (hex: string): string => hex.padStart(64, '0');
const anyScalar = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter(isSignatureScalar);
const anyRs = fc.tuple(anyScalar, anyScalar).map(([r, s]) => Uint8Array.of(...r, ...s));

describe('writing a signature as DER', () => {
  it.each([
    { title: 'the smallest numbers', rs: scalar('1') + scalar('7f'), der: '300602010102017f' },
    { title: 'a sign byte where the top bit is set', rs: scalar('80') + scalar('ff01'), der: '300902020080020300ff01' },
    { title: 'no leading zeros', rs: scalar('1234') + scalar('56'), der: '300702021234020156' },
  ])('writes $title', ({ rs, der }) => {
    expect(toHex(rsToDer(fromHex(rs)))).toBe(der);
  });

  it('writes 70 to 72 bytes for full-sized numbers', () => {
    expect(rsToDer(fromHex('7f'.repeat(64)))).toHaveLength(70);
    expect(rsToDer(fromHex('80'.repeat(64)))).toHaveLength(72);
  });

  it.each([
    { title: 'a number of 0', rs: scalar('0') + scalar('1') },
    { title: 'a number of n', rs: scalar('1') + ORDER },
    { title: '63 bytes', rs: '11'.repeat(63) },
  ])('refuses $title', ({ rs }) => {
    expect(() => rsToDer(fromHex(rs))).toThrow(TypeError);
  });

  it.skipIf(!hasOpenssl)('writes what OpenSSL reads as the same two integers', () => {
    const rs = fromHex(`00${'9a'.repeat(31)}${'c3'.repeat(32)}`);
    const read = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: rsToDer(rs), encoding: 'utf8' });
    const integers = [...read.matchAll(/INTEGER\s*:([0-9A-F]+)/g)].map((match) => match[1]?.toLowerCase());
    expect(integers).toEqual(['9a'.repeat(31), 'c3'.repeat(32)]);
  });
});

describe('reading a signature', () => {
  it('gives back every signature it wrote', () => {
    fc.assert(
      fc.property(anyRs, (rs) => {
        expect(derToRs(rsToDer(rs))).toEqual({ rs, isMinimalDer: true });
        expect(readSignatureValue(rsToDer(rs))).toEqual({ rs, encoding: 'der' });
        expect(readSignatureValue(rs)).toEqual({ rs, encoding: 'raw' });
      }),
    );
  });

  it.each([
    { title: 'superfluous leading zeros', der: '300a0203000001020300007f' },
    { title: 'a missing sign byte, as one token writes it', der: '3008020200010202ff01' },
    { title: 'a sequence length in the long form', der: '308106020101020101' },
    { title: 'an integer length in the long form', der: '300702810101020101' },
    { title: 'a length with leading zero bytes', der: '30820006020101020101' },
  ])('reads $title and says that it is not minimal', ({ der }) => {
    expect(derToRs(fromHex(der))?.isMinimalDer).toBe(false);
    expect(readSignatureValue(fromHex(der))?.encoding).toBe('der-nonminimal');
  });

  it('reads a short r without its sign byte as a positive number', () => {
    const r = '9b'.repeat(31);
    const read = derToRs(fromHex(`3043021f${r}0220${'3c'.repeat(32)}`));
    expect(toHex(read?.rs ?? new Uint8Array())).toBe(`00${r}${'3c'.repeat(32)}`);
  });

  it.each([
    { title: 'nothing', der: '' },
    { title: 'a lone tag', der: '30' },
    { title: 'a byte after the sequence', der: '300602010102010100' },
    { title: 'a third integer', der: '3009020101020101020101' },
    { title: 'one integer', der: '3003020101' },
    { title: 'an integer that is 0', der: '3006020100020101' },
    { title: 'an integer without content', der: '30050200020101' },
    { title: 'an integer equal to n', der: `3026022100${ORDER}020101` },
    { title: 'an integer of 33 significant bytes', der: `30260221${'01'.repeat(33)}020101` },
    { title: 'a length that reaches past the end', der: '3007020101020101' },
    { title: 'an inner length that reaches past the sequence', der: '3006020101020201' },
    { title: 'the indefinite length', der: '30800201010201010000' },
    { title: 'a length of five bytes', der: '30850000000006020101020101' },
    { title: 'another tag outside', der: '3106020101020101' },
    { title: 'another tag inside', der: '3006020101040101' },
    { title: 'a BIT STRING that was not opened', der: '0309003006020101020101' },
    { title: '63 raw bytes', der: '11'.repeat(63) },
    { title: '65 raw bytes', der: '11'.repeat(65) },
    { title: '64 zero bytes', der: '00'.repeat(64) },
    { title: '64 raw bytes with s above n', der: `${'11'.repeat(32)}${'ff'.repeat(32)}` },
  ])('refuses $title', ({ der }) => {
    expect(derToRs(fromHex(der))).toBeNull();
    expect(readSignatureValue(fromHex(der))).toBeNull();
  });

  it('takes 64 raw bytes that begin like a SEQUENCE as raw', () => {
    const raw = fromHex(`303e${'21'.repeat(62)}`);
    expect(readSignatureValue(raw)?.encoding).toBe('raw');
  });

  it('takes 64 bytes that are a whole DER signature as DER', () => {
    const der = fromHex(`303e021d${'11'.repeat(29)}021d${'22'.repeat(29)}`);
    expect(der).toHaveLength(64);
    expect(readSignatureValue(der)?.encoding).toBe('der');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        const read = readSignatureValue(bytes);
        expect(read === null || isSignatureRs(read.rs)).toBe(true);
      }),
    );
  });

  it('owns what it returns', () => {
    const raw = fromHex('11'.repeat(64));
    const read = readSignatureValue(raw);
    raw.fill(0);
    expect(toHex(read?.rs ?? new Uint8Array())).toBe('11'.repeat(64));
  });
});
