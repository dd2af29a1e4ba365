import { describe, expect, it } from 'vitest';
import { derLength } from '#main/formats/der/der-element.ts';
import { digestOf } from '#main/formats/x509/digest-name.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { signedValueKind } from '#main/formats/cms/signed-value.ts';
import { signerCertificate } from '#main/formats/cms/signer.ts';
import { verifySignedData } from '#main/formats/cms/verify.ts';
import { readTimestampToken, verifyTimestampToken } from '#main/formats/cms/timestamp.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { keyUsageFact } from '#main/trust/key-usage.ts';
import { corpus, corpusFile, ofdEntry, pdfSignatures } from '#test/support/corpus-entries.ts';

const trimmed = (contents: Uint8Array) => contents.subarray(0, derLength(contents) ?? 0);

const check = (contents: Uint8Array, covered: Uint8Array) => {
  const facts = verifySignedData(readSignedData(contents), {
    contentDigest: (name) => digestOf(name, covered),
    content: covered,
  });
  const notOk = facts.filter(({ state }) => state !== 'ok');
  return Object.fromEntries(notOk.map((f) => [f.check.slice(4), f.reason ?? f.state]));
};
const NO_SIGNING_CERTIFICATE = { signingCertificate: 'signing-certificate-absent' };

describe.skipIf(!corpus)('SignedData of the public corpus (SEALKEEPER_CORPUS)', () => {
  it.each([
    ['derived/signed-sm2-pkcs7-oid.pdf', NO_SIGNING_CERTIFICATE],
    ['derived/signed-sm2-gmt0010-oid.pdf', NO_SIGNING_CERTIFICATE],
    ['derived/signed-sm2-page-changed-later.pdf', NO_SIGNING_CERTIFICATE],
    ['derived/signed-sm2-tampered.pdf', { ...NO_SIGNING_CERTIFICATE, messageDigest: 'digest-mismatch' }],
  ])('verifies the SM2 signature of %s', (file, expected) => {
    const [found] = pdfSignatures(`pdf/${file}`);
    expect(check(trimmed(found?.contents ?? new Uint8Array()), found?.covered ?? new Uint8Array())).toEqual(expected);
  });

  it('verifies a GB/T 35275 signature whose content is the digest of Signature.xml', async () => {
    const signature = await ofdEntry('ofd/derived/digital-gbt35275.ofd', 'SignedValue.dat');
    const xml = await ofdEntry('ofd/derived/digital-gbt35275.ofd', '/Signature.xml');
    expect(check(signature, xml)).toEqual({});
    expect(check(signature, xml.subarray(1))).toEqual({ content: 'content-mismatch' });
  });

  it('reads the SignedData of a package with whole-file integrity protection', async () => {
    const data = readSignedData(await ofdEntry('ofd/integrity-protected.ofd', 'signedvalue.dat'));
    const list = await ofdEntry('ofd/integrity-protected.ofd', 'OFDEntries.xml');
    const [certificate] = data.signers.map((signer) => signerCertificate(data, signer));
    expect(readCertificate(certificate ?? new Uint8Array()).publicKeyAlgorithm).toBe('SM2');
    expect(check(data.raw, list)).toEqual({});
  });

  it('tells a bare SM2 signature from everything else', async () => {
    expect(signedValueKind(await ofdEntry('ofd/signed-raw-sm2.ofd', 'SignedValue.dat'))).toBe('bare-sm2');
    expect(signedValueKind(await ofdEntry('ofd/derived/sealed-v4.ofd', 'SignedValue.dat'))).toBe('ses');
    expect(signedValueKind(await ofdEntry('ofd/derived/digital-gbt35275.ofd', 'SignedValue.dat'))).toBe('cms');
    expect(signedValueKind(corpusFile('README.md').subarray(0, 70))).toBe('unknown');
  });

  // What pyHanko reports as intact and valid, and what it says nothing about, in one table.
  it.each([
    ['digitally-signed.pdf', [NO_SIGNING_CERTIFICATE]],
    ['form-update-override-appearance-stream.pdf', [{}, {}]],
    ['incrementally_signed.pdf', [{ ...NO_SIGNING_CERTIFICATE, attributes: 'attributes-not-sorted' }]],
    ['minimal-two-fields-signed-twice.pdf', [NO_SIGNING_CERTIFICATE, NO_SIGNING_CERTIFICATE]],
    ['pdf-signed-added-page.pdf', [{}]],
    ['separate-annots-kids-indir.pdf', [{}, {}]],
    ['sig-no-signed-attrs.pdf', [{}]],
    ['testPAdES_BB.pdf', [{}]],
    ['pades-spoofing-replaced-reason.pdf', [{}, {}]],
    ['pdf-sig-with-econtent.pdf', [{ content: 'content-mismatch' }]],
    ['derived/signed-ecdsa-then-rsa.pdf', [{}, {}]],
  ])('verifies the RSA and ECDSA signatures of %s', (file, expected) => {
    const found = pdfSignatures(`pdf/${file}`);
    expect(found.map(({ contents, covered }) => check(trimmed(contents), covered))).toEqual(expected);
  });

  it('verifies a document timestamp over its byte range, and over nothing else (ATK-28)', () => {
    const [, stamp] = pdfSignatures('pdf/pades-lta-dss-indirect-arrs-test.pdf');
    const token = readTimestampToken(trimmed(stamp?.contents ?? new Uint8Array()));
    const covered = stamp?.covered ?? new Uint8Array();
    expect(verifyTimestampToken(token, covered).filter(({ state }) => state === 'fail')).toEqual([]);
    expect(verifyTimestampToken(token, covered.subarray(1))[0]).toMatchObject({
      state: 'fail',
      reason: 'imprint-mismatch',
    });
    const authority = readCertificate(token.authorityCertificate ?? new Uint8Array());
    expect(keyUsageFact(authority, 'timestamp').state).toBe('ok');
  });
});
