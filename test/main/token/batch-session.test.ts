import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sm2Digest, sm2Verify } from '#main/sm/sm2.ts';
import { openBatchSession } from '#main/token/batch-session.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { ApprovedBatch, mintApprovedBatch } from '#main/warrant/approved-batch.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { openOffice, reservedWarrant } from '#test/main/warrant/warrant-fixture.ts';
import { answerWith, sessionClock, tbsOver } from './session-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'batch-session-'));
let key: PersonalisedSoftkey;
let service: TokenService;
beforeAll(async () => {
  key = await makePersonalisedSoftkey(join(dir, 'plain'));
  service = key.openService();
});
afterAll(() => {
  service.close();
  rmSync(dir, { recursive: true, force: true });
});

const digestOf = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const opened = openOffice();
let sequence = 0;

/** A warrant of document `n`, reserved, with what it signs. */
function warrantOf(n: number, of: PersonalisedSoftkey = key) {
  sequence += 1;
  const requestId = `request-${n}-${sequence}`;
  const message = tbsOver(digestOf(n));
  const e = sm2Digest(of.publicKey, message);
  const warrant = reservedWarrant(opened, e, {
    requestId,
    documentDigestSm3: digestOf(n),
    signerCertSm3: of.identity.certificateSm3,
    tokenSerial: of.identity.serial,
  });
  return { requestId, warrant, e, message, digest: Buffer.from(digestOf(n)).toString('hex') };
}

type Listed = ReturnType<typeof warrantOf>;

function batchOf(files: readonly Listed[], of: PersonalisedSoftkey = key): ApprovedBatch {
  return mintApprovedBatch({
    batchId: 'batch-1',
    title: '许可证 3 份',
    signerCertSm3: of.identity.certificateSm3,
    tokenSerial: of.identity.serial,
    documents: new Map(files.map(({ requestId, digest }) => [requestId, digest])),
  });
}

function open(batch: ApprovedBatch, pinEntry: PinEntry, of: PersonalisedSoftkey = key, on: TokenService = service) {
  return openBatchSession(on, {
    batch,
    tokenIdentity: of.identity,
    pinEntry,
    isTrainingKeyAllowed: true,
    clock: sessionClock,
    maxMinutes: 10,
  });
}

const refusedFor = (why: string) => ({ code: 'TOKEN_USE_REFUSED', facts: { detail: `@token.use.${why}` } });

describe('a login for a batch', () => {
  it('asks the PIN once, says for how many files and how long, and signs each on its own warrant', async () => {
    const files = [warrantOf(1), warrantOf(2), warrantOf(3)];
    const entry = answerWith(key.userPin);
    const session = await open(batchOf(files), entry);
    for (const { warrant, e, message } of files) {
      const { signatureRs, useId } = await session.sign(warrant, e, message);
      expect(sm2Verify(key.publicKey, message, signatureRs)).toBe(true);
      expect(useId).toBe(warrant.warrantId);
    }
    await session.close();
    expect(entry.asked).toMatchObject([{ purpose: 'stamping', batch: { documents: 3, minutes: 10 } }]);
  });

  it('signs nothing that is not on the list, whatever its warrant permits, and no other document under its request', async () => {
    const [listed, stranger] = [warrantOf(1), warrantOf(2)];
    const session = await open(batchOf([{ ...listed, digest: stranger.digest }]), answerWith(key.userPin));
    const made = key.signatureCount();
    await expect(session.sign(stranger.warrant, stranger.e, stranger.message)).rejects.toMatchObject(
      refusedFor('notInBatch'),
    );
    await expect(session.sign(listed.warrant, listed.e, listed.message)).rejects.toMatchObject(
      refusedFor('notInBatch'),
    );
    await session.close();
    expect(key.signatureCount()).toBe(made);
  });

  it('gives no second signature on a warrant, and no more signatures than the batch has files', async () => {
    const [first, second] = [warrantOf(1), warrantOf(2)];
    const session = await open(batchOf([first]), answerWith(key.userPin));
    await session.sign(first.warrant, first.e, first.message);
    expect(session.isOver).toBe(true);
    await expect(session.sign(first.warrant, first.e, first.message)).rejects.toMatchObject(refusedFor('batchLimit'));
    await session.close();
    const wider = await open(batchOf([first, second]), answerWith(key.userPin));
    await expect(wider.sign(first.warrant, first.e, first.message)).rejects.toMatchObject(refusedFor('takenBefore'));
    await wider.close();
  });

  it('refuses another digest, a time that is over, and a closed session, without using the warrant up', async () => {
    const [first, second] = [warrantOf(1), warrantOf(2)];
    const session = await open(batchOf([first, second]), answerWith(key.userPin));
    await expect(session.sign(first.warrant, first.e, second.message)).rejects.toMatchObject(refusedFor('otherDigest'));
    sessionClock.advance(10 * 60_000 + 1);
    expect(session.isOver).toBe(true);
    await expect(session.sign(first.warrant, first.e, first.message)).rejects.toMatchObject(refusedFor('batchLimit'));
    await session.close();
    await expect(session.sign(first.warrant, first.e, first.message)).rejects.toMatchObject(
      refusedFor('sessionClosed'),
    );
    const timely = await open(batchOf([first, second]), answerWith(key.userPin));
    expect((await timely.sign(first.warrant, first.e, first.message)).useId).toBe(first.warrant.warrantId);
    await timely.close();
  });

  it('refuses a forged batch and one for another key before a PIN is asked', async () => {
    const entry = answerWith(key.userPin);
    const file = warrantOf(1);
    const forged = { title: 'x', size: 1, tokenSerial: key.identity.serial, permits: () => true } as never;
    await expect(open(forged, entry)).rejects.toMatchObject(refusedFor('forged'));
    const other = mintApprovedBatch({
      batchId: 'b',
      title: 'x',
      signerCertSm3: new Uint8Array(32),
      tokenSerial: key.identity.serial,
      documents: new Map([[file.requestId, file.digest]]),
    });
    await expect(open(other, entry)).rejects.toMatchObject(refusedFor('otherCertificate'));
    expect(entry.asked).toEqual([]);
  });

  it('is refused by a key that wants the PIN for each signature: the PIN is tried once and kept by nobody', async () => {
    const strict = await makePersonalisedSoftkey(join(dir, 'strict'), { personality: ['always-authenticate'] });
    const its = strict.openService();
    const file = warrantOf(1, strict);
    const entry = answerWith(strict.userPin);
    const made = strict.signatureCount();
    await expect(open(batchOf([file], strict), entry, strict, its)).rejects.toMatchObject({
      code: 'TOKEN_PIN_EACH_TIME',
    });
    expect(entry.asked).toHaveLength(1);
    expect(strict.signatureCount()).toBe(made);
    its.close();
  });
});
