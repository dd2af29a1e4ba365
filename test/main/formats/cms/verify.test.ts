import { describe, expect, it } from 'vitest';
import { derOctetString, derOid, derSequence, derX509Time } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { digestOf } from '#main/formats/x509/digest-name.ts';
import { isSignedData, readSignedData } from '#main/formats/cms/read.ts';
import { signingTime } from '#main/formats/cms/signer.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { demoAuthority, issue } from '#test/support/demo-authority.ts';
import { attribute, sampleSignedData, type SampleSignedData } from '#test/support/sample-signed-data.ts';

const { signer, sub } = demoAuthority();
const document = new TextEncoder().encode('关于印发办法的通知');
const attributes = [
  attribute(OID.contentType, derOid(OID.gmData)),
  attribute(OID.messageDigest, derOctetString(sm3(document))),
  attribute(OID.signingTime, derX509Time(new Date('2026-06-01T00:00:00Z'))),
  attribute(
    OID.signingCertificateV2,
    derSequence(derSequence(derSequence(derSequence(derOid(OID.sm3)), derOctetString(sm3(signer.certificate.der))))),
  ),
];

const problems = (sample: SampleSignedData, content: Uint8Array | null = document) => {
  const facts = verifySignedData(readSignedData(sampleSignedData(signer, sample)), {
    contentDigest: (name) => digestOf(name, document),
    ...(content === null ? {} : { content }),
  });
  const notOk = facts.filter(({ state }) => state !== 'ok');
  return Object.fromEntries(notOk.map((f) => [f.check.slice(4), f.reason ?? f.state]));
};

describe('SignedData against a document', () => {
  it.each([
    ['GM around GM', OID.gmSignedData, OID.gmData],
    ['GM around PKCS#7', OID.gmSignedData, OID.pkcs7Data],
    ['PKCS#7 around GM', OID.pkcs7SignedData, OID.gmData],
    ['PKCS#7 around PKCS#7', OID.pkcs7SignedData, OID.pkcs7Data],
  ])('accepts the identifiers %s', (_, outer, inner) => {
    const own = [attribute(OID.contentType, derOid(inner)), ...attributes.slice(1)];
    expect(problems({ outer, inner, attributes: own })).toEqual({});
  });

  it.each([
    ['signed attributes', { attributes }],
    ['the digest of the document as content', { content: sm3(document) }],
    ['the document as content', { content: document }],
    ['attributes over the digest as content', { content: sm3(document), attributes }],
    ['the document itself', { message: document }],
  ])('accepts a signature over %s', (_, sample) => {
    expect(problems(sample)).toEqual({});
  });

  it.each([OID.sm2Sign, OID.sm2SignSm3, OID.sm2Curve])('accepts SM2 named as %s', (signatureOid) => {
    expect(problems({ attributes, signatureOid })).toEqual({});
  });

  it('names a raw signature value (ATK-23)', () => {
    expect(problems({ attributes, isRaw: true })).toEqual({ signature: 'raw-signature-encoding' });
  });

  it('stays unknown for a detached form when the document is not at hand', () => {
    expect(problems({ message: document }, null)).toEqual({ signature: 'content-needed' });
  });

  it('refuses two signers (ATK-9)', () => {
    expect(problems({ attributes, copies: 2 })).toEqual({ signers: 'signer-count' });
  });

  it('refuses no signer at all (ATK-9)', () => {
    expect(problems({ attributes, copies: 0 })).toEqual({ signers: 'signer-count' });
  });

  it('fails a digest of another document, carried or in the attributes', () => {
    const other = sm3(Uint8Array.of(1));
    expect(problems({ content: other })).toEqual({ content: 'content-mismatch' });
    const wrong = [attribute(OID.contentType, derOid(OID.gmData)), attribute(OID.messageDigest, derOctetString(other))];
    expect(problems({ attributes: wrong })).toMatchObject({ messageDigest: 'digest-mismatch' });
  });

  it('fails when messageDigest comes twice or not at all (ATK-9)', () => {
    const twice = [...attributes, attribute(OID.messageDigest, derOctetString(sm3(Uint8Array.of(1))))];
    expect(problems({ attributes: twice })).toEqual({ messageDigest: 'attribute-malformed' });
    const none = attributes.filter((_, i) => i !== 1);
    expect(problems({ attributes: none })).toEqual({ messageDigest: 'message-digest-absent' });
  });

  it('fails when the content type of the attributes is another one (ATK-9)', () => {
    expect(problems({ attributes, inner: OID.tstInfo })).toEqual({ contentType: 'content-type-mismatch' });
  });

  it('fails when the certificate was exchanged for another of the same key (ATK-9)', () => {
    const twin = issue('张三', 'signer', sub, {
      publicKey: signer.publicKey,
      serial: Uint8Array.from(Buffer.from(signer.certificate.serialHex, 'hex')),
      notAfter: new Date('2050-01-01T00:00:00Z'),
    });
    expect(problems({ attributes, certificates: [twin.certificate.der] })).toEqual({
      signingCertificate: 'signing-certificate-mismatch',
    });
  });

  it('warns when nothing binds the certificate (ATK-9)', () => {
    expect(problems({ attributes: attributes.slice(0, 3) })).toEqual({
      signingCertificate: 'signing-certificate-absent',
    });
  });

  it('fails without the certificate of the signer', () => {
    expect(problems({ attributes, certificates: [sub.certificate.der] })).toEqual({
      signerCertificate: 'certificate-missing',
    });
  });

  it('fails SM2 with a digest other than SM3, and MD5 altogether (ATK-9)', () => {
    const sha256 = [attributes[0], attribute(OID.messageDigest, derOctetString(digestOf('sha256', document)))];
    const present = sha256.filter((item) => item !== undefined);
    expect(problems({ attributes: present, digest: OID.sha256 })).toMatchObject({
      signature: 'key-algorithm-mismatch',
    });
    expect(problems({ attributes, digest: OID.md5 })).toEqual({ digestAlgorithm: 'digest-algorithm-unsupported' });
  });

  it('gives the time the signer claims', () => {
    const [info] = readSignedData(sampleSignedData(signer, { attributes })).signers;
    expect(info && signingTime(info)).toEqual(new Date('2026-06-01T00:00:00Z'));
  });

  it('refuses indefinite length and trailing bytes (ATK-9)', () => {
    const bytes = sampleSignedData(signer, { attributes });
    const indefinite = Buffer.concat([Uint8Array.of(0x30, 0x80), bytes.subarray(4), Uint8Array.of(0, 0)]);
    expect(() => readSignedData(indefinite)).toThrow('DOC_SIGNATURE_MALFORMED');
    expect(() => readSignedData(Buffer.concat([bytes, Uint8Array.of(0)]))).toThrow('DOC_SIGNATURE_MALFORMED');
    expect([isSignedData(bytes), isSignedData(indefinite)]).toEqual([true, false]);
  });
});
