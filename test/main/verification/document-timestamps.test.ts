import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { materialInDocument } from '#main/trust/revocation-material.ts';
import { verifyPdf } from '#main/verification/verify-pdf.ts';
import { archived, emptyStore } from '#test/support/archived-documents.ts';
import { demoAuthority, duringValidity, issue, validity } from '#test/support/demo-authority.ts';
import { sealDocument } from '#test/support/sealed-documents.ts';
import { contextOf, decisive, timestampToken, trustIn } from '#test/support/verification-fixture.ts';

const authority = demoAuthority();
const stamper = issue('时间戳', 'timestamp', authority.sub);
const days = (count: number): Date => new Date(duringValidity.getTime() + count * 86_400_000);
const letter = new Uint8Array(readFileSync(path.join(programFiles.samples, '通知.pdf')));
const sealed = await sealDocument(authority, letter, { time: duringValidity });
/** When everything has run out. */
const later = new Date(validity.notAfter.getTime() + 365 * 86_400_000);
const stampedAt = (genTime: Date, by = stamper) => ({ authority: by, genTime });
const store = { ...emptyStore, certificates: [authority.sub.certificate.der] };

const listOf = (reason: { revokedAt: Date; reasonCode?: number }): Uint8Array =>
  issueRevocationList(
    {
      issuerDer: authority.sub.certificate.subjectDer,
      thisUpdate: days(30),
      nextUpdate: days(4000),
      revoked: [{ serialHex: stamper.certificate.serialHex, ...reason }],
    },
    authority.sub.sign,
  );

function judged(bytes: Uint8Array, now = later, lists: readonly Uint8Array[] = []) {
  const revocation = { ...materialInDocument(lists, []), isKept: false };
  return verifyPdf(memorySource(bytes), contextOf(trustIn(authority), { now, revocation }));
}
const told = (reports: ReturnType<typeof judged>): readonly string[] =>
  reports.map(({ kind, verdict, timeSource }) => `${kind} ${verdict} ${timeSource}`);

describe('a document timestamp', () => {
  it('proves that a seal before it was there, so that it outlives the certificates', () => {
    expect(told(judged(sealed))).toEqual(['seal indeterminate claimed']);
    const file = archived(sealed, store, stampedAt(days(1)));
    const reports = judged(file);
    expect(told(reports)).toEqual(['seal valid timestamp', 'timestamp valid timestamp']);
    expect(reports[0]!.facts).toContainEqual({
      check: 'timestamp.document',
      state: 'ok',
      evidence: { proven: days(1).toISOString(), claimed: duringValidity.toISOString() },
    });
  });

  it('proves nothing for a seal that was added behind it', async () => {
    const first = archived(sealed, store, stampedAt(days(1)));
    const both = await sealDocument(authority, first, { time: days(2) });
    expect(told(judged(both))).toEqual([
      'seal valid timestamp',
      'timestamp valid timestamp',
      'seal indeterminate claimed',
    ]);
  });

  it('decides nothing when it came after everything had run out', () => {
    const young = issue('后来的时间戳', 'timestamp', authority.sub);
    const file = archived(sealed, store, stampedAt(new Date(validity.notAfter.getTime() + 86_400_000), young));
    expect(told(judged(file))[0]).toBe('seal indeterminate claimed');
  });

  it('contradicts a seal that claims a later time (ATK-28)', () => {
    const [seal] = judged(archived(sealed, store, stampedAt(days(-1))), days(2));
    expect([seal!.verdict, ...decisive(seal!.facts)]).toEqual(['invalid', 'timestamp.time fail before-claimed-time']);
  });

  it('of somebody nobody trusts, or over an altered file, proves nothing', () => {
    const stranger = issue('无名', 'timestamp', demoAuthority().sub);
    expect(told(judged(archived(sealed, emptyStore, stampedAt(days(1), stranger))))[0]).toBe(
      'seal indeterminate claimed',
    );
    const file = archived(sealed, store, stampedAt(days(1)));
    const altered = Uint8Array.from(file);
    altered[sealed.length + 40]! ^= 1;
    expect(told(judged(altered))[0]).not.toBe('seal valid timestamp');
  });
});

describe('a timestamp authority whose certificate was revoked', () => {
  const withToken = sealDocument(authority, letter, {
    time: duringValidity,
    timestamp: (stamped) => timestampToken(stamper, stamped, duringValidity),
  });
  const reasons = async (...asked: Parameters<typeof judged> extends [unknown, ...infer Rest] ? Rest : never) => {
    const [seal] = judged(await withToken, ...asked);
    return [
      seal!.timeSource,
      ...seal!.facts.filter(({ check }) => check === 'timestampChain.revocation').map(({ reason }) => reason),
    ];
  };

  it('before the timestamp made it proves nothing', async () => {
    expect(await reasons(days(40), [listOf({ revokedAt: days(-1) })])).toEqual(['claimed', 'certificate-revoked']);
  });

  it('since, for a reason that says nothing of its key, still proves what it made', async () => {
    expect(await reasons(days(40), [listOf({ revokedAt: days(10), reasonCode: 5 })])).toEqual([
      'timestamp',
      'revoked-later',
    ]);
    // Without a reason nobody may assume a harmless one.
    expect(await reasons(days(40), [listOf({ revokedAt: days(10) })])).toEqual([
      'claimed',
      'revoked-later-time-unproven',
    ]);
  });

  it('since, because its key was lost, proves nothing by itself, and all that a later timestamp shows to be older', async () => {
    const lost = [listOf({ revokedAt: days(10), reasonCode: 1 })];
    expect(await reasons(days(40), lost)).toEqual(['claimed', 'revoked-later-time-unproven']);
    const other = issue('另一家时间戳', 'timestamp', authority.sub);
    const covered = archived(await withToken, store, stampedAt(days(5), other));
    const [seal] = judged(covered, days(40), lost);
    expect([seal!.timeSource, seal!.signedAt]).toEqual(['timestamp', duringValidity.toISOString()]);
  });

  it('is asked for in lists, and one that is missing or forged is no doubt about a token', async () => {
    expect(await reasons(days(40), [])).toEqual(['timestamp']);
    const forged = listOf({ revokedAt: days(-1) });
    forged[forged.length - 3]! ^= 1;
    expect(await reasons(days(40), [forged])).toEqual(['timestamp', 'crl-signature-invalid']);
  });
});
