import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isErrorCode } from '#shared/errors/error-codes.ts';
import { knownCkrs, meaningOfCkr } from '#main/token/ckr-table.ts';

/** The published header, as the PKCS#11 binding carries it. */
const oasisHeader = new URL('../../../node_modules/pkcs11js/includes/pkcs11/pkcs11t.h', import.meta.url);

/** The rows a custodian may meet, as they are promised: value, code, may C_Sign have signed, what follows. */
const promised = [
  ['CKR_PIN_INCORRECT', 160, 'TOKEN_PIN_INCORRECT', false, 'reread-flags'],
  ['CKR_PIN_LOCKED', 164, 'TOKEN_PIN_LOCKED', false, 'reread-flags'],
  ['CKR_PIN_LEN_RANGE', 162, 'TOKEN_PIN_FORMAT', false, 'reread-flags'],
  ['CKR_PIN_INVALID', 161, 'TOKEN_PIN_FORMAT', false, 'reread-flags'],
  ['CKR_PIN_TOO_WEAK', 440, 'TOKEN_PIN_FORMAT', false, 'reread-flags'],
  ['CKR_PIN_EXPIRED', 163, 'TOKEN_PIN_EXPIRED', false, 'reread-flags'],
  ['CKR_USER_PIN_NOT_INITIALIZED', 258, 'TOKEN_PIN_NOT_SET', false, 'stop'],
  ['CKR_USER_ALREADY_LOGGED_IN', 256, 'TOKEN_BUSY', false, 'carry-on'],
  ['CKR_USER_ANOTHER_ALREADY_LOGGED_IN', 260, 'TOKEN_BUSY', false, 'reopen-session'],
  ['CKR_USER_TYPE_INVALID', 259, 'TOKEN_BUSY', false, 'reopen-session'],
  ['CKR_USER_NOT_LOGGED_IN', 257, 'TOKEN_NOT_LOGGED_IN', false, 'reopen-session'],
  ['CKR_TOKEN_NOT_PRESENT', 224, 'TOKEN_REMOVED', false, 'wait-for-key'],
  ['CKR_DEVICE_REMOVED', 50, 'TOKEN_REMOVED', true, 'wait-for-key'],
  ['CKR_SESSION_HANDLE_INVALID', 179, 'TOKEN_REMOVED', false, 'wait-for-key'],
  ['CKR_SESSION_CLOSED', 176, 'TOKEN_REMOVED', true, 'wait-for-key'],
  ['CKR_SLOT_ID_INVALID', 3, 'TOKEN_ABSENT', false, 'wait-for-key'],
  ['CKR_TOKEN_NOT_RECOGNIZED', 225, 'TOKEN_NOT_RECOGNIZED', false, 'stop'],
  ['CKR_DEVICE_ERROR', 48, 'TOKEN_DEVICE_FAULT', true, 'restart-host'],
  ['CKR_GENERAL_ERROR', 5, 'TOKEN_DEVICE_FAULT', true, 'restart-host'],
  ['CKR_FUNCTION_FAILED', 6, 'TOKEN_DEVICE_FAULT', true, 'restart-host'],
  ['CKR_HOST_MEMORY', 2, 'TOKEN_DEVICE_FAULT', true, 'restart-host'],
  ['CKR_DEVICE_MEMORY', 49, 'TOKEN_FULL', false, 'stop'],
  ['CKR_FUNCTION_CANCELED', 80, 'TOKEN_REJECTED_BY_USER', false, 'stop'],
  ['CKR_CANCEL', 1, 'TOKEN_REJECTED_BY_USER', false, 'stop'],
  ['CKR_FUNCTION_REJECTED', 512, 'TOKEN_REJECTED_BY_USER', false, 'stop'],
  ['CKR_MECHANISM_INVALID', 112, 'TOKEN_MECHANISM_UNSUPPORTED', false, 'stop'],
  ['CKR_MECHANISM_PARAM_INVALID', 113, 'TOKEN_MECHANISM_UNSUPPORTED', false, 'stop'],
  ['CKR_KEY_TYPE_INCONSISTENT', 99, 'TOKEN_MECHANISM_UNSUPPORTED', false, 'stop'],
  ['CKR_KEY_FUNCTION_NOT_PERMITTED', 104, 'TOKEN_MECHANISM_UNSUPPORTED', false, 'stop'],
  ['CKR_DATA_LEN_RANGE', 33, 'TOKEN_MECHANISM_UNSUPPORTED', false, 'stop'],
  ['CKR_OPERATION_ACTIVE', 144, 'TOKEN_BUSY', false, 'reopen-session'],
  ['CKR_KEY_HANDLE_INVALID', 96, 'TOKEN_KEY_NOT_FOUND', false, 'find-again'],
  ['CKR_OBJECT_HANDLE_INVALID', 130, 'TOKEN_KEY_NOT_FOUND', false, 'find-again'],
  ['CKR_SESSION_COUNT', 177, 'TOKEN_BUSY', false, 'stop'],
  ['CKR_TOKEN_WRITE_PROTECTED', 226, 'TOKEN_BUSY', false, 'stop'],
  ['CKR_SESSION_READ_ONLY', 181, 'TOKEN_BUSY', false, 'stop'],
  ['CKR_BUFFER_TOO_SMALL', 336, 'TOKEN_DEVICE_FAULT', false, 'enlarge-buffer'],
  ['CKR_CRYPTOKI_NOT_INITIALIZED', 400, 'TOKEN_DEVICE_FAULT', false, 'restart-host'],
  ['CKR_CRYPTOKI_ALREADY_INITIALIZED', 401, 'TOKEN_DEVICE_FAULT', false, 'carry-on'],
  ['CKR_NEED_TO_CREATE_THREADS', 9, 'TOKEN_MODULE_NOT_LOADED', false, 'stop'],
  ['CKR_CANT_LOCK', 10, 'TOKEN_MODULE_NOT_LOADED', false, 'stop'],
] as const;

