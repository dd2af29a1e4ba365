import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { displayName, distinguishedName, maskIdentityNumbers, namesMatch } from '#main/trust/distinguished-name.ts';
import { keyUsageFact } from '#main/trust/key-usage.ts';
import { checkSealMaker } from '#main/trust/seal-maker.ts';
import { readTrustFolder } from '#main/trust/trust-list.ts';
import { corpus, ofdEntry } from '#test/support/corpus-entries.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';

describe('certificate', () => {
  const { signer, sub } = demoAuthority();

  it('tells its fields, in the words of the standard', () => {
    expect(signer.certificate).toMatchObject({
      subject: 'C=CN, O=测试机构, CN=张三',
      issuer: 'C=CN, O=测试机构, CN=测试运营CA',
      publicKeyAlgorithm: 'SM2',
      isCa: false,
      isSelfIssued: false,
      isNonDer: false,
    });
    expect([...(signer.certificate.keyUsage ?? [])]).toEqual(['digitalSignature', 'nonRepudiation']);
    expect(signer.certificate.publicKey).toEqual(signer.publicKey);
    expect(sub.certificate.pathLength).toBe(0);
  });

  it.each([
    ['cut', (der: Uint8Array) => der.subarray(0, -1)],
    ['followed by other bytes', (der: Uint8Array) => Buffer.concat([der, Buffer.from([0])])],
    [
      'of indefinite length',
      (der: Uint8Array) => Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]),
    ],
    [
      'with an algorithm inside that differs from the one outside',
      (der: Uint8Array) => {
        const changed = Uint8Array.from(der);
        const at = Buffer.from(changed).indexOf(Buffer.from('06082a811ccf55018375', 'hex'));
        changed[at + 9] = 0x74;
        return changed;
      },
    ],
  ])('is refused when it is %s', (_, change) => {
    expect(() => readCertificate(change(signer.certificate.der))).toThrow('TRUST_CERT_MALFORMED');
  });
});

describe('name of a person or body', () => {
  it('matches without regard to case, width and surplus spaces', () => {
    const a = distinguishedName({ C: 'CN', O: 'Test  Org', CN: '张三' });
    const b = distinguishedName({ C: 'CN', O: 'TEST ORG', CN: '张三' });
    expect([namesMatch(a, b), namesMatch(a, distinguishedName({ C: 'CN', O: 'Test', CN: '张三' }))]).toEqual([
      true,
      false,
    ]);
  });

  it('hides the middle of an identity number', () => {
    expect(maskIdentityNumbers('张三 11010519491231002X')).toBe('张三 110105***********X');
    expect(displayName(distinguishedName({ CN: '110105194912310021' }))).toBe('CN=110105***********1');
    expect(maskIdentityNumbers('91110000100000000X')).toBe('91110000100000000X');
  });
});

describe.skipIf(!corpus)('certificates of the public corpus (SEALKEEPER_CORPUS)', () => {
  const at = new Date('2026-11-21T21:00:00Z');

  it('leads the user over the sub CA to the root, and pins who is no authority', async () => {
    const trust = readTrustFolder(join(corpus ?? '', 'ofd/derived'));
    expect(trust.ignored).toEqual([]);
    expect(trust.makers.map(({ commonName }) => commonName)).toEqual(['Test maker', 'Test user']);
    const signature = readSesSignature(await ofdEntry('ofd/derived/sealed-v4.ofd', 'SignedValue.dat'));
    const user = readCertificate(signature.certificate);
    const chain = buildChain(user, { roots: trust.signerRoots, intermediates: trust.intermediates, at });
    expect(chain.path.map(({ commonName }) => commonName)).toEqual(['Test user', 'Test SM2 Sub CA', 'Test SM2 Root']);
    expect(chain.isTrusted).toBe(true);
    expect(checkSealMaker(readCertificate(signature.seal.makerCertificate), trust, at).isTrusted).toBe(true);
    // Left out of the folder, the user is nobody who makes seals.
    const pinned = trust.makers.filter(({ der }) => Buffer.compare(der, user.der) !== 0);
    expect(checkSealMaker(user, { ...trust, makers: pinned }, at).isTrusted).toBe(false);
  });

  it('reads the certificates of a provincial authority and finds them fit to sign', async () => {
    const signature = readSesSignature(await ofdEntry('ofd/signed-v4-gomain-altered.ofd', 'SignedValue.dat'));
    const [signer, maker] = [signature.certificate, signature.seal.makerCertificate].map((der) => readCertificate(der));
    expect([signer?.publicKeyAlgorithm, maker?.publicKeyAlgorithm]).toEqual(['SM2', 'SM2']);
    expect(signer && keyUsageFact(signer, 'signer').state).toBe('ok');
    // This authority gives seal makers a critical timeStamping purpose: odd, and not a refusal.
    expect(maker && keyUsageFact(maker, 'seal-maker').reason).toBe('extended-key-usage-unusual');
    const chain = signer && buildChain(signer, { roots: [], intermediates: [], at: new Date('2020-10-10T06:58:41Z') });
    expect(chain?.facts.find(({ check }) => check === 'chain.root')?.reason).toBe('issuer-not-found');
  });
});
