import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSignedAttributes } from '#main/formats/cms/write.ts';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { transaction } from '#main/storage/database.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openSigningSession } from '#main/token/signing-session.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { ActivationProofUse, SelfTestUse } from '#main/warrant/key-use.ts';
import { mintSealMakingUse } from '#main/warrant/seal-making-use.ts';
import { findJournaled, journalSignature } from '#main/warrant/signature-journal.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
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

const attributesFor = (certificate: Uint8Array): Uint8Array =>
  writeSignedAttributes({ messageDigest: sm3(tbs), signingTime: new Date('2026-03-02T09:00:00Z'), certificate });

/** What the key must not sign in the name of a seal. */
function otherMessages({ certificate }: PersonalisedSoftkey) {
  const { maker, signer } = demoAuthority();
  const stamp = { time: new Date('2026-03-02T09:00:00Z'), dataHash: new Uint8Array(32), propertyInfo: '' };
  return {
    text: new TextEncoder().encode('to be signed'),
    attributes: attributesFor(certificate),
    'seal of another office': writeTbsSign({ ...stamp, sealDer: makeSeal(maker, signer, { esId: '99' }) }),
    'seal signature': writeSesSignature({ tbs, certificate, signatureDer: new Uint8Array(70) }),
    tail: Buffer.concat([tbs, Uint8Array.of(0)]),
  };
}

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
    const signature = await session.sign(e, tbs);
    await session.close();
    transaction(db, (tx) => journalSignature(tx, signature));
    expect(findJournaled(db, warrant.warrantId)?.signatureRs).toEqual(signature.signatureRs);
  });

  it('refuses a second signature on one warrant, in the same session and in another', async () => {
    const { warrant, e } = warrantFor(key);
    const made = key.signatureCount();
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    await session.sign(e, tbs);
    await expect(session.sign(e, tbs)).rejects.toMatchObject({ code: 'TOKEN_USE_REFUSED' });
    await session.close();
    const second = await openFor(service, key, warrant, answerWith(key.userPin));
    await expect(second.sign(e, tbs)).rejects.toMatchObject({ facts: { detail: '@token.use.takenBefore' } });
    await second.close();
    expect(key.signatureCount()).toBe(made + 1);
  });

  it('refuses another digest than the reserved one, and a message that does not give it', async () => {
    const { warrant, e } = warrantFor(key);
    const made = key.signatureCount();
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const other = { facts: { detail: '@token.use.otherDigest' } };
    await expect(session.sign(sm3(tbs), tbs)).rejects.toMatchObject(other);
    await expect(session.sign(e, new TextEncoder().encode('swapped'))).rejects.toMatchObject(other);
    await expect(session.sign(e.slice(1), tbs)).rejects.toMatchObject(other);
    await session.close();
    expect(key.signatureCount()).toBe(made);
  });

  it.each(['text', 'attributes', 'seal of another office', 'seal signature', 'tail'] as const)(
    'refuses bytes that are no stamp of the warrant though they were reserved: %s',
    async (kind) => {
      const message = otherMessages(key)[kind];
      const { warrant, e } = warrantFor(key, message);
      const made = key.signatureCount();
      const session = await openFor(service, key, warrant, answerWith(key.userPin));
      await expect(session.sign(e, message)).rejects.toMatchObject({ facts: { detail: '@token.use.otherForm' } });
      await session.close();
      expect(key.signatureCount()).toBe(made);
    },
  );

  it('signs the attributes of the compatible profile under a warrant for it, and no seal', async () => {
    const { attributes } = otherMessages(key);
    const compatible = { signatureProfile: 'compatible' } as const;
    const { warrant, e } = warrantFor(key, attributes, compatible);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const { signatureRs } = await session.sign(e, attributes);
    await session.close();
    expect(sm2Verify(key.publicKey, attributes, signatureRs)).toBe(true);
    const seal = warrantFor(key, tbs, compatible);
    const second = await openFor(service, key, seal.warrant, answerWith(key.userPin));
    await expect(second.sign(seal.e, tbs)).rejects.toMatchObject({ facts: { detail: '@token.use.otherForm' } });
    await second.close();
  });

  it('refuses attributes that name another certificate than the warrant', async () => {
    const attributes = attributesFor(demoAuthority().signer.certificate.der);
    const { warrant, e } = warrantFor(key, attributes, { signatureProfile: 'compatible' });
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    await expect(session.sign(e, attributes)).rejects.toMatchObject({ facts: { detail: '@token.use.otherForm' } });
    await session.close();
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
    await expect(closed.sign(e, tbs)).rejects.toMatchObject({ facts: { detail: '@token.use.sessionClosed' } });
    const late = await openFor(service, key, warrant, answerWith(key.userPin));
    sessionClock.advance(6 * 60_000);
    await expect(late.sign(e, tbs)).rejects.toMatchObject({ facts: { detail: '@token.use.batchLimit' } });
    await late.close();
    const timely = await openFor(service, key, warrant, answerWith(key.userPin));
    expect((await timely.sign(e, tbs)).useId).toBe(warrant.warrantId);
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
