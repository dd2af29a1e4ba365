import { describe, expect, it } from 'vitest';
import { askForPin, type PinAnswer, type PinEntry, type PinQuestion } from '#main/token/pin-entry.ts';

const question: PinQuestion = {
  purpose: 'stamping',
  documentName: '关于放假的通知.pdf',
  tokenSerial: 'SK00000001',
  triesState: 'normal',
  minLength: 6,
  maxLength: 16,
};
const answering = (answer: PinAnswer): PinEntry => ({ askPin: async () => answer });
const stays = { timeoutMs: 5000, tokenLeft: () => new Promise<void>(() => {}) };
const pin = (value: string, confirmedFinalTry?: boolean): PinAnswer =>
  confirmedFinalTry === undefined ? { kind: 'pin', pin: value } : { kind: 'pin', pin: value, confirmedFinalTry };

describe('PIN entry', () => {
  it('gives the PIN a person entered', async () => {
    expect(await askForPin(answering(pin('123456')), question, stays)).toBe('123456');
  });

  it.each([
    ['a cancelled dialog', answering({ kind: 'cancelled' })],
    ['a screen that fails', { askPin: () => Promise.reject(new Error('window closed')) }],
    ['nobody answering in time', { askPin: () => new Promise<PinAnswer>(() => {}) }],
  ])('takes %s for a refusal', async (_situation, entry) => {
    await expect(askForPin(entry, question, { ...stays, timeoutMs: 30 })).rejects.toMatchObject({
      code: 'TOKEN_PIN_CANCELLED',
    });
  });

  it('tells the screen that time is up', async () => {
    let wasAborted = false;
    const entry: PinEntry = {
      askPin: (_question, signal) =>
        new Promise(() =>
          signal.addEventListener('abort', () => {
            wasAborted = true;
          }),
        ),
    };
    await expect(askForPin(entry, question, { ...stays, timeoutMs: 20 })).rejects.toMatchObject({
      code: 'TOKEN_PIN_CANCELLED',
    });
    expect(wasAborted).toBe(true);
  });

  it('ends when the token leaves while the PIN is being entered (ATK-39)', async () => {
    const entry: PinEntry = { askPin: () => new Promise(() => {}) };
    const leaving = { timeoutMs: 5000, tokenLeft: () => Promise.resolve() };
    await expect(askForPin(entry, question, leaving)).rejects.toMatchObject({ code: 'TOKEN_REMOVED' });
  });

  it('demands a second confirmation before the last try (U-CUS-2)', async () => {
    const last = { ...question, triesState: 'final' } as const;
    await expect(askForPin(answering(pin('123456')), last, stays)).rejects.toMatchObject({
      code: 'TOKEN_PIN_FINAL_TRY',
    });
    expect(await askForPin(answering(pin('123456', true)), last, stays)).toBe('123456');
  });

  it.each(['', '12345', '12345678901234567'])('refuses %o before it costs a try', async (value) => {
    await expect(askForPin(answering(pin(value)), question, stays)).rejects.toMatchObject({
      code: 'TOKEN_PIN_FORMAT',
      facts: { serial: 'SK00000001', min: 6, max: 16 },
    });
  });

  it('keeps the PIN out of every error', async () => {
    const last = { ...question, triesState: 'final' } as const;
    const error = await askForPin(answering(pin('secret-9876')), last, stays).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain('secret-9876');
  });
});
