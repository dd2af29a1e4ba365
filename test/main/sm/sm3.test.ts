import * as fc from 'fast-check';
import { sm3 as oracleSm3 } from 'sm-crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createSm3, sm3 } from '#main/sm/sm3.ts';
import { ascii, toHex } from '#test/support/hex.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { smEngines } from '#test/support/sm-engines.ts';
import vectors from '../../vectors/sm3.json' with { type: 'json' };

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });

describe.each(smEngines)('SM3 on the $name engine', ({ engine }) => {
  it.each(vectors.rows)('gives the known digest of $title', ({ repeat, digest }) => {
    expect(toHex(engine.sm3([ascii(repeat.text.repeat(repeat.times))]))).toBe(digest);
  });

  it('agrees with a second implementation on any input', () => {
    fc.assert(
      fc.property(bytes(300), (input) => {
        expect(toHex(engine.sm3([input]))).toBe(oracleSm3([...input]));
      }),
    );
  });

  it('gives the same digest however the input is cut', () => {
    fc.assert(
      fc.property(fc.array(bytes(150), { maxLength: 40 }), (parts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const streaming = engine.createSm3();
        for (const part of parts) streaming.update(part);
        const expected = toHex(engine.sm3([whole]));
        expect(toHex(engine.sm3(parts))).toBe(expected);
        expect(toHex(streaming.digest())).toBe(expected);
      }),
    );
  });

  it.each([0, 1, 15, 16, 17, 1000])('takes %i parts', (count) => {
    const parts = Array.from({ length: count }, () => ascii('ab'));
    expect(toHex(engine.sm3(parts))).toBe(toHex(engine.sm3([ascii('ab'.repeat(count))])));
  });

  it('keeps a clone and its origin apart', () => {
    fc.assert(
      fc.property(bytes(200), bytes(200), bytes(200), (prefix, left, right) => {
        const origin = engine.createSm3().update(prefix);
        const copy = origin.clone();
        origin.update(left);
        copy.update(right);
        const again = copy.clone();
        expect(toHex(origin.digest())).toBe(toHex(engine.sm3([prefix, left])));
        expect(toHex(copy.digest())).toBe(toHex(engine.sm3([prefix, right])));
        expect(toHex(again.update(left).digest())).toBe(toHex(engine.sm3([prefix, right, left])));
      }),
    );
  });

  it('keeps many unfinished computations apart when they take turns', () => {
    const hashes = Array.from({ length: 20 }, () => engine.createSm3());
    for (let round = 0; round < 10; round += 1) {
      hashes.forEach((hash, index) => hash.update(ascii(`${index}-${round};`)));
    }
    hashes.forEach((hash, index) => {
      const text = Array.from({ length: 10 }, (_, round) => `${index}-${round};`).join('');
      expect(toHex(hash.digest())).toBe(toHex(engine.sm3([ascii(text)])));
    });
  });

  it('refuses any use of a state that has given its digest', () => {
    const hash = engine.createSm3().update(ascii('abc'));
    hash.digest();
    expect(() => hash.update(ascii('d'))).toThrow(TypeError);
    expect(() => hash.clone()).toThrow(TypeError);
    expect(() => hash.digest()).toThrow(TypeError);
  });

  it('reads the input before update returns, so that the buffer can be used again', () => {
    const buffer = ascii('abc');
    const hash = engine.createSm3().update(buffer);
    buffer.fill(0);
    expect(toHex(hash.digest())).toBe(vectors.rows[0]?.digest);
  });

  it('gives each digest in memory of its own', () => {
    const first = engine.sm3([ascii('abc')]);
    const kept = toHex(first);
    engine.sm3([ascii('other')]).fill(0);
    expect(toHex(first)).toBe(kept);
    expect(first.buffer.byteLength).toBe(32);
  });

  it('reads only the visible part of a view', () => {
    const wide = ascii('xxabcxx');
    expect(toHex(engine.sm3([wide.subarray(2, 5)]))).toBe(vectors.rows[0]?.digest);
  });
});

describe('SM3 through the room', () => {
  it('takes its parts one after another', () => {
    expect(toHex(sm3(ascii('a'), ascii('bc')))).toBe(vectors.rows[0]?.digest);
    expect(toHex(createSm3().update(ascii('ab')).update(ascii('c')).digest())).toBe(vectors.rows[0]?.digest);
    expect(toHex(sm3())).toBe(vectors.rows[2]?.digest);
  });
});

describe.skipIf(!hasOpenssl)('SM3 beside OpenSSL', () => {
  const openssl = openOpensslSm2();
  afterAll(() => openssl.close());

  it.each([0, 1, 63, 64, 65, 100_003])('agrees with openssl dgst on %i bytes', (length) => {
    const message = Uint8Array.from({ length }, (_, index) => (index * 31 + 7) % 256);
    expect(toHex(sm3(message))).toBe(toHex(openssl.sm3(message)));
  });
});
