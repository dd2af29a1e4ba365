import { afterAll, describe, expect, it } from 'vitest';
import { derToRs, rsToDer } from '#main/sm/signature-encoding.ts';
import { defaultUserId, isSm2Point } from '#main/sm/sm2.ts';
import { ascii, toHex } from '#test/support/hex.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { smEngines } from '#test/support/sm-engines.ts';

const identifiers = [
  { title: 'the identifier of GM/T 0009', userId: '1234567812345678' },
  { title: 'another identifier', userId: 'ALICE123@YAHOO.COM' },
];

describe.skipIf(!hasOpenssl).each(smEngines)('SM2 on the $name engine beside OpenSSL', ({ engine }) => {
  const openssl = openOpensslSm2();
  afterAll(() => openssl.close());
  const message = ascii('the bytes to be signed');

  it.each(identifiers)('makes signatures OpenSSL verifies, with $title', ({ userId }) => {
    const { privateKey, publicKey } = engine.generateSm2KeyPair();
    const signed = engine.sm3([engine.sm2Za(publicKey, ascii(userId)), message]);
    const der = rsToDer(engine.sm2SignDigest(privateKey, signed));
    expect(openssl.verify(publicKey, message, der, userId)).toBe(true);
    expect(openssl.verify(publicKey, message, der, 'somebody else')).toBe(false);
  });

  it.each(identifiers)('verifies signatures OpenSSL makes, with $title', ({ userId }) => {
    const pair = openssl.generate();
    expect(isSm2Point(pair.publicKey)).toBe(true);
    const decoded = derToRs(openssl.sign(pair, message, userId));
    expect(decoded?.isMinimalDer).toBe(true);
    const rs = decoded?.rs ?? new Uint8Array();
    expect(engine.sm2Verify(pair.publicKey, message, rs, ascii(userId))).toBe(true);
    expect(engine.sm2Verify(pair.publicKey, ascii('other bytes'), rs, ascii(userId))).toBe(false);
  });

  it('writes the same DER as OpenSSL for the same two numbers', () => {
    const pair = openssl.generate();
    for (let round = 0; round < 8; round += 1) {
      const der = openssl.sign(pair, Uint8Array.of(round), toHex(defaultUserId));
      expect(toHex(rsToDer(derToRs(der)?.rs ?? new Uint8Array()))).toBe(toHex(der));
    }
  });
});
