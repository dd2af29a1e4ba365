import { describe, expect, it } from 'vitest';
import { readApprovedAttributes } from '#main/formats/cms/approved-attributes.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { writeSignedAttributes, writeSignedData } from '#main/formats/cms/write.ts';
import { derOctetString, derOid, derSequence, derSetOf } from '#main/formats/der/der-write.ts';
import { childrenOf, readDer } from '#main/formats/der/der-element.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { ask } from '#test/support/foreign-programs.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { attribute } from '#test/support/sample-signed-data.ts';

const { signer } = demoAuthority();
const certificate = signer.certificate.der;
const messageDigest = sm3(new TextEncoder().encode('关于印发办法的通知'));
const attributes = writeSignedAttributes({ messageDigest, signingTime: duringValidity, certificate });
const signatureDer = rsToDer(signer.sign(attributes));
const value = writeSignedData({ attributes, certificate, signatureDer });

describe('SignedData of the compatible profile', () => {
  it('is read back without a deviation, with its time and certificate', () => {
    const facts = verifySignedData(readSignedData(value), { contentDigest: () => messageDigest });
    expect(facts.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(readApprovedAttributes(attributes)).toEqual({ messageDigest, certificateSm3: sm3(certificate) });
  });

  it('takes a timestamp token without changing what was signed', () => {
    const timestamp = derSequence(derOid(OID.pkcs7SignedData));
    const [info] = readSignedData(writeSignedData({ attributes, certificate, signatureDer, timestamp })).signers;
    expect(info?.signedAttributes?.signedBytes).toEqual(attributes);
    expect(info?.unsignedAttributes).toEqual([{ oid: OID.timeStampToken, values: [timestamp] }]);
  });

  it.skipIf(!hasOpenssl)(
    'carries a signature that OpenSSL verifies over the attributes, in a structure it reads',
    () => {
      const openssl = openOpensslSm2();
      expect(openssl.verify(signer.certificate.publicKey!, attributes, signatureDer, '1234567812345678')).toBe(true);
      openssl.close();
      const printed = ask('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-noout'], value);
      expect([printed.status, /SM2-with-SM3|sm3/i.test(printed.text)]).toEqual([0, true]);
    },
  );
});

describe('the attributes a key may sign', () => {
  const items = childrenOf(readDer(attributes, 'attributes', 10_000), 'attributes').map(({ bytes }) => bytes);
  const without = (n: number): readonly Uint8Array[] => items.filter((_, i) => i !== n);
  it.each<[string, Uint8Array]>([
    ['one that is missing', derSetOf(...without(0))],
    ['one too many', derSetOf(...items, attribute('1.2.3', derOctetString(new Uint8Array(3))))],
    ['one twice', derSetOf(...without(0), without(0)[0]!)],
    ['another content type', derSetOf(...without(0), attribute(OID.contentType, derOid(OID.tstInfo)))],
    ['a SEQUENCE', derSequence(...items)],
    ['another order', Buffer.concat([attributes.subarray(0, attributes.length - sum(items)), ...items.toReversed()])],
    ['bytes behind them', Buffer.concat([attributes, Uint8Array.of(0)])],
  ])('are refused with %s', (_, bytes) => {
    expect(() => readApprovedAttributes(bytes)).toThrow('DOC_SIGNATURE_MALFORMED');
  });
});

function sum(items: readonly Uint8Array[]): number {
  return items.reduce((total, item) => total + item.length, 0);
}
