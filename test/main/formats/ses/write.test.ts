import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isSignerInSeal } from '#main/formats/ses/check-entitlement.ts';
import { readSeal, readSesSignature } from '#main/formats/ses/read.ts';
import { writeSeal, writeSealInfo, writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2Digest, sm2VerifyDigest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { sampleSealInfo } from '#test/support/sample-seal.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Standard demonstration key of GB/T 32918 and a V4 SealInfo with a digest list; signature made with the standard's k. */
const vector = {
  publicKey: hex(`04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020
    CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13`),
  eSealInfo: `3081a1300d16024553020104160444454d4f160e5445535430303030303030303031306d0201010c09e6b58be8af95e7aba002010230273025
    130131042066c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0180f32303235303130313030303030305a180f32
    303235303130313030303030305a180f32303330303130313030303030305a30111603504e47040489504e47020128020128`,
  e: 'f3955c79d519f18c1bab8ed528e3e0693e6f849d60083b627d367878ce8dcf63',
  signature: `3045022100f88158eb63a709247dafc0fbb75bdf1f7fcdb37b6e0f7771cc9a8745fca269d602207
    4789c62256e946f14ecb3cf339e5f2fcc2519d3029f29e2357d48e578077082`,
};

const abcDigest = sm3(new TextEncoder().encode('abc'));
const vectorInput = sampleSealInfo({
  vid: 'DEMO',
  esId: 'TEST0000000001',
  type: 1,
  name: '测试章',
  certList: { kind: 'digests', digests: [{ type: '1', value: abcDigest }] },
  createdAt: new Date('2025-01-01T00:00:00Z'),
  validFrom: new Date('2025-01-01T00:00:00Z'),
  validTo: new Date('2030-01-01T00:00:00Z'),
  picture: { type: 'PNG', data: hex('89504e47'), widthMm: 40, heightMm: 40 },
});

describe('writing a seal and a signature (GB/T 38540-2020)', () => {
  it('writes the SealInfo of the vector byte for byte', () => {
    expect(asHex(writeSealInfo(vectorInput))).toBe(vector.eSealInfo.replaceAll(/\s/g, ''));
  });

  it('gives the digest of the vector, whose signature verifies', () => {
    const e = sm2Digest(vector.publicKey, hex(vector.eSealInfo));
    const value = readSignatureValue(hex(vector.signature));
    expect(asHex(e)).toBe(vector.e);
    expect(sm2VerifyDigest(vector.publicKey, e, value?.rs ?? new Uint8Array())).toBe(true);
  });

  it('reads back what it wrote, with the maker’s bytes as stored', () => {
    const sealInfo = writeSealInfo(vectorInput);
    const sealDer = writeSeal({ sealInfo, makerCertificate: hex('3003020105'), signatureDer: hex(vector.signature) });
    const seal = readSeal(sealDer);
    expect(seal).toMatchObject({
      layout: 'V4',
      version: 4,
      vid: 'DEMO',
      esId: 'TEST0000000001',
      name: '测试章',
      type: 1,
    });
    expect(seal.picture).toMatchObject({ type: 'PNG', declaredType: 'PNG', widthMm: 40, heightMm: 40 });
    expect(seal.deviations).toEqual([]);
    expect(asHex(seal.signedBytes)).toBe(asHex(sealInfo));
    expect(asHex(seal.signature)).toBe(vector.signature.replaceAll(/\s/g, ''));
    expect(isSignerInSeal(seal, new TextEncoder().encode('abc')).state).toBe('ok');
    expect(isSignerInSeal(seal, new TextEncoder().encode('abd')).reason).toBe('signer-not-in-list');
  });

  it.skipIf(!canRun('openssl'))('is accepted by OpenSSL as plain DER, with the types of the standard', () => {
    const sealDer = writeSeal({
      sealInfo: writeSealInfo(vectorInput),
      makerCertificate: hex('3003020105'),
      signatureDer: hex(vector.signature),
    });
    const tbs = writeTbsSign({
      sealDer,
      time: new Date('2026-01-02T03:04:05Z'),
      dataHash: abcDigest,
      propertyInfo: 'p',
    });
    const der = writeSesSignature({
      tbs,
      certificate: hex('3003020106'),
      signatureDer: hex(vector.signature),
      timestamp: hex('3003020107'),
    });
    const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der }).toString();
    const types = text.split('\n').map((line) => /(?:cons|prim): ([A-Z0-9]+(?: STRING)?)/.exec(line)?.[1]);
    expect(types.filter(Boolean).slice(0, 9)).toEqual([
      'SEQUENCE',
      'SEQUENCE',
      'INTEGER',
      'SEQUENCE',
      'SEQUENCE',
      'SEQUENCE',
      'IA5STRING',
      'INTEGER',
      'IA5STRING',
    ]);
    expect(text).toContain('GENERALIZEDTIME   :20260102030405Z');
    expect(text).toMatch(/OBJECT +:(SM2-with-SM3|1\.2\.156\.10197\.1\.501)/);
    const signature = readSesSignature(der);
    expect(asHex(signature.sealDer)).toBe(asHex(sealDer));
    expect(asHex(signature.tbs)).toBe(asHex(tbs));
    expect(asHex(signature.timestamp ?? hex(''))).toBe('3003020107');
    expect(signature.timeInfo).toMatchObject({ kind: 'time', at: new Date('2026-01-02T03:04:05Z') });
  });

  it('writes extensions without the default FALSE and reads them back', () => {
    const sealInfo = writeSealInfo({
      ...vectorInput,
      extensions: [
        { oid: '1.2.3.4', critical: false, value: hex('0500') },
        { oid: '1.2.3.5', critical: true, value: hex('0500') },
      ],
    });
    const seal = readSeal(writeSeal({ sealInfo, makerCertificate: hex('3000'), signatureDer: hex('3000') }));
    expect(seal.extensions.map(({ oid, critical }) => [oid, critical])).toEqual([
      ['1.2.3.4', false],
      ['1.2.3.5', true],
    ]);
  });

  it('refuses Chinese text where the standard allows 7 bits only', () => {
    expect(() => writeSealInfo({ ...vectorInput, esId: '编码' })).toThrow('SEAL_MALFORMED');
    expect(() =>
      writeTbsSign({ sealDer: hex('3000'), time: new Date(0), dataHash: abcDigest, propertyInfo: '范围' }),
    ).toThrow('SEAL_MALFORMED');
  });

  it('refuses a seal size that is not whole millimetres', () => {
    const picture = { ...vectorInput.picture, widthMm: 40.5 };
    expect(() => writeSealInfo({ ...vectorInput, picture })).toThrow('SEAL_MALFORMED');
  });
});
