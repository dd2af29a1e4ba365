import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { CKA_LABEL, CKA_VALUE, CKA_CLASS, CKA_TOKEN, CKO_DATA } from 'pkcs11js';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { canRun } from '../support/foreign-programs.ts';
import { openModule, opensslSm3, opensslVerifies, refusalOf, soPin, userPin } from './training-key-module.ts';

/** CKF_TOKEN_PRESENT */
const tokenPresent = 1;

const key = openModule(['user-pin-tries=3']);

beforeEach(() => {
  key.restartEmpty();
  key.personalise('公章');
});
afterAll(() => key.end());

describe('the training key through pkcs11js', () => {
  it('shows label and serial number, and that it is no device', () => {
    const info = key.module.C_GetTokenInfo(key.slot);
    expect(info.label.trim()).toBe('公章');
    expect(info.serialNumber).toMatch(/^[0-9A-F]{16}$/);
    expect(info.manufacturerID.trim()).toBe('SealKeeper');
    expect(info.model).toBe('softkey-training');
    expect(info.hardwareVersion).toEqual({ major: 0, minor: 0 });
    expect(key.module.C_GetSlotInfo(key.slot).slotDescription).toContain('not for production');
  });

  it.skipIf(!canRun('openssl')).each([
    { mechanism: 0x80008100, input: 'message without Z', form: 'raw' },
    { mechanism: 0x80008101, input: 'message without Z', form: 'der' },
    { mechanism: 0x80008102, input: 'message', form: 'raw' },
    { mechanism: 0x80008103, input: 'message', form: 'der' },
    { mechanism: 0x80008104, input: 'e', form: 'der' },
    { mechanism: 0x80008105, input: 'e', form: 'raw' },
  ] as const)('signs $input as $form, and OpenSSL agrees', ({ mechanism, input, form }) => {
    const session = key.openLoggedIn();
    const pair = key.makeKeyPair(session);
    const data = input === 'e' ? randomBytes(32) : randomBytes(1000);
    const signature = key.sign(session, pair.privateKey, mechanism, data);
    const der = form === 'der' ? signature : Buffer.from(rsToDer(signature));
    expect(form === 'raw' ? signature.length : signature[0]).toBe(form === 'raw' ? 64 : 0x30);
    // Without Z the module's e is SM3 of the message alone, which OpenSSL can be given as a ready digest.
    const seen = input === 'message without Z' ? opensslSm3(data) : data;
    const kind = input === 'message' ? 'message' : 'e';
    expect(opensslVerifies(pair.point, kind, seen, der)).toBe(true);
    expect(opensslVerifies(pair.point, kind, Buffer.from(seen).fill(1, 0, 2), der)).toBe(false);
  });

  it.skipIf(!canRun('openssl'))('digests with SM3 as OpenSSL does', () => {
    const session = key.openSession();
    const data = randomBytes(5000);
    key.module.C_DigestInit(session, { mechanism: 0x80009001 });
    expect(key.module.C_Digest(session, data, Buffer.alloc(32))).toEqual(opensslSm3(data));
  });

  it('counts wrong PINs to the lock and lets the security officer unlock', () => {
    const session = key.openSession();
    const flags = () => key.module.C_GetTokenInfo(key.slot).flags & 0x70000;
    const tryWrongPin = () => refusalOf(() => key.module.C_Login(session, 1, '999999'));
    expect([tryWrongPin(), flags()]).toEqual([160, 0x10000]);
    expect([tryWrongPin(), flags()]).toEqual([160, 0x30000]);
    expect([tryWrongPin(), flags()]).toEqual([160, 0x40000]);
    expect(refusalOf(() => key.module.C_Login(session, 1, userPin))).toBe(164);
    key.module.C_Login(session, 0, soPin);
    key.module.C_InitPIN(session, '222222');
    key.module.C_Logout(session);
    key.module.C_Login(session, 1, '222222');
    expect(flags()).toBe(0);
  });

  it('dies in the hand when it is pulled while signing, and counts no signature', async () => {
    const session = key.openLoggedIn();
    const pair = key.makeKeyPair(session);
    key.sign(session, pair.privateKey, 0x80008105, randomBytes(32));
    key.control('latency-ms=2000');
    key.module.C_SignInit(session, { mechanism: 0x80008105 }, pair.privateKey);
    const running = key.module.C_SignAsync(session, randomBytes(32), Buffer.alloc(128));
    setTimeout(() => key.control('removed'), 100);
    await expect(running).rejects.toMatchObject({ code: 50 });
    expect(refusalOf(() => key.module.C_GetSessionInfo(session))).toBe(179);
    expect(key.module.C_GetSlotInfo(key.slot).flags & tokenPresent).toBe(0);
    expect(refusalOf(() => key.module.C_GetTokenInfo(key.slot))).toBe(224);
    key.control('inserted=2');
    expect(key.signatureCount()).toBe(1);
    const again = key.openSession();
    expect(refusalOf(() => key.module.C_SignInit(again, { mechanism: 0x80008105 }, pair.privateKey))).toBe(257);
  });

  it('reports a pull and a plug as slot events', () => {
    const next = () => key.module.C_WaitForSlotEvent(1);
    expect(next()).toBeNull();
    key.control('removed');
    expect(next()).toEqual(key.slot);
    expect(next()).toBeNull();
    key.control('inserted=1');
    expect(next()).toEqual(key.slot);
  });

  it('holds a seal of 48 KiB as a data object and refuses a larger one', () => {
    const session = key.openLoggedIn();
    const store = (size: number) =>
      key.module.C_CreateObject(session, [
        { type: CKA_CLASS, value: CKO_DATA },
        { type: CKA_TOKEN, value: true },
        { type: CKA_LABEL, value: 'SES' },
        { type: CKA_VALUE, value: Buffer.alloc(size, 7) },
      ]);
    expect(refusalOf(() => store(48 * 1024 + 1))).toBe(49);
    const object = store(48 * 1024);
    const read = key.module.C_GetAttributeValue(session, object, [{ type: CKA_VALUE }])[0]?.value as Buffer;
    expect(read.equals(Buffer.alloc(48 * 1024, 7))).toBe(true);
  });
});
