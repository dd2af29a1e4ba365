import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { readOcspResponse } from '#main/trust/ocsp-response.ts';
import { readRevocationFolder } from '#main/trust/revocation-folder.ts';
import { materialInDocument, noMaterial, type RevocationMaterial } from '#main/trust/revocation-material.ts';
import { judgeSes } from '#main/verification/check-ses.ts';
import { verdictOf } from '#main/verification/verdict-of.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { ocspAnswer } from '#test/support/ocsp-sample.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { contextOf, original, sesSignature, trustIn } from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const { sub, signer, maker, root } = authority;
const days = (count: number): Date => new Date(duringValidity.getTime() + count * 86_400_000);
const folder = mkdtempSync(join(tmpdir(), 'revocation-'));
afterAll(() => rmSync(folder, { recursive: true }));

const listOf = (revoked: readonly { serialHex: string; revokedAt: Date }[], by = sub): Uint8Array =>
  issueRevocationList(
    { issuerDer: sub.certificate.subjectDer, thisUpdate: days(0.5), nextUpdate: days(7), revoked },
    by.sign,
  );
const kept = (lists: readonly Uint8Array[], responses: readonly Uint8Array[] = []): RevocationMaterial => ({
  ...materialInDocument(lists, responses),
  isKept: true,
});
const revokedAt = (at: Date, { certificate } = signer) => [{ serialHex: certificate.serialHex, revokedAt: at }];

function judged(revocation: RevocationMaterial | undefined): string {
  const signature = readSesSignature(sesSignature(authority));
  const context = contextOf(trustIn(authority), { ...(revocation && { revocation }) });
  const { facts } = judgeSes(signature, () => sm3(original), context);
  const { verdict } = verdictOf(facts);
  const asked = facts.filter(({ check }) => check.endsWith('.revocation'));
  return [verdict, ...asked.map(({ check, state, reason }) => `${check}:${reason ?? state}`)].join(' ');
}

describe('revocation in the verdict on a seal (ATK-21)', () => {
  it('is valid where a fresh list does not name the signer', () => {
    expect(judged(kept([listOf([])]))).toBe('valid chain.revocation:ok');
  });

  it('is invalid when the certificate was revoked before', () => {
    expect(judged(kept([listOf(revokedAt(days(-1)))]))).toContain('invalid chain.revocation:certificate-revoked');
  });

  it('is undecided when it was revoked since and only the signer says when he signed', () => {
    const since = judged(kept([listOf(revokedAt(days(0.2)))]));
    expect(since).toContain('indeterminate chain.revocation:revoked-later-time-unproven');
  });

  it('is undecided where lists are kept and none speaks of the issuer, and where the list is forged', () => {
    expect(judged(kept([]))).toContain('indeterminate chain.revocation:crl-missing');
    expect(judged(kept([listOf([], root)]))).toContain('indeterminate chain.revocation:crl-signature-invalid');
  });

  it('is told as a warning where nobody keeps lists', () => {
    expect(judged(noMaterial)).toBe('valid chain.revocation:no-revocation-source');
    expect(judged(undefined)).toBe('valid');
  });
});

describe('an OCSP response (GB/T 19713, RFC 6960)', () => {
  const good = ocspAnswer({ issuer: sub, certificate: signer.certificate, thisUpdate: days(0.5), nextUpdate: days(2) });

  it('is believed from the issuer', () => {
    expect(judged(kept([], [good]))).toContain('valid chain.revocation:ok');
  });

  it('revokes', () => {
    const revoked = ocspAnswer({
      issuer: sub,
      certificate: signer.certificate,
      thisUpdate: days(0.5),
      nextUpdate: days(2),
      revokedAt: days(-2),
    });
    expect(judged(kept([], [revoked]))).toContain('invalid chain.revocation:certificate-revoked');
  });

  it('is not believed from somebody else, even with a certificate of the issuer', () => {
    const other = ocspAnswer({
      issuer: sub,
      certificate: signer.certificate,
      thisUpdate: days(0.5),
      nextUpdate: days(2),
      by: maker,
    });
    expect(judged(kept([], [other]))).toContain('indeterminate chain.revocation:ocsp-responder-not-authorised');
  });

  it('is stale after its time', () => {
    const old = ocspAnswer({
      issuer: sub,
      certificate: signer.certificate,
      thisUpdate: days(-3),
      nextUpdate: days(-1),
    });
    expect(judged(kept([], [old]))).toContain('indeterminate chain.revocation:crl-stale');
  });

  it.skipIf(!canRun('openssl'))('is read by openssl alike', () => {
    const file = join(folder, 'one.ocsp');
    writeFileSync(file, good);
    const { text } = ask('openssl', ['ocsp', '-respin', file, '-noverify', '-text']);
    expect(text).toContain('OCSP Response Status: successful');
    expect(text.toLowerCase()).toContain(signer.certificate.serialHex.replace(/^0+/, '').slice(0, 8));
    expect(text).toContain('Cert Status: good');
  });

  it('is refused when it is damaged', async () => {
    expect(await refusalOf(() => readOcspResponse(good.subarray(0, good.length - 3)))).toBe('TRUST_OCSP_MALFORMED');
  });
});

describe('a folder of revocation lists', () => {
  it('is read with its subfolders, in DER and PEM', () => {
    const dir = join(folder, 'trust');
    mkdirSync(join(dir, 'lists'), { recursive: true });
    writeFileSync(join(dir, 'a.crl'), listOf([]));
    const base64 = Buffer.from(listOf([])).toString('base64');
    writeFileSync(join(dir, 'lists', 'b.crl'), `-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`);
    const { lists, isKept } = readRevocationFolder(dir);
    expect([lists.length, isKept]).toEqual([2, true]);
    expect(readFileSync(join(dir, 'a.crl')).length).toBeGreaterThan(0);
  });

  it('is refused when one of them cannot be read, for a revocation unseen looks like none', async () => {
    const dir = join(folder, 'broken');
    mkdirSync(dir);
    writeFileSync(join(dir, 'a.crl'), 'no list');
    expect(await refusalOf(() => readRevocationFolder(dir))).toBe('TRUST_LIST_UNREADABLE');
  });

  it('that is not there keeps nothing', () => {
    expect(readRevocationFolder(join(folder, 'nowhere'))).toEqual(noMaterial);
  });
});
