import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changePin, unlockToken } from '#main/token/pin-administration.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { answerWith, openFor, stampOnce, warrantFor, tbs } from './session-fixture.ts';

let dir: string;
let key: PersonalisedSoftkey;
let service: TokenService;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pin-states-'));
  key = await makePersonalisedSoftkey(dir, { personality: ['user-pin-tries=3'] });
  service = key.openService();
});
afterEach(() => {
  service.close();
  rmSync(dir, { recursive: true, force: true });
});

const tries = async () => {
  const state = await service.readTokenState(key.token);
  return state.present ? state.triesState : 'absent';
};
const final = (pin: string) => ({ kind: 'pin', pin, confirmedFinalTry: true }) as const;

describe('PIN of the signing key', () => {
  it('reports the tries state after a wrong PIN, read anew from the token (U-CUS-2)', async () => {
    expect(await tries()).toBe('normal');
    await expect(stampOnce(service, key, answerWith('000000'))).rejects.toMatchObject({
      code: 'TOKEN_PIN_INCORRECT',
      facts: { triesState: 'tried', tries: '@token.tries.tried', serial: key.identity.serial, mayHaveSigned: false },
    });
    expect(await tries()).toBe('tried');
  });

  it('never retries a wrong PIN by itself: one answer costs one try (ATK-37)', async () => {
    const entry = answerWith('000000', key.userPin);
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_PIN_INCORRECT' });
    expect(entry.asked).toHaveLength(1);
    // Of three tries one is spent: two more wrong ones lock, not fewer.
    await expect(stampOnce(service, key, answerWith('000000'))).rejects.toMatchObject({
      facts: { triesState: 'final' },
    });
    expect(await tries()).toBe('final');
    expect(key.signatureCount()).toBe(1);
  });

  it('demands an explicit confirmation for the final try and spends none without it (U-CUS-2)', async () => {
    await stampOnce(service, key, answerWith('000000')).catch(() => {});
    await stampOnce(service, key, answerWith('000000')).catch(() => {});
    await expect(stampOnce(service, key)).rejects.toMatchObject({ code: 'TOKEN_PIN_FINAL_TRY' });
    expect(await tries()).toBe('final');
    await stampOnce(service, key, answerWith(final(key.userPin)));
    expect(await tries()).toBe('normal');
  });

  it('says locked, with the serial number, when the last try was wrong; then asks no more (U-CUS-3)', async () => {
    await stampOnce(service, key, answerWith('000000')).catch(() => {});
    await stampOnce(service, key, answerWith('000000')).catch(() => {});
    await expect(stampOnce(service, key, answerWith(final('000000')))).rejects.toMatchObject({
      code: 'TOKEN_PIN_LOCKED',
      facts: { serial: key.identity.serial, triesState: 'locked' },
    });
    const entry = answerWith(key.userPin);
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_PIN_LOCKED' });
    expect(entry.asked).toEqual([]);
  });

  it('is unlocked by the officer with a new PIN', async () => {
    for (const pin of ['000000', '000000']) await stampOnce(service, key, answerWith(pin)).catch(() => {});
    await stampOnce(service, key, answerWith(final('000000'))).catch(() => {});
    await unlockToken(service, key.token, { officerPin: key.officerPin, newUserPin: 'fresh-654321' });
    expect(await tries()).toBe('normal');
    await stampOnce(service, key, answerWith('fresh-654321'));
  });

  it('can be changed with the old one, whose wrong entry is answered like any other', async () => {
    await changePin(service, key.token, { oldPin: key.userPin, newPin: 'changed-1' });
    await stampOnce(service, key, answerWith('changed-1'));
    const wrong = changePin(service, key.token, { oldPin: 'not-it', newPin: 'changed-2' });
    await expect(wrong).rejects.toMatchObject({ code: 'TOKEN_PIN_INCORRECT', facts: { triesState: 'tried' } });
    const short = changePin(service, key.token, { oldPin: 'changed-1', newPin: '1' });
    await expect(short).rejects.toMatchObject({ code: 'TOKEN_PIN_FORMAT' });
  });

  it('takes a cancelled dialog for an end without a try, and the warrant stays usable', async () => {
    const { warrant, e } = warrantFor(key);
    await expect(openFor(service, key, warrant, answerWith())).rejects.toMatchObject({ code: 'TOKEN_PIN_CANCELLED' });
    expect(await tries()).toBe('normal');
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    expect((await session.sign(e, tbs)).useId).toBe(warrant.warrantId);
    await session.close();
  });

  it('does not call a vague failure at login a wrong PIN unless the token counted it', async () => {
    key.failNext('C_Login:6');
    await expect(stampOnce(service, key)).rejects.toMatchObject({
      code: 'TOKEN_DEVICE_FAULT',
      facts: { ckr: 'CKR_FUNCTION_FAILED', triesState: 'normal' },
    });
    key.failNext('C_Login:0x80001234');
    await expect(stampOnce(service, key)).rejects.toMatchObject({
      code: 'TOKEN_UNKNOWN_CKR',
      facts: { ckr: 'CKR_VENDOR_DEFINED 0x80001234', triesState: 'normal' },
    });
    await stampOnce(service, key);
  });

  it('asks for no PIN that must be changed first (U-CUS-10)', async () => {
    key.control('pin-expired');
    const entry = answerWith(key.userPin);
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_PIN_EXPIRED' });
    expect(entry.asked).toEqual([]);
  });

  it('logs out after the session, so that another program finds the key closed', async () => {
    await stampOnce(service, key);
    const entry = answerWith('000000');
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_PIN_INCORRECT' });
  });
});
