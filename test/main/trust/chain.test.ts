import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/model/verdict.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { checkSealMaker } from '#main/trust/seal-maker.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';

const { root, sub, signer, maker } = demoAuthority();
const at = duringValidity;
const trusted = { roots: [root.certificate], intermediates: [sub.certificate], at };
const problems = (facts: readonly Fact[]) =>
  facts.filter(({ state }) => state !== 'ok').map((f) => [f.check, f.state, f.reason]);

describe('certificate chain at a time', () => {
  it('leads from a signer over the sub CA to the root, with a fact for each link', () => {
    const chain = buildChain(signer.certificate, trusted);
    expect(chain.path.map(({ commonName }) => commonName)).toEqual(['张三', '测试运营CA', '测试根']);
    expect(chain.facts.filter(({ check }) => check === 'chain.link').map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(chain.isTrusted).toBe(true);
  });

  it('stays unknown when the intermediate is missing', () => {
    const chain = buildChain(signer.certificate, { ...trusted, intermediates: [] });
    expect(problems(chain.facts)).toEqual([['chain.root', 'unknown', 'issuer-not-found']]);
    expect(chain.isTrusted).toBe(false);
  });

  it('stays unknown for a root nobody trusts', () => {
    const chain = buildChain(signer.certificate, {
      ...trusted,
      roots: [],
      intermediates: [sub.certificate, root.certificate],
    });
    expect(problems(chain.facts)).toEqual([['chain.root', 'unknown', 'self-signed-not-trusted']]);
  });

  it.each([
    ['before', new Date('2025-12-31T23:59:59Z'), 'certificate-not-yet-valid'],
    ['after', new Date('2036-01-01T00:00:01Z'), 'certificate-expired'],
  ])('fails %s the validity of its certificates (ATK-21)', (_, when, reason) => {
    const chain = buildChain(signer.certificate, { ...trusted, at: when });
    expect(problems(chain.facts)).toEqual([1, 2, 3].map(() => ['chain.validity', 'fail', reason]));
  });

  it('fails a link whose signature was made by another key of the same name', () => {
    const impostor = issue('测试运营CA', 'sub-ca', root);
    const forged = issue('张三', 'signer', impostor, {
      issuer: { subjectDer: sub.certificate.subjectDer, publicKey: sub.publicKey },
    });
    expect(problems(buildChain(forged.certificate, trusted).facts)).toEqual([
      ['chain.link', 'fail', 'signature-mismatch'],
    ]);
  });

  it('fails when an end certificate plays the authority', () => {
    const forged = issue('李四', 'signer', signer);
    const chain = buildChain(forged.certificate, { ...trusted, intermediates: [sub.certificate, signer.certificate] });
    expect(problems(chain.facts)).toContainEqual(['chain.link', 'fail', 'issuer-not-ca']);
    expect(chain.isTrusted).toBe(false);
  });

  it('fails when a path is longer than an authority allowed', () => {
    const below = issue('下级CA', 'sub-ca', sub);
    const leaf = issue('王五', 'signer', below);
    const chain = buildChain(leaf.certificate, { ...trusted, intermediates: [sub.certificate, below.certificate] });
    expect(problems(chain.facts)).toEqual([['chain.link', 'fail', 'path-length-exceeded']]);
  });

  it('refuses an encryption certificate and a CA certificate as the signer', () => {
    const encryption = issue('张三', 'encryption', sub);
    expect(problems(buildChain(encryption.certificate, trusted).facts)).toEqual([
      ['chain.keyUsage', 'fail', 'encryption-certificate'],
    ]);
    expect(problems(buildChain(sub.certificate, trusted).facts)).toEqual([
      ['chain.keyUsage', 'fail', 'ca-certificate-as-signer'],
    ]);
  });

  it('asks a timestamp certificate for its purpose (ATK-28)', () => {
    const tsa = issue('时间戳', 'timestamp', sub);
    expect(buildChain(tsa.certificate, { ...trusted, role: 'timestamp' }).isTrusted).toBe(true);
    expect(problems(buildChain(signer.certificate, { ...trusted, role: 'timestamp' }).facts)).toEqual([
      ['chain.keyUsage', 'fail', 'not-a-timestamp-certificate'],
    ]);
  });

  it('finds the right way past many false authorities of the same name', () => {
    const impostors = Array.from({ length: 60 }, () => issue('测试运营CA', 'sub-ca').certificate);
    const chain = buildChain(signer.certificate, { ...trusted, intermediates: [...impostors, sub.certificate] });
    expect(chain.isTrusted).toBe(true);
  });

  it('ends the search among many authorities of one name', () => {
    const doubles = Array.from(
      { length: 40 },
      () =>
        issue('同名CA', 'sub-ca', undefined, {
          issuer: {
            subjectDer: distinguishedName({ C: 'CN', O: '测试机构', CN: '同名CA' }),
            publicKey: root.publicKey,
          },
          subjectDer: distinguishedName({ C: 'CN', O: '测试机构', CN: '同名CA' }),
        }).certificate,
    );
    const [first] = doubles;
    const chain = buildChain(first ?? root.certificate, { roots: [], intermediates: doubles, at });
    expect(chain.isTrusted).toBe(false);
    expect(chain.path.length).toBeLessThanOrEqual(6);
  });

  it('refuses a certificate with a key that is not on the curve it names (ATK-23)', () => {
    const der = Uint8Array.from(signer.certificate.der);
    const key = Buffer.from(der).indexOf(Buffer.from(signer.publicKey));
    der[key + 64] = (der[key + 64] ?? 0) ^ 1;
    const certificate = readCertificate(der);
    expect([certificate.publicKey, certificate.publicKeyAlgorithm]).toEqual([null, 'SM2']);
    expect(problems(buildChain(certificate, trusted).facts)).toEqual([['chain.link', 'fail', 'signature-mismatch']]);
  });
});

describe('seal maker', () => {
  const list = { ...emptyTrustList, signerRoots: [root.certificate], intermediates: [sub.certificate] };

  it('is trusted when pinned', () => {
    const result = checkSealMaker(maker.certificate, { ...list, makers: [maker.certificate] }, at);
    expect(problems(result.facts)).toEqual([]);
    expect(result.isTrusted).toBe(true);
  });

  it('is not trusted for a chain to the authority of the signers (ATK-20)', () => {
    const result = checkSealMaker(maker.certificate, list, at);
    expect(result.facts[0]).toMatchObject({ check: 'trust.maker', state: 'unknown', reason: 'maker-not-listed' });
    expect(result.isTrusted).toBe(false);
  });

  it('is not trusted when it signed its own certificate (ATK-20)', () => {
    const forged = issue('制章中心', 'seal-maker');
    expect(checkSealMaker(forged.certificate, list, at).isTrusted).toBe(false);
  });

  it('is trusted under a root that is listed for makers', () => {
    const result = checkSealMaker(maker.certificate, { ...list, makerRoots: [root.certificate] }, at);
    expect(result.isTrusted).toBe(true);
  });

  it('fails when the pinned certificate had expired', () => {
    const result = checkSealMaker(
      maker.certificate,
      { ...list, makers: [maker.certificate] },
      new Date('2040-01-01T00:00:00Z'),
    );
    expect(problems(result.facts)).toEqual([['chain.validity', 'fail', 'certificate-expired']]);
  });
});
