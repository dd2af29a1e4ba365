import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changePinAsking, type PinChangeAnswer, type PinChangeQuestion } from '#main/token/pin-change.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { answerWith, stampOnce } from './session-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'pin-change-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let key: PersonalisedSoftkey;
let service: TokenService;
let count = 0;
beforeEach(async () => {
  count += 1;
  key = await makePersonalisedSoftkey(dir, { name: `token-${String(count).padStart(4, '0')}` });
  service = key.openService();
});
afterEach(() => service.close());

const fresh = 'Jade-4471';
/** Changes the PIN with what is typed, and gives back what was asked. */
async function change(
  typed: Partial<Extract<PinChangeAnswer, { kind: 'pin-change' }>> = {},
): Promise<PinChangeQuestion[]> {
  const asked: PinChangeQuestion[] = [];
  const newPin = typed.newPin ?? fresh;
  await changePinAsking(service, key.identity, {
    async askPinChange(question) {
      asked.push(question);
      return { kind: 'pin-change', oldPin: key.userPin, newPin, newPinAgain: newPin, ...typed };
    },
  });
  return asked;
}
const triesNow = async () =>
  (await service.listTokens()).find(({ serial }) => serial === key.identity.serial)?.triesState;

describe('changing the PIN of a key', () => {
  it('asks for both once, names the lengths, and the new PIN opens the key afterwards', async () => {
    const asked = await change();
    expect(asked).toEqual([
      { tokenSerial: key.identity.serial, triesState: 'normal', minLength: 6, maxLength: expect.any(Number) },
    ]);
    const signature = await stampOnce(service, key, answerWith(fresh));
    expect(signature.signatureRs).toHaveLength(64);
  });

  it('refuses a wrong old PIN once, reads the tries anew and tries nothing by itself (U-CUS-2)', async () => {
    await expect(change({ oldPin: 'wrong-one' })).rejects.toMatchObject({
      code: 'TOKEN_PIN_INCORRECT',
      facts: { triesState: 'tried' },
    });
    expect(await triesNow()).toBe('tried');
    await change();
    expect(await triesNow()).toBe('normal');
  });

  it.each([
    ['not repeated alike', fresh, 'Jade-4472', 'notRepeated'],
    ['too short', 'Jade1', 'Jade1', 'length'],
    ['one character over and over', '88888888', '88888888', 'simple'],
    ['a run of digits', '23456789', '23456789', 'simple'],
    ['a run backwards', '87654321', '87654321', 'simple'],
  ])('refuses a new PIN that is %s, before the old one is tried', async (_title, newPin, newPinAgain, reason) => {
    await expect(change({ oldPin: 'wrong-one', newPin, newPinAgain })).rejects.toMatchObject({
      code: 'TOKEN_PIN_UNFIT',
      facts: { detail: `@token.unfit.${reason}` },
    });
    expect(await triesNow()).toBe('normal');
  });

  it('refuses a new PIN that is the old one', async () => {
    await expect(change({ newPin: key.userPin, newPinAgain: key.userPin })).rejects.toMatchObject({
      code: 'TOKEN_PIN_UNFIT',
      facts: { detail: '@token.unfit.same' },
    });
  });

  it('takes the last try only with an explicit confirmation, and never asks a locked key', async () => {
    while ((await triesNow()) !== 'final') await change({ oldPin: 'wrong-one' }).catch(() => undefined);
    await expect(change()).rejects.toMatchObject({ code: 'TOKEN_PIN_FINAL_TRY' });
    expect(await triesNow()).toBe('final');
    const locked = change({ oldPin: 'wrong-one', confirmedFinalTry: true });
    await expect(locked).rejects.toMatchObject({ code: 'TOKEN_PIN_LOCKED' });
    let isAsked = false;
    const never = changePinAsking(service, key.identity, {
      askPinChange: async () => {
        isAsked = true;
        return { kind: 'cancelled' };
      },
    });
    await expect(never).rejects.toMatchObject({ code: 'TOKEN_PIN_LOCKED' });
    expect(isAsked).toBe(false);
  });

  it('is over without an answer, and the old PIN stands', async () => {
    const refused = changePinAsking(service, key.identity, { askPinChange: () => new Promise(() => {}) }, 50);
    await expect(refused).rejects.toMatchObject({ code: 'TOKEN_PIN_CANCELLED' });
    await stampOnce(service, key);
  });

  it('asks nothing for another key with the same serial number', async () => {
    const other = { ...key.identity, certificateSm3: new Uint8Array(32) };
    await expect(
      changePinAsking(service, other, { askPinChange: () => Promise.reject(new Error('asked')) }),
    ).rejects.toMatchObject({ code: 'TOKEN_CONTENT_MISMATCH' });
  });
});
