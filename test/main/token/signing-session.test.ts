import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#main/storage/database.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openSigningSession } from '#main/token/signing-session.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { ActivationProofUse, SelfTestUse } from '#main/warrant/key-use.ts';
import { mintSealMakingUse } from '#main/warrant/seal-making-use.ts';
import { findJournaled, journalSignature } from '#main/warrant/signature-journal.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { answerWith, openFor, sessionClock, stampOnce, tbs, warrantFor } from './session-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'signing-session-'));
let key: PersonalisedSoftkey;
let service: TokenService;
beforeAll(async () => {
  key = await makePersonalisedSoftkey(dir);
  service = key.openService();
});
afterAll(() => {
  service.close();
  rmSync(dir, { recursive: true, force: true });
});

const openWith = <Use extends Parameters<typeof openSigningSession>[1]['use']>(use: Use) =>
  openSigningSession(service, {
    use,
    tokenIdentity: key.identity,
    pinEntry: answerWith(key.userPin),
    isTrainingKeyAllowed: true,
    clock: sessionClock,
  });

describe('signing session', () => {
  it('signs the reserved digest, in both forms, bound to certificate and token (U-CUS-1)', async () => {
    const signature = await stampOnce(service, key);
    expect(sm2Verify(key.publicKey, tbs, signature.signatureRs)).toBe(true);
    expect(signature.signatureDer[0]).toBe(0x30);
    expect(signature).toMatchObject({ useKind: 'stamping', tokenSerial: key.identity.serial });
    expect(signature.certificateSm3).toEqual(sm3(key.certificate));
  });

  it.skipIf(!hasOpenssl)('gives a signature that OpenSSL verifies', async () => {
    const openssl = openOpensslSm2();
    const { signatureDer } = await stampOnce(service, key);
    expect(openssl.verify(key.publicKey, tbs, signatureDer, '1234567812345678')).toBe(true);
    openssl.close();
  });

  it('tells the person what the PIN is for, and for which key', async () => {
    const entry = answerWith(key.userPin);
    await stampOnce(service, key, entry);
    expect(entry.asked).toEqual([
      {
        purpose: 'stamping',
        documentName: '关于放假的通知.pdf',
        tokenSerial: key.identity.serial,
        triesState: 'normal',
        minLength: 6,
        maxLength: 16,
      },
    ]);
  });

  it('gives a signature that can be journaled at once for the reserved warrant', async () => {
    const { db, warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const signature = await session.sign(e);
    await session.close();
    transaction(db, (tx) => journalSignature(tx, signature));
    expect(findJournaled(db, warrant.warrantId)?.signatureRs).toEqual(signature.signatureRs);
  });

  it('refuses a second signature on one warrant, in the same session and in another', async () => {
    const { warrant, e } = warrantFor(key);
    const made = key.signatureCount();
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    await session.sign(e);
    await expect(session.sign(e)).rejects.toMatchObject({ code: 'TOKEN_USE_REFUSED' });
    await session.close();
    const second = await openFor(service, key, warrant, answerWith(key.userPin));
    await expect(second.sign(e)).rejects.toMatchObject({ facts: { detail: '@token.use.takenBefore' } });
    await second.close();
    expect(key.signatureCount()).toBe(made + 1);
  });

  it('refuses another digest than the reserved one, and a message that does not give it', async () => {
    const { warrant, e } = warrantFor(key);
    const made = key.signatureCount();
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const other = { facts: { detail: '@token.use.otherDigest' } };
    await expect(session.sign(sm3(tbs))).rejects.toMatchObject(other);
    await expect(session.sign(e, new TextEncoder().encode('swapped'))).rejects.toMatchObject(other);
    await expect(session.sign(e.slice(1))).rejects.toMatchObject(other);
    await session.close();
    expect(key.signatureCount()).toBe(made);
  });

  it('refuses a forged use before a PIN is asked', async () => {
    const entry = answerWith(key.userPin);
    const { warrant } = warrantFor(key);
    const forged = { kind: 'stamping', warrantId: 'w', binding: warrant.binding } as StampingWarrant;
    await expect(openFor(service, key, forged, entry)).rejects.toMatchObject({
      code: 'TOKEN_USE_REFUSED',
      facts: { detail: '@token.use.forged' },
    });
    expect(entry.asked).toEqual([]);
  });

  it('refuses a warrant that was approved for another certificate, before a PIN is asked', async () => {
    const entry = answerWith(key.userPin);
    const { warrant } = warrantFor({ ...key, identity: { ...key.identity, certificateSm3: new Uint8Array(32) } });
    await expect(openFor(service, key, warrant, entry)).rejects.toMatchObject({
      facts: { detail: '@token.use.otherCertificate' },
    });
    expect(entry.asked).toEqual([]);
  });

  it('refuses after it was closed, and after its time is over, without using the warrant up', async () => {
    const { warrant, e } = warrantFor(key);
    const closed = await openFor(service, key, warrant, answerWith(key.userPin));
    await closed.close();
    await expect(closed.sign(e)).rejects.toMatchObject({ facts: { detail: '@token.use.sessionClosed' } });
    const late = await openFor(service, key, warrant, answerWith(key.userPin));
    sessionClock.advance(6 * 60_000);
    await expect(late.sign(e)).rejects.toMatchObject({ facts: { detail: '@token.use.batchLimit' } });
    await late.close();
    const timely = await openFor(service, key, warrant, answerWith(key.userPin));
    expect((await timely.sign(e)).useId).toBe(warrant.warrantId);
    await timely.close();
  });

  it('refuses a training key where policy allows none, before a PIN is asked', async () => {
    const entry = answerWith(key.userPin);
    const input = { tokenIdentity: key.identity, pinEntry: entry, clock: sessionClock, isTrainingKeyAllowed: false };
    const opening = openSigningSession(service, { ...input, use: new SelfTestUse('t') });
    await expect(opening).rejects.toMatchObject({ code: 'TOKEN_TRAINING_KEY' });
    expect(entry.asked).toEqual([]);
  });

  it('signs for an activation proof only the statement it builds itself, once', async () => {
    const use = new ActivationProofUse('use-1', { sealEsId: '3101', stationId: 'st-1', challenge: 'c-1' });
    const session = await openWith(use);
    const proof = await session.signStatement();
    await session.close();
    expect(sm2Verify(key.publicKey, proof.statement, proof.signatureRs)).toBe(true);
    expect(new TextDecoder().decode(proof.statement)).toMatch(/^SealKeeper key use v1\nactivation-proof\n/);
    const again = await openWith(use);
    await expect(again.signStatement()).rejects.toMatchObject({ facts: { detail: '@token.use.useSpent' } });
    await again.close();
  });

  it('signs for seal making only the bytes the use names', async () => {
    const sealInfo = new TextEncoder().encode('seal information');
    const session = await openWith(mintSealMakingUse({ useId: 'm-1', sealEsId: '3101', sealInfoSm3: sm3(sealInfo) }));
    await expect(session.signSealInfo(tbs)).rejects.toMatchObject({ code: 'TOKEN_USE_REFUSED' });
    const signature = await session.signSealInfo(sealInfo);
    await session.close();
    expect(sm2Verify(key.publicKey, sealInfo, signature.signatureRs)).toBe(true);
  });
});
