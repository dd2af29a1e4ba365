import { describe, expect, it } from 'vitest';
import { isSecretName, REDACTED, redactLine, redactText, redactValue } from '#main/platform/redaction.ts';

describe('names whose values are secret', () => {
  it.each(['pin', 'PIN', 'userPin', 'so_pin', 'SO-PIN', 'newPin', 'pinCode', 'password', 'pwd', 'passphrase'])(
    'knows %s',
    (name) => expect(isSecretName(name)).toBe(true),
  );

  it.each(['privateKey', 'private_key', 'PRIVATE-KEY', 'secretKey', 'launchSecret', 'machineKey'])('knows %s', (name) =>
    expect(isSecretName(name)).toBe(true),
  );

  it.each(['pinState', 'pinTriesLeft', 'publicKey', 'shipping', 'opinion', 'keyId', 'spin'])(
    'leaves %s alone',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('redacting', () => {
  it.each([
    { text: 'login with pin=123456 failed', left: `login with pin=${REDACTED} failed` },
    { text: 'PIN: 123456', left: `PIN: ${REDACTED}` },
    { text: '{"userPin":"77","pin":"123456"}', left: `{"userPin":"${REDACTED}","pin":"${REDACTED}"}` },
    { text: '口令：123456。', left: `口令：${REDACTED}。` },
    { text: 'PIN码为 123456', left: `PIN码为 ${REDACTED}` },
    { text: 'password is hunter2, sorry', left: `password is ${REDACTED}, sorry` },
    { text: 'the PIN is locked', left: 'the PIN is locked' },
    { text: 'the PIN was wrong, 3 tries left', left: 'the PIN was wrong, 3 tries left' },
    { text: 'TOKEN_PIN_INCORRECT {"triesLeft":3}', left: 'TOKEN_PIN_INCORRECT {"triesLeft":3}' },
  ])('leaves of "$text" only what may be kept', ({ text, left }) => {
    expect(redactText(text)).toBe(left);
  });

  it('replaces secrets at any depth and of any type, and leaves the rest as it was', () => {
    const value = { a: [{ b: { pin: [1, 2, 3] } }], c: 7, d: null, privateKey: { 0: 1, 1: 2 } };
    expect(redactValue(value)).toEqual({ a: [{ b: { pin: REDACTED } }], c: 7, d: null, privateKey: REDACTED });
  });

  it('searches a line that is not JSON as text', () => {
    expect(redactLine('not json, pin=9999\n')).toBe(`not json, pin=${REDACTED}\n`);
  });
});
