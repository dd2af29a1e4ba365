import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TokenService } from '#main/token/token-service.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { answerWith, openFor, stampOnce, warrantFor, tbs } from './session-fixture.ts';

let dir: string;
let key: PersonalisedSoftkey;
let service: TokenService;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'host-faults-'));
  key = await makePersonalisedSoftkey(dir);
});
beforeEach(() => {
  key.control();
  service = key.openService({ deadlines: { signMs: 700 } });
});
afterEach(() => service.close());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const pidOf = (): number => {
  const { hostPid } = service;
  if (hostPid === undefined) throw new Error('no token host is running');
  return hostPid;
};

describe('token host', () => {
  it('killed while signing gives TOKEN_HOST_CRASHED, possibly signed, and a fresh host works (ATK-35)', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    key.setLatencyMs(400);
    const before = pidOf();
    setTimeout(() => process.kill(before, 'SIGKILL'), 150);
    await expect(session.sign(e, tbs)).rejects.toMatchObject({
      code: 'TOKEN_HOST_CRASHED',
      facts: { detail: 'SIGKILL', mayHaveSigned: true },
    });
    await session.close();
    key.setLatencyMs(0);
    await stampOnce(service, key);
    expect(pidOf()).not.toBe(before);
  });

  it('that hangs is ended at the deadline: TOKEN_TIMEOUT, possibly signed, and a fresh host works', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const before = pidOf();
    key.setLatencyMs(60_000);
    await expect(session.sign(e, tbs)).rejects.toMatchObject({
      code: 'TOKEN_TIMEOUT',
      facts: { seconds: 0.7, operation: 'sign', mayHaveSigned: true },
    });
    await session.close();
    expect(() => process.kill(before, 0)).toThrow('ESRCH');
    key.setLatencyMs(0);
    await stampOnce(service, key);
  });

  it('killed while idle costs the next session nothing, and the one that was open everything', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    process.kill(pidOf(), 'SIGKILL');
    await expect.poll(() => service.hostPid).toBeUndefined();
    // A session of somebody else in the fresh host must not lend its login to the old one.
    const other = await openFor(service, key, warrantFor(key).warrant, answerWith(key.userPin));
    await expect(session.sign(e, tbs)).rejects.toMatchObject({
      code: 'TOKEN_NOT_LOGGED_IN',
      facts: { mayHaveSigned: false },
    });
    await other.close();
    await stampOnce(service, key);
  });

  it('whose driver returns a wrong signature lets none out (U-CUS-17)', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    key.giveWrongSignatures();
    await expect(session.sign(e, tbs)).rejects.toMatchObject({
      code: 'TOKEN_SIGNATURE_INVALID',
      facts: { serial: key.identity.serial, mayHaveSigned: false },
    });
    await session.close();
  });

  it.each([
    ['C_Sign:0x30', 'TOKEN_DEVICE_FAULT', true],
    ['C_Sign:0x101', 'TOKEN_NOT_LOGGED_IN', false],
    ['C_Sign:0x50', 'TOKEN_REJECTED_BY_USER', false],
    ['C_Sign:0x80000777', 'TOKEN_UNKNOWN_CKR', true],
    ['C_SignInit:0x30', 'TOKEN_DEVICE_FAULT', false],
    ['C_SignInit:0x70', 'TOKEN_MECHANISM_UNSUPPORTED', false],
  ])('answering %s gives %s, possibly signed: %s', async (fault, code, mayHaveSigned) => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    key.failNext(fault);
    await expect(session.sign(e, tbs)).rejects.toMatchObject({ code, facts: { mayHaveSigned } });
    await session.close();
    key.control();
    await stampOnce(service, key);
  });

  it('is started anew after a device error, and kept after a refusal', async () => {
    await service.listTokens();
    const first = pidOf();
    key.failNext('C_Login:0xa0');
    await stampOnce(service, key).catch(() => {});
    expect(pidOf()).toBe(first);
    key.failNext('C_Login:0x30');
    await stampOnce(service, key).catch(() => {});
    await service.listTokens();
    expect(pidOf()).not.toBe(first);
  });

  it('says why a driver cannot be loaded', async () => {
    const missing = key.openService({ modulePath: join(dir, 'no-such-driver.so') });
    await expect(missing.listTokens()).rejects.toMatchObject({
      code: 'TOKEN_MODULE_NOT_LOADED',
      facts: { detail: '@details.moduleMissing', path: join(dir, 'no-such-driver.so') },
    });
    missing.close();
    const noLibrary = key.openService({ modulePath: import.meta.filename });
    await expect(noLibrary.listTokens()).rejects.toMatchObject({ code: 'TOKEN_MODULE_NOT_LOADED' });
    noLibrary.close();
  });

  it('tells two drivers apart: a fault of one leaves the other alone', async () => {
    const other = key.openService();
    await other.listTokens();
    process.kill(pidOfOther(other), 'SIGKILL');
    expect(await service.listTokens()).toHaveLength(1);
    other.close();
  });
});

function pidOfOther(other: TokenService): number {
  return other.hostPid ?? Number.NaN;
}
