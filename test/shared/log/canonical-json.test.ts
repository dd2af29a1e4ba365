import fs from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sm3 } from '#main/sm/sm3.ts';
import { canonicalBytes, canonicalJson, parseCanonical } from '#shared/log/canonical-json.ts';
import { toHex } from '#shared/log/text-bytes.ts';

const vectors = JSON.parse(fs.readFileSync('test/vectors/ledger-canonical.json', 'utf8')) as {
  cases: { json: string; canonical: string; sm3: string }[];
};

describe('canonical JSON', () => {
  it.each(vectors.cases)('writes $canonical as another implementation does', ({ json, canonical, sm3: digest }) => {
    const value: unknown = JSON.parse(json);
    expect(canonicalJson(value)).toBe(canonical);
    expect(toHex(sm3(canonicalBytes(value)))).toBe(digest);
  });

  it('writes numbers as RFC 8785 appendix B does', () => {
    expect(canonicalJson(JSON.parse('[-0,5e-324,1e-27,333333333.33333329,4.50,2e-3]'))).toBe(
      '[0,5e-324,1e-27,333333333.3333333,4.5,0.002]',
    );
  });

  const refused: [string, unknown][] = [
    ['an unpaired surrogate', 'a\ud800'],
    ['an unpaired surrogate in a key', { 'a\udc00': 1 }],
    ['NaN', Number.NaN],
    ['infinity', -Infinity],
    ['an integer that is not exact', 2 ** 53],
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a hole in an array', Object.assign([1], { length: 2 })],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(2)],
    ['a map', new Map()],
    ['a symbol key', { [Symbol('x')]: 1 }],
    ['a function', () => 1],
    ['a cycle', cyclic()],
  ];
  it.each(refused)('refuses %s', (_, value) => {
    expect(() => canonicalJson({ inside: [value] })).toThrow(/ at \/inside/);
  });

  it('gives back what it wrote, for any value (property)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }), (value) => {
        fc.pre(isWithinOurNumbers(value));
        expect(parseCanonical(canonicalBytes(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which keys were set', () => {
    expect(canonicalJson({ b: 1, a: 2 })).toBe(canonicalJson({ a: 2, b: 1 }));
  });

  const otherSpellings = ['{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', '1.0', '1e2', '"\\u0041"', '"\\/"', '-0', ' 1'];
  it.each(otherSpellings)('refuses to read the other spelling %s', (text) => {
    expect(() => parseCanonical(new TextEncoder().encode(text))).toThrow('not in canonical form');
  });

  it('refuses bytes that are not UTF-8 or not JSON', () => {
    expect(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toThrow('not JSON in UTF-8');
    expect(() => parseCanonical(new TextEncoder().encode('{'))).toThrow('not JSON in UTF-8');
    expect(() => parseCanonical(new TextEncoder().encode('\ufeff1'))).toThrow('not JSON in UTF-8');
  });
});

function cyclic(): unknown {
  const value: unknown[] = [];
  value.push(value);
  return value;
}

function isWithinOurNumbers(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch {
    return false;
  }
}
