import { constants, generateKeyPairSync, sign as signClassic, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDer } from '#main/formats/der/der-element.ts';
import { derExplicit, derInteger, derNull, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readAlgorithmIdentifier } from '#main/formats/x509/algorithm-identifier.ts';
import { readPublicKeyInfo, writeSm2PublicKeyInfo } from '#main/formats/x509/public-key.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';

const message = new TextEncoder().encode('to be signed');
const algorithm = (...der: Uint8Array[]) => readAlgorithmIdentifier(readDer(derSequence(...der), 'test', 1000), 'test');
const infoOf = (spki: Uint8Array) => readPublicKeyInfo(readDer(spki, 'test', 4000), 'test');
const info = (key: KeyObject) => infoOf(new Uint8Array(key.export({ type: 'spki', format: 'der' })));

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sm2 = generateSm2KeyPair();
const sm2Info = infoOf(writeSm2PublicKeyInfo(sm2.publicKey));

describe('signatures by the algorithms of certificates', () => {
  it('verifies SM2 under both its names, and refuses another message', () => {
    const value = rsToDer(sm2Sign(sm2.privateKey, sm2.publicKey, message));
    for (const oid of [OID.sm2SignSm3, OID.sm2Sign]) {
      expect(verifySignature(sm2Info, algorithm(derOid(oid), derNull()), message, value)).toEqual({
        ok: true,
        remarks: [],
      });
    }
    expect(verifySignature(sm2Info, algorithm(derOid(OID.sm2SignSm3)), message.subarray(1), value).failure).toBe(
      'signature-mismatch',
    );
  });

  it('verifies RSA with PKCS#1 v1.5 and warns about SHA-1', () => {
    const strong = signClassic('sha256', message, rsa.privateKey);
    expect(
      verifySignature(info(rsa.publicKey), algorithm(derOid('1.2.840.113549.1.1.11'), derNull()), message, strong).ok,
    ).toBe(true);
    const weak = signClassic('sha1', message, rsa.privateKey);
    expect(
      verifySignature(info(rsa.publicKey), algorithm(derOid('1.2.840.113549.1.1.5'), derNull()), message, weak),
    ).toEqual({
      ok: true,
      remarks: ['weak-digest'],
    });
  });

  it('verifies RSA-PSS with the parameters of the signature', () => {
    const hash = derSequence(derOid(OID.sha256));
    const parameters = derSequence(
      derExplicit(0, hash),
      derExplicit(1, derSequence(derOid(OID.mgf1), hash)),
      derExplicit(2, derInteger(32)),
    );
    const key = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const value = signClassic('sha256', message, key);
    expect(verifySignature(info(rsa.publicKey), algorithm(derOid(OID.rsaPss), parameters), message, value).ok).toBe(
      true,
    );
    const mixed = derSequence(derExplicit(0, hash), derExplicit(2, derInteger(32)));
    expect(verifySignature(info(rsa.publicKey), algorithm(derOid(OID.rsaPss), mixed), message, value).failure).toBe(
      'algorithm-unsupported',
    );
  });

  it('verifies ECDSA with the digest named beside it', () => {
    const value = signClassic('sha256', message, ec.privateKey);
    expect(verifySignature(info(ec.publicKey), algorithm(derOid('1.2.840.10045.4.3.2')), message, value).ok).toBe(true);
    expect(verifySignature(info(ec.publicKey), algorithm(derOid(OID.ecPublicKey)), message, value, OID.sha256).ok).toBe(
      true,
    );
    expect(
      verifySignature(info(ec.publicKey), algorithm(derOid('1.2.840.10045.4.3.2')), message, value, OID.sha1).failure,
    ).toBe('key-algorithm-mismatch');
  });

  it('refuses an algorithm that is not that of the key (ATK-23)', () => {
    const value = signClassic('sha256', message, ec.privateKey);
    expect(verifySignature(info(ec.publicKey), algorithm(derOid(OID.sm2SignSm3)), message, value).failure).toBe(
      'key-algorithm-mismatch',
    );
    expect(verifySignature(sm2Info, algorithm(derOid('1.2.840.10045.4.3.2')), message, value).failure).toBe(
      'key-algorithm-mismatch',
    );
    expect(
      verifySignature(info(rsa.publicKey), algorithm(derOid('1.2.840.113549.1.1.4'), derNull()), message, value)
        .failure,
    ).toBe('algorithm-unsupported');
  });

  it('refuses a P-256 key under the label of SM2 (ATK-23)', () => {
    const point = info(ec.publicKey).keyBytes;
    const labelled = infoOf(writeSm2PublicKeyInfo(point));
    expect([labelled.algorithm, labelled.sm2Point]).toEqual(['SM2', null]);
    const value = rsToDer(sm2Sign(sm2.privateKey, sm2.publicKey, message));
    expect(verifySignature(labelled, algorithm(derOid(OID.sm2SignSm3)), message, value).failure).toBe(
      'public-key-not-on-curve',
    );
  });
});