describe('table of PKCS#11 return values', () => {
  it.each(promised)('%s (%i) means %s', (name, value, code, mayHaveSigned, action) => {
    expect(meaningOfCkr(value)).toMatchObject({ name, value, code, mayHaveSigned, action });
  });

  it.each(knownCkrs().map((row) => [row.name, row] as const))('%s has a code with words', (_name, row) => {
    expect(isErrorCode(row.code)).toBe(true);
    expect(meaningOfCkr(row.value)).toBe(row);
  });

  it('has one row for each name and each value', () => {
    const rows = knownCkrs();
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.value)).size).toBe(rows.length);
  });

  it('has a row for every value of the OASIS header, under the same name', () => {
    const header = readFileSync(oasisHeader, 'utf8');
    const defined = [...header.matchAll(/#define\s+(CKR_\w+)\s+0x([0-9A-Fa-f]+)/g)];
    const missing = defined
      .map(([, name = '', hex = '']) => ({ name, value: Number.parseInt(hex, 16) }))
      .filter(({ name }) => name !== 'CKR_OK' && name !== 'CKR_VENDOR_DEFINED')
      .filter(({ name, value }) => !knownCkrs().some((row) => row.name === name && row.value === value));
    expect(defined.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  it.each([0x4, 0x99, 0x300, 0x7fffffff, 0x80000000, 0x80000005, 0x90000005, 0xffffffff])(
    'says 0x%s is unknown, never a wrong PIN, and possibly signed',
    (value) => {
      expect(meaningOfCkr(value)).toMatchObject({ code: 'TOKEN_UNKNOWN_CKR', mayHaveSigned: true });
    },
  );

  it('lets no value but CKR_PIN_INCORRECT mean a wrong PIN', () => {
    const wrongPin = knownCkrs().filter((row) => row.code === 'TOKEN_PIN_INCORRECT');
    expect(wrongPin.map((row) => row.name)).toEqual(['CKR_PIN_INCORRECT']);
  });

  it('loses the login wherever sessions die', () => {
    const lost = knownCkrs().filter((row) => row.loginState === 'lost');
    expect(lost.map((row) => row.name)).toEqual([
      'CKR_SLOT_ID_INVALID',
      'CKR_DEVICE_REMOVED',
      'CKR_SESSION_CLOSED',
      'CKR_SESSION_HANDLE_INVALID',
      'CKR_TOKEN_NOT_PRESENT',
      'CKR_TOKEN_NOT_RECOGNIZED',
      'CKR_USER_NOT_LOGGED_IN',
      'CKR_CRYPTOKI_NOT_INITIALIZED',
    ]);
  });
});
