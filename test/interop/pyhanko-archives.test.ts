import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { noMaterial } from '#main/trust/revocation-material.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import { archived, emptyStore } from '#test/support/archived-documents.ts';
import { issue } from '#test/support/demo-authority.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { hasPyHanko, runPyHanko } from '#test/support/pyhanko.ts';
import { authorityOfToday } from '#test/support/sealed-documents.ts';

describe.skipIf(!hasPyHanko)('material that was laid behind a signature of another program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archives-'));
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
  const store = () => ({
    certificates: [read('sub.der'), read('root.der')],
    lists: [read('sub.crl'), read('root.crl')],
    responses: [],
  });

  beforeAll(async () => {
    writeFileSync(join(folder, 'original.pdf'), pdfDocument([{}]));
    await runPyHanko('ltv.py', ['make', folder, join(folder, 'original.pdf')]);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  async function judged(name: string, bytes: Uint8Array): Promise<Readonly<Record<string, unknown>>> {
    writeFileSync(join(folder, name), bytes);
    return JSON.parse(await runPyHanko('ltv.py', ['judge', folder, join(folder, name)])) as Record<string, unknown>;
  }

  /** Our own verdict, by somebody who has the root and nothing else. */
  async function ours(name: string) {
    const trust = { ...emptyTrustList, signerRoots: [readCertificate(read('root.der'))] };
    const context = { trust, now: new Date(), status: null, revocation: { ...noMaterial, isKept: true } };
    const { verdict, signatures } = await verifyFile(join(folder, name), context, createWords().error);
    const revocation = signatures[0]!.facts.filter(({ check }) => check === 'chain.revocation');
    return { verdict, revocation: revocation.map(({ state, reason }) => reason ?? state) };
  }

  it('is what both need: without it the chain ends nowhere', async () => {
    expect(await judged('bare.pdf', read('signed.pdf'))).toEqual({ store: null });
    expect((await ours('bare.pdf')).verdict).toBe('indeterminate');
  });

  it('is read by pyHanko, which then trusts the signature with the root alone, and so do we', async () => {
    expect(await judged('archived.pdf', archived(read('signed.pdf'), store()))).toEqual({
      store: [2, 2, 0],
      intact: true,
      valid: true,
      trusted: true,
      coverage: 'ENTIRE_REVISION',
      modification: 'LTA_UPDATES',
      timestamps: 0,
    });
    expect(await ours('archived.pdf')).toEqual({ verdict: 'valid', revocation: ['ok', 'ok'] });
  });

  it('is the lowest kind of change with a document timestamp as well', async () => {
    const { sub } = authorityOfToday();
    const authority = issue('时间戳', 'timestamp', sub);
    const file = archived(read('signed.pdf'), store(), { authority, genTime: new Date() });
    expect(await judged('timestamped.pdf', file)).toMatchObject({
      trusted: true,
      modification: 'LTA_UPDATES',
      timestamps: 1,
    });
  });

  it('counts for nothing when it was forged: a list somebody else signed leaves the question open', async () => {
    const forged = read('sub.crl');
    forged[forged.length - 5]! ^= 1;
    const lists = [forged, read('root.crl')];
    const file = archived(read('signed.pdf'), { ...emptyStore, certificates: store().certificates, lists });
    expect((await judged('forged.pdf', file))['trusted']).toBe(false);
    expect(await ours('forged.pdf')).toMatchObject({
      verdict: 'indeterminate',
      revocation: ['crl-signature-invalid', 'ok'],
    });
  });
});
