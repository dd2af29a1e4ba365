import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toBase64, toHex } from '#shared/log/text-bytes.ts';

describe('bytes as text', () => {
  it('writes hexadecimal and Base64 as Node does (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', 'A===', 'AA==\n', 'A-==', '===='])(
    'refuses the Base64 %j',
    (text) => {
      expect(fromBase64(text)).toBeNull();
    },
  );

  it.each(['a', 'AB', '0x', 'zz', 'ab\n'])('refuses the hexadecimal %j', (text) => {
    expect(fromHex(text)).toBeNull();
  });
});
