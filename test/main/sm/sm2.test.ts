import * as fc from 'fast-check';
import { sm2 as oracleSm2 } from 'sm-crypto';
import { describe, expect, it } from 'vitest';
import { computeZa, defaultUserId, generateSm2KeyPair, isSm2Point, sm2Digest } from '#main/sm/sm2.ts';
import { sm2Sign, sm2SignDigest, sm2Verify, sm2VerifyDigest } from '#main/sm/sm2.ts';
import { derToRs } from '#main/sm/signature-encoding.ts';
import { ascii, fromHex, toHex } from '#test/support/hex.ts';
import { smEngines } from '#test/support/sm-engines.ts';
import vectors from '../../vectors/sm2.json' with { type: 'json' };

const privateKey = fromHex(vectors.key.privateKey);
const publicKey = fromHex(vectors.key.publicKey);
const message = ascii(vectors.message);
const e = fromHex(vectors.e);
const signatureRs = fromHex(vectors.signatureRs);
const anyMessage = fc.uint8Array({ maxLength: 120 });
const anyDigest = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe.each(smEngines)('SM2 on the $name engine', ({ engine }) => {
  it('gives Z_A and e of the standard example', () => {
    const za = engine.sm2Za(publicKey, ascii(vectors.userId));
    expect(toHex(za)).toBe(vectors.za);
    expect(toHex(engine.sm3([za, message]))).toBe(vectors.e);
  });

  it('verifies the signature of the standard example, over e and over the message', () => {
    expect(engine.sm2VerifyDigest(publicKey, e, signatureRs)).toBe(true);
    expect(engine.sm2Verify(publicKey, message, signatureRs, defaultUserId)).toBe(true);
  });

  it('verifies the signature of a seal information', () => {
    const { e: sealE, der } = vectors.secondSignature;
    const rs = derToRs(fromHex(der))?.rs ?? new Uint8Array();
    expect(engine.sm2VerifyDigest(publicKey, fromHex(sealE), rs)).toBe(true);
  });

  it('makes signatures that a second implementation verifies', () => {
    fc.assert(
      fc.property(anyMessage, (input) => {
        const digest = engine.sm3([engine.sm2Za(publicKey, defaultUserId), input]);
        const made = toHex(engine.sm2SignDigest(privateKey, digest));
        const options = { hash: true, userId: vectors.userId };
        expect(oracleSm2.doVerifySignature([...input], made, toHex(publicKey), options)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('verifies signatures that a second implementation makes', () => {
    fc.assert(
      fc.property(anyMessage, (input) => {
        const options = { hash: true, publicKey: toHex(publicKey), userId: vectors.userId };
        const made = oracleSm2.doSignature([...input], toHex(privateKey), options);
        expect(engine.sm2Verify(publicKey, input, fromHex(made), defaultUserId)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('makes a new signature each time, and never one that another message satisfies', () => {
    const [first, second] = [engine.sm2SignDigest(privateKey, e), engine.sm2SignDigest(privateKey, e)];
    expect(toHex(first)).not.toBe(toHex(second));
    expect(first).toHaveLength(64);
    expect(engine.sm2VerifyDigest(publicKey, engine.sm3([e]), first)).toBe(false);
  });

  it('makes key pairs whose halves belong together', () => {
    const pair = engine.generateSm2KeyPair();
    expect([pair.privateKey.length, pair.publicKey.length]).toEqual([32, 65]);
    expect(engine.isSm2Point(pair.publicKey)).toBe(true);
    expect(engine.sm2VerifyDigest(pair.publicKey, e, engine.sm2SignDigest(pair.privateKey, e))).toBe(true);
    expect(engine.sm2VerifyDigest(publicKey, e, engine.sm2SignDigest(pair.privateKey, e))).toBe(false);
    expect(toHex(engine.generateSm2KeyPair().privateKey)).not.toBe(toHex(pair.privateKey));
  });

  it('refuses to sign with a key that is not from 1 to n-2, or something that is not a digest', () => {
    const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
    const keys = ['00'.repeat(32), order, `${order.slice(0, -1)}2`, 'ff'.repeat(32), '01', `00${'01'.repeat(32)}`];
    for (const key of keys) expect(() => engine.sm2SignDigest(fromHex(key), e)).toThrow(TypeError);
    expect(() => engine.sm2SignDigest(privateKey, e.subarray(1))).toThrow(TypeError);
    expect(engine.sm2SignDigest(fromHex(`${order.slice(0, -1)}1`), e)).toHaveLength(64);
  });

  it('refuses Z_A for a key or identifier of another shape', () => {
    expect(() => engine.sm2Za(publicKey.subarray(1), defaultUserId)).toThrow(TypeError);
    expect(() => engine.sm2Za(publicKey, new Uint8Array(8192))).toThrow(TypeError);
    expect(engine.sm2Za(publicKey, new Uint8Array(8191))).toHaveLength(32);
  });
});

describe('the two SM2 engines', () => {
  const [native, fallback] = smEngines.map(({ engine }) => engine);

  it('agree on every signature either of them makes', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const [left, right] = [native!.sm2SignDigest(privateKey, digest), fallback!.sm2SignDigest(privateKey, digest)];
        expect(fallback!.sm2VerifyDigest(publicKey, digest, left)).toBe(true);
        expect(native!.sm2VerifyDigest(publicKey, digest, right)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('agree on every signature with one bit changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 511 }), (bit) => {
        const altered = signatureRs.slice();
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(native!.sm2VerifyDigest(publicKey, e, altered)).toBe(false);
        expect(fallback!.sm2VerifyDigest(publicKey, e, altered)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('agree on Z_A for any identifier', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (userId) => {
        expect(toHex(native!.sm2Za(publicKey, userId))).toBe(toHex(fallback!.sm2Za(publicKey, userId)));
      }),
    );
  });
});

describe('SM2 through the room', () => {
  it('uses the identifier of GM/T 0009 unless another is given', () => {
    expect(toHex(computeZa(publicKey))).toBe(vectors.za);
    expect(toHex(sm2Digest(publicKey, message))).toBe(vectors.e);
    const signature = sm2Sign(privateKey, publicKey, message);
    expect(sm2Verify(publicKey, message, signature)).toBe(true);
    expect(sm2Verify(publicKey, message, signature, ascii('ALICE123@YAHOO.COM'))).toBe(false);
  });

  it('signs and verifies a ready e with a fresh key', () => {
    const pair = generateSm2KeyPair();
    expect(isSm2Point(pair.publicKey)).toBe(true);
    expect(sm2VerifyDigest(pair.publicKey, e, sm2SignDigest(pair.privateKey, e))).toBe(true);
  });
});
