import { describe, expect, it } from 'vitest';
import { isSignerInSeal, sealValidAt, versionsAgree } from '#main/formats/ses/check-entitlement.ts';
import { encodingFact, extensionsFact, pictureFact } from '#main/formats/ses/check-form.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import { readSeal, readSesSignature } from '#main/formats/ses/read.ts';
import { writeSeal, writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import {
  derBitString,
  derExplicit,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
} from '#main/formats/der/der-write.ts';
import { childrenOf, readDer } from '#main/formats/der/der-element.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm2SignDigest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { makeSeal } from '#test/support/sample-seal.ts';

const { signer, maker, sub } = demoAuthority();
const sealDer = makeSeal(maker, signer);
const dataHash = sm3(Uint8Array.of(1));

const sign = (seal: Uint8Array = sealDer, holder = signer) => {
  const tbs = writeTbsSign({
    sealDer: seal,
    time: duringValidity,
    dataHash,
    propertyInfo: '/Doc_0/Signs/Sign_0/Signature.xml',
  });
  return { tbs, certificate: holder.certificate.der, signatureDer: rsToDer(holder.sign(tbs)) };
};
/** SESeal with its parts exchanged: eSealInfo, cert, signAlgID, signedValue and what else follows. */
const parts = (der: Uint8Array): Uint8Array[] =>
  childrenOf(readDer(der, 'test', der.length), 'test').map(({ bytes }) => bytes);
const part = (der: Uint8Array, index: number): Uint8Array => parts(der)[index] ?? new Uint8Array();
const replaced = (text: string, by: string): Uint8Array =>
  Uint8Array.from(Buffer.from(Buffer.from(sealDer).toString('latin1').replace(text, by), 'latin1'));

describe('seal and signature of one authority', () => {
  it('verify as they were made', () => {
    const signature = readSesSignature(writeSesSignature(sign()));
    expect(verifySesSignature(signature)).toMatchObject({ state: 'ok' });
    expect(verifySealSignature(signature.seal)).toMatchObject({ state: 'ok' });
    expect(isSignerInSeal(signature.seal, signature.certificate)).toMatchObject({ state: 'ok' });
    expect(versionsAgree(signature)).toMatchObject({ state: 'ok' });
    expect(
      [encodingFact(signature), extensionsFact(signature), pictureFact(signature.seal)].map(({ state }) => state),
    ).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('forged and altered seals', () => {
  it('fails when content changed after the maker signed (ATK-20)', () => {
    expect(verifySealSignature(readSeal(replaced('SEALKEEPER', 'SEALKEEPEX')))).toMatchObject({
      state: 'fail',
      reason: 'signature-mismatch',
    });
  });

  it('fails when the maker certificate was exchanged (ATK-20)', () => {
    const other = issue('别的制章者', 'seal-maker', sub);
    const seal = readSeal(
      derSequence(part(sealDer, 0), derOctetString(other.certificate.der), part(sealDer, 2), part(sealDer, 3)),
    );
    expect(verifySealSignature(seal)).toMatchObject({ state: 'fail', reason: 'signature-mismatch' });
  });

  it('fails a signer who was put into the list afterwards (ATK-21)', () => {
    const intruder = issue('李四', 'signer', sub);
    const signature = readSesSignature(writeSesSignature(sign(sealDer, intruder)));
    expect(verifySesSignature(signature).state).toBe('ok');
    expect(isSignerInSeal(signature.seal, signature.certificate).reason).toBe('signer-not-in-list');
    const changed = makeSeal(intruder, intruder);
    const forged = readSeal(derSequence(part(changed, 0), part(sealDer, 1), part(sealDer, 2), part(sealDer, 3)));
    expect(isSignerInSeal(forged, intruder.certificate.der).state).toBe('ok');
    expect(verifySealSignature(forged).reason).toBe('signature-mismatch');
  });

  it('accepts a list of digests by SM3 only, unless another strong algorithm is named (ATK-21)', () => {
    const value = sm3(signer.certificate.der);
    const by = (digests: { type: string; value: Uint8Array }[]) =>
      isSignerInSeal(
        readSeal(makeSeal(maker, signer, { certList: { kind: 'digests', digests } })),
        signer.certificate.der,
      );
    expect(by([{ type: 'SM3', value }]).state).toBe('ok');
    expect(by([{ type: 'SHA-256', value }]).reason).toBe('signer-not-in-list');
    expect(by([{ type: 'SHA1', value: value.subarray(0, 20) }]).reason).toBe('digest-algorithm-unsupported');
    expect(by([]).reason).toBe('list-empty');
  });

  it.each([
    ['a day early', '2025-12-31T00:00:00Z', 'seal-not-yet-valid'],
    ['a day late', '2031-01-02T00:00:00Z', 'seal-expired'],
  ])('fails %s (ATK-21)', (_, at, reason) => {
    expect(sealValidAt(readSeal(sealDer), new Date(at))).toMatchObject({ state: 'fail', reason });
  });
});

describe('confusion of versions', () => {
  it('fails when the number in the header was flipped (ATK-22)', () => {
    const flipped = Uint8Array.from(sealDer);
    const version = Buffer.from(flipped).indexOf(Buffer.from('1602455302010416', 'hex')) + 6;
    flipped[version] = 5;
    const seal = readSeal(flipped);
    expect(seal.layout).toBe('V5');
    expect(verifySealSignature(seal)).toMatchObject({ state: 'fail', reason: 'signature-mismatch' });
    const signature = readSesSignature(writeSesSignature(sign(flipped)));
    expect(versionsAgree(signature)).toMatchObject({ state: 'fail', reason: 'version-mismatch' });
  });

  it('names a fifth field in a V4 seal, and keeps the timestamp apart (ATK-22)', () => {
    const timestamp = derExplicit(0, derBitString(Uint8Array.of(0x30, 0)));
    const seal = readSeal(derSequence(...parts(sealDer), timestamp));
    expect([seal.layout, seal.timestamp]).toEqual(['V5', Uint8Array.of(0x30, 0)]);
    expect(encodingFact(seal)).toMatchObject({ state: 'warn', reason: 'layout-differs-from-version' });
  });

  it.each([
    ['three fields', () => derSequence(...parts(sealDer).slice(0, 3))],
    ['six fields', () => derSequence(...parts(sealDer), derInteger(1), derInteger(2))],
    ['a fifth field of another type', () => derSequence(...parts(sealDer), derInteger(1))],
    ['trailing bytes', () => Buffer.concat([sealDer, Uint8Array.of(0)])],
    ['another header than ES', () => replaced('ES', 'EX')],
  ])('refuses a seal with %s (ATK-22)', (_, make) => {
    expect(() => readSeal(make())).toThrow('SEAL_MALFORMED');
  });

  it('names critical extensions nobody knows (ATK-22)', () => {
    const extensions = [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }];
    expect(extensionsFact(readSeal(makeSeal(maker, signer, { extensions })))).toMatchObject({
      state: 'warn',
      reason: 'critical-extension-unknown',
      evidence: { extensions: '1.2.3.4' },
    });
  });
});

describe('signature values and keys', () => {
  const withValue = (signatureDer: Uint8Array) => {
    const { tbs, certificate } = sign();
    return verifySesSignature(readSesSignature(writeSesSignature({ tbs, certificate, signatureDer })));
  };
  const { tbs } = sign();
  const rs = signer.sign(tbs);

  it.each([
    ['r of zero', derSequence(derInteger(0), derInteger(1))],
    ['s above n', derSequence(derInteger(1), derInteger((1n << 256n) - 1n))],
    ['a negative r', derSequence(derInteger(-1), derInteger(1))],
    ['nothing', new Uint8Array()],
    ['63 bytes', rs.subarray(1)],
  ])('fails %s (ATK-23)', (_, value) => {
    expect(withValue(value).state).toBe('fail');
  });

  it('names raw and non-minimal encodings of a right value (ATK-23)', () => {
    expect(withValue(rs)).toMatchObject({ state: 'warn', reason: 'raw-signature-encoding' });
    const padded = derSequence(
      derOctetString(Buffer.concat([Uint8Array.of(0, 0), rs.subarray(0, 32)])),
      derOctetString(Buffer.concat([Uint8Array.of(0, 0), rs.subarray(32)])),
    );
    padded[2] = 0x02;
    padded[2 + 36] = 0x02;
    expect(withValue(padded)).toMatchObject({ state: 'warn', reason: 'nonminimal-signature-encoding' });
  });

  it('fails a value over the digest alone, without identity and key, and says so (ATK-23)', () => {
    expect(withValue(rsToDer(sm2SignDigest(signer.privateKey, dataHash)))).toMatchObject({
      state: 'fail',
      reason: 'signed-data-hash-directly',
    });
  });

  it('fails a key that is not on the curve its certificate names (ATK-23)', () => {
    const der = Uint8Array.from(signer.certificate.der);
    const key = Buffer.from(der).indexOf(Buffer.from(signer.publicKey));
    der[key + 64] = (der[key + 64] ?? 0) ^ 1;
    const signature = readSesSignature(writeSesSignature({ ...sign(), certificate: der }));
    expect(verifySesSignature(signature).reason).toBe('public-key-not-on-curve');
  });

  it('fails a certificate that cannot be read', () => {
    const signature = readSesSignature(writeSesSignature({ ...sign(), certificate: Uint8Array.of(0x30, 0) }));
    expect(verifySesSignature(signature).reason).toBe('certificate-malformed');
  });
});

const pictured = (data: Uint8Array) =>
  pictureFact(readSeal(makeSeal(maker, signer, { picture: { type: 'PNG', data, widthMm: 40, heightMm: 40 } })));

describe('seal image', () => {
  it('is told by its bytes and not by its label (ATK-24)', () => {
    expect(pictured(new TextEncoder().encode('<svg onload="x"/>'))).toMatchObject({ reason: 'picture-type-mismatch' });
    expect(pictured(Uint8Array.of(0x50, 0x4b, 3, 4))).toMatchObject({ evidence: { type: 'OFD', declaredType: 'PNG' } });
    expect(pictured(Uint8Array.of(1, 2, 3))).toMatchObject({ reason: 'picture-type-unknown' });
  });
});

describe('seal files', () => {
  it.each([
    ['Base64 text', Buffer.from(Buffer.from(sealDer).toString('base64')), 'base64-wrapped'],
    ['an OCTET STRING', derOctetString(sealDer), 'octet-string-wrapped'],
  ])('are taken out of %s, which is named', (_, bytes, deviation) => {
    const seal = readSeal(bytes);
    expect([Buffer.compare(seal.raw, sealDer), seal.deviations]).toEqual([0, [deviation]]);
  });

  it('are accepted when the maker signed the sequence of three, with a warning', () => {
    const sealInfo = part(sealDer, 0);
    const sequence = derSequence(sealInfo, derOctetString(maker.certificate.der), derOid(OID.sm2SignSm3));
    const der = writeSeal({
      sealInfo,
      makerCertificate: maker.certificate.der,
      signatureDer: rsToDer(maker.sign(sequence)),
    });
    expect(verifySealSignature(readSeal(der))).toMatchObject({ state: 'warn', reason: 'nonstandard-signed-bytes' });
  });
});
