import { describe, expect, it } from 'vitest';
import { CkrFailure, callModule, callModuleAsync, readCkr, toStationError } from '#main/token/pkcs11/ckr-failure.ts';

const withCode = (message: string, code: number) => Object.assign(new Error(message), { name: 'Pkcs11Error', code });

const fail = () => {
  throw withCode('CKR_DEVICE_REMOVED', 50);
};

describe('failures of the PKCS#11 binding', () => {
  it.each([
    ['an error with a code', withCode('CKR_PIN_INCORRECT', 160), 160],
    ['a vendor code under a general name', withCode('CKR_VENDOR_DEFINED', 0x90000005), 0x90000005],
    ['a plain Error of C_FindObjects', new Error('CKR_SESSION_HANDLE_INVALID:179'), 179],
    ['a plain Error with a stack below it', new Error('CKR_DEVICE_MEMORY:49\n    at C_CreateObject'), 49],
    ['a vendor code in a plain Error', new Error('CKR_VENDOR_DEFINED:2147483653'), 0x80000005],
  ])('reads the value of %s', (_situation, error, value) => {
    expect(readCkr(error)).toBe(value);
  });

  it.each([
    ['a module that is not loaded', withCode('Library is not loaded', 0)],
    ['a defect of ours', new TypeError('x is not a function')],
    ['something thrown that is no error', 'CKR_PIN_INCORRECT:160'],
  ])('reads no value from %s', (_situation, error) => {
    expect(readCkr(error)).toBeUndefined();
  });

  it('keeps the function that failed, in both ways of calling', async () => {
    expect(() => callModule('C_Login', fail)).toThrow(expect.objectContaining({ method: 'C_Login', value: 50 }));
    await expect(callModuleAsync('C_Sign', async () => fail())).rejects.toMatchObject({ method: 'C_Sign', value: 50 });
  });

  it('passes an error that is not the token\u2019s unchanged', () => {
    const defect = new TypeError('ours');
    expect(() =>
      callModule('C_Login', () => {
        throw defect;
      }),
    ).toThrow(defect);
  });

  it('says that something may have been signed only when C_Sign itself failed', () => {
    expect(toStationError(new CkrFailure(50, 'C_Sign')).facts['mayHaveSigned']).toBe(true);
    expect(toStationError(new CkrFailure(50, 'C_SignInit')).facts['mayHaveSigned']).toBe(false);
    expect(toStationError(new CkrFailure(257, 'C_Sign')).facts['mayHaveSigned']).toBe(false);
  });
});
