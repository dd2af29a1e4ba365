import { describe, expect, it } from 'vitest';
import { emptyTrustList, type TrustList } from '#main/trust/trust-list.ts';
import { checkSigner } from '#main/verification/check-signer.ts';
import { demoAuthority, duringValidity, issue } from '#test/support/demo-authority.ts';
import { trustIn } from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const { root, sub, signer, maker } = authority;
const withoutSub = trustIn(authority, { intermediates: [] });

function ofRoot(trust: TrustList, by = maker, who = signer): string {
  const facts = checkSigner(who.certificate, by?.certificate ?? null, trust, duringValidity);
  const fact = facts.find(({ check }) => check === 'chain.root');
  return [fact?.state, fact?.reason].filter(Boolean).join(' ');
}

describe("chain of the signer's certificate", () => {
  it('is in order when it reaches a trusted root', () => {
    expect(ofRoot(trustIn(authority))).toBe('ok');
  });

  it('uses intermediates the document carries, and trusts them for nothing', () => {
    const carried = [sub.certificate];
    const facts = checkSigner(signer.certificate, null, withoutSub, duringValidity, carried);
    expect(facts.find(({ check }) => check === 'chain.root')?.state).toBe('ok');
    const untrusted = checkSigner(signer.certificate, null, emptyTrustList, duringValidity, [
      ...carried,
      root.certificate,
    ]);
    expect(untrusted.find(({ check }) => check === 'chain.root')).toMatchObject({ state: 'unknown' });
  });
});

describe('a missing issuer, vouched for by the seal maker', () => {
  it('is a warning when a pinned maker has the very same issuer', () => {
    expect(ofRoot(withoutSub)).toBe('warn issuer-vouched-by-maker');
  });

  it.each([
    ['the maker is not pinned', { ...withoutSub, makers: [] }],
    ['no root is trusted at all', { ...withoutSub, signerRoots: [] }],
  ])('stays open when %s', (_, trust) => {
    expect(ofRoot(trust)).toBe('unknown issuer-not-found');
  });

  it('stays open when there is no seal', () => {
    const facts = checkSigner(signer.certificate, null, withoutSub, duringValidity);
    expect(facts.find(({ check }) => check === 'chain.root')).toMatchObject({ reason: 'issuer-not-found' });
  });

  it('stays open when the maker has another issuer', () => {
    const other = issue('别处的制章者', 'seal-maker', root);
    expect(ofRoot({ ...withoutSub, makers: [other.certificate] }, other)).toBe('unknown issuer-not-found');
  });

  it('stays open when the issuer has the same name and another key', () => {
    const double = issue('测试运营CA', 'sub-ca', root);
    const stranger = issue('张三', 'signer', double);
    expect(ofRoot(withoutSub, maker, stranger)).toBe('unknown issuer-not-found');
  });

  it('excuses nothing else: a certificate that had expired still fails', () => {
    const late = new Date('2037-01-01T00:00:00Z');
    const facts = checkSigner(signer.certificate, maker.certificate, withoutSub, late);
    expect(facts).toContainEqual(expect.objectContaining({ check: 'chain.validity', state: 'fail' }));
  });
});

describe('certificates that are not for signing', () => {
  it('leave a certificate people made for themselves undecided, and fail that of an authority', () => {
    const homemade = checkSigner(root.certificate, null, trustIn(authority), duringValidity);
    expect(homemade).toContainEqual(
      expect.objectContaining({ check: 'chain.keyUsage', state: 'unknown', reason: 'ca-certificate-as-signer' }),
    );
    const operating = checkSigner(sub.certificate, null, trustIn(authority), duringValidity);
    expect(operating).toContainEqual(expect.objectContaining({ check: 'chain.keyUsage', state: 'fail' }));
  });

  it('fail an encryption certificate', () => {
    const encryption = issue('张三', 'encryption', sub);
    const facts = checkSigner(encryption.certificate, null, trustIn(authority), duringValidity);
    expect(facts).toContainEqual(expect.objectContaining({ state: 'fail', reason: 'encryption-certificate' }));
  });
});
