import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSignatureValue, rsToDer } from '#main/sm/signature-encoding.ts';
import { defaultUserId } from '#main/sm/sm2.ts';
import { ascii, fromHex } from '#test/support/hex.ts';
import { smEngines } from '#test/support/sm-engines.ts';
import vectors from '../../vectors/sm2.json' with { type: 'json' };

const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const PRIME = 'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff';
const publicKey = fromHex(vectors.key.publicKey);
const e = fromHex(vectors.e);
const signatureRs = fromHex(vectors.signatureRs);
const [r, s] = [vectors.signatureRs.slice(0, 64), vectors.signatureRs.slice(64)];
const [x, y] = [vectors.key.publicKey.slice(2, 66), vectors.key.publicKey.slice(66)];

/** n - value, which makes t = r + s = 0 for value = r. */
const negated = (value: string): string => (BigInt(`0x${ORDER}`) - BigInt(`0x${value}`)).toString(16).padStart(64, '0');
const plusOrder = (value: string): string => (BigInt(`0x${value}`) + BigInt(`0x${ORDER}`)).toString(16);

const badSignatures = [
  { title: 'r is 0', rs: '00'.repeat(32) + s },
  { title: 's is 0', rs: r + '00'.repeat(32) },
  { title: 'both are 0', rs: '00'.repeat(64) },
  { title: 'r is n', rs: ORDER + s },
  { title: 's is n', rs: r + ORDER },
  { title: 'r is above n', rs: 'ff'.repeat(32) + s },
  { title: 's is above n', rs: r + 'ff'.repeat(32) },
  { title: 'r + s is n, so that t is 0', rs: r + negated(r) },
  { title: 'r and s change places', rs: s + r },
  { title: 's is n - s', rs: r + negated(s) },
  { title: 'a zero byte precedes r', rs: `00${vectors.signatureRs}` },
  { title: 'a zero byte follows s', rs: `${vectors.signatureRs}00` },
  { title: 'the last byte is missing', rs: vectors.signatureRs.slice(0, -2) },
  { title: 'r + n fills 33 bytes', rs: plusOrder(r) + s },
  { title: 'it is DER where r and s are expected', rs: Buffer.from(rsToDer(signatureRs)).toString('hex') },
  { title: 'it is empty', rs: '' },
];

const p256 = createECDH('prime256v1');
p256.generateKeys();

const badKeys = [
  { title: 'a point beside the curve', key: `04${x}${y.slice(0, -2)}12` },
  { title: 'a P-256 key labelled SM2', key: p256.getPublicKey('hex') },
  { title: 'a compressed point', key: `03${x}` },
  { title: 'a hybrid point', key: `07${x}${y}` },
  { title: 'the point at infinity', key: '00' },
  { title: 'zeros after 04', key: `04${'00'.repeat(64)}` },
  { title: 'a point without 04', key: `${x}${y}` },
  { title: 'a point inside an OCTET STRING', key: `044104${x}${y}` },
  { title: 'a coordinate at the field prime', key: `04${PRIME}${y}` },
  { title: 'coordinates of ones', key: `04${'ff'.repeat(64)}` },
  { title: 'nothing', key: '' },
];

describe.each(smEngines)('ATK-23 SM2 on the $name engine', ({ engine }) => {
  it.each(badSignatures)('answers no, without an exception, when $title', ({ rs }) => {
    expect(engine.sm2VerifyDigest(publicKey, e, fromHex(rs))).toBe(false);
    expect(engine.sm2Verify(publicKey, ascii(vectors.message), fromHex(rs), defaultUserId)).toBe(false);
  });

  it.each(badKeys)('answers no, without an exception, for $title', ({ key }) => {
    expect(engine.isSm2Point(fromHex(key))).toBe(false);
    expect(engine.sm2VerifyDigest(fromHex(key), e, signatureRs)).toBe(false);
    expect(engine.sm2Verify(fromHex(key), ascii(vectors.message), signatureRs, defaultUserId)).toBe(false);
  });

  it('does not accept a signature over another user identifier, or over the message without Z_A', () => {
    const message = ascii(vectors.message);
    expect(engine.sm2Verify(publicKey, message, signatureRs, ascii(''))).toBe(false);
    expect(engine.sm2Verify(publicKey, message, signatureRs, ascii('1234567812345679'))).toBe(false);
    const withoutZa = engine.sm2SignDigest(fromHex(vectors.key.privateKey), engine.sm3([message]));
    expect(engine.sm2Verify(publicKey, message, withoutZa, defaultUserId)).toBe(false);
  });

  it('answers no for an identifier too long for its length field', () => {
    expect(engine.sm2Verify(publicKey, ascii(vectors.message), signatureRs, new Uint8Array(8192))).toBe(false);
  });

  it.each([0, 31, 33, 64])('answers no for an e of %i bytes', (length) => {
    expect(engine.sm2VerifyDigest(publicKey, new Uint8Array(length), signatureRs)).toBe(false);
  });
});

describe('ATK-23 reading signature values', () => {
  it('reports every form beside DER as non-standard, and verifies all of them alike', () => {
    const minimal = rsToDer(signatureRs);
    const padded = fromHex(`304802220000${r}02220000${s}`);
    const forms = [minimal, padded, signatureRs].map((bytes) => readSignatureValue(bytes));
    expect(forms.map((form) => form?.encoding)).toEqual(['der', 'der-nonminimal', 'raw']);
    for (const form of forms) expect(form?.rs).toEqual(signatureRs);
  });
});
