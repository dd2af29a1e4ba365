import { describe, expect, it } from 'vitest';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { readRevocationList, type RevocationList } from '#main/trust/revocation-list.ts';
import { revocationFact, type RevocationInput } from '#main/trust/revocation.ts';
import { demoAuthority, issue, validity, type KeyHolder } from '#test/support/demo-authority.ts';

const { root, sub, signer } = demoAuthority();
const june = (day: number) => new Date(Date.UTC(2027, 5, day));

const listOf = (holder: KeyHolder, revokedAt?: Date, thisUpdate = june(20)): RevocationList =>
  readRevocationList(
    issueRevocationList(
      {
        issuerDer: sub.certificate.subjectDer,
        thisUpdate,
        nextUpdate: new Date(thisUpdate.getTime() + 7 * 86_400_000),
        revoked: revokedAt === undefined ? [] : [{ serialHex: signer.certificate.serialHex, revokedAt }],
      },
      holder.sign,
    ),
  );

const check = (lists: RevocationList[], changes: Partial<RevocationInput> = {}) => {
  const { state, reason } = revocationFact(signer.certificate, {
    material: { lists, responses: [], isKept: true },
    issuer: sub.certificate,
    at: june(10),
    now: june(21),
    isTimeProven: false,
    ...changes,
  });
  return reason ?? state;
};

describe('revocation of a certificate at a time', () => {
  it('is ok when a fresh list signed by the issuer does not name it', () => {
    expect(check([listOf(sub)])).toBe('ok');
  });

  it('fails when it was revoked before the signature (ATK-21)', () => {
    expect(check([listOf(sub, june(9))])).toBe('certificate-revoked');
  });

  it('stays unknown when it was revoked later and the time is only claimed', () => {
    expect(check([listOf(sub, june(11))])).toBe('revoked-later-time-unproven');
  });

  it('is a warning when it was revoked later and the time is proven', () => {
    expect(check([listOf(sub, june(11))], { isTimeProven: true })).toBe('revoked-later');
  });

  it('stays unknown without a list, and with one of another issuer', () => {
    expect(check([])).toBe('crl-missing');
    const other = revocationFact(sub.certificate, {
      material: { lists: [listOf(sub)], responses: [], isKept: true },
      issuer: root.certificate,
      at: june(10),
      now: june(21),
      isTimeProven: false,
    });
    expect(other.reason).toBe('crl-missing');
  });

  it('stays unknown when the list is past its next update', () => {
    expect(check([listOf(sub, undefined, june(1))], { now: june(21) })).toBe('crl-stale');
  });

  it('is told by a list in force at a proven time, and not at a claimed one (ATK-28)', () => {
    const inForceThen = [listOf(sub, undefined, june(8))];
    expect(check(inForceThen, { isTimeProven: true })).toBe('ok');
    expect(check(inForceThen)).toBe('crl-stale');
    expect(check([listOf(sub, undefined, june(1))], { isTimeProven: true })).toBe('crl-stale');
  });

  it('still fails when a stale list names the certificate', () => {
    expect(check([listOf(sub, june(1), june(2))], { now: june(21) })).toBe('certificate-revoked');
  });

  it('does not believe a list signed by someone else', () => {
    expect(check([listOf(root, june(9))])).toBe('crl-signature-invalid');
  });

  it('does not believe an issuer that may not sign lists', () => {
    const noCrl = issue('测试运营CA', 'signer', root);
    expect(check([listOf(noCrl)], { issuer: noCrl.certificate })).toBe('crl-issuer-key-usage');
  });

  it('reads thousands of entries', () => {
    const revoked = Array.from({ length: 20_000 }, (_, i) => ({
      serialHex: (0x10000000 + i).toString(16),
      revokedAt: june(1),
    }));
    const list = readRevocationList(
      issueRevocationList(
        {
          issuerDer: sub.certificate.subjectDer,
          thisUpdate: validity.notBefore,
          nextUpdate: validity.notAfter,
          revoked,
        },
        sub.sign,
      ),
    );
    expect(list.revoked.size).toBe(20_000);
  });
});
