import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PinEntry } from '#main/token/pin-entry.ts';
import type { TokenEvent } from '#main/token/token-monitor.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { answerWith, openFor, stampOnce, warrantFor, tbs } from './session-fixture.ts';

let dir: string;
let key: PersonalisedSoftkey;
let service: TokenService;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'key-removal-'));
  key = await makePersonalisedSoftkey(dir);
});
beforeEach(() => {
  key.control();
  service = key.openService();
});
afterEach(() => service.close());
afterAll(() => {
  for (const made of [dir, ...dirs]) rmSync(made, { recursive: true, force: true });
});

const dirs: string[] = [];
const freshDir = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'another-key-'));
  dirs.push(made);
  return made;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a key that is pulled', () => {
  it('is absent before the PIN is asked (ATK-39)', async () => {
    key.unplug();
    const entry = answerWith(key.userPin);
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_ABSENT' });
    expect(entry.asked).toEqual([]);
    expect(await service.readTokenState(key.token)).toEqual({
      present: false,
      serial: key.identity.serial,
      others: '',
    });
  });

  it('ends the PIN dialog when it goes while the PIN is being entered', async () => {
    let wasWithdrawn = false;
    const entry: PinEntry = {
      askPin: (_question, signal) => {
        key.unplug();
        return new Promise((_resolve) => {
          signal.addEventListener('abort', () => {
            wasWithdrawn = true;
          });
        });
      },
    };
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_REMOVED' });
    expect(wasWithdrawn).toBe(true);
  });

  it('between the PIN and the signature has certainly signed nothing (U-CUS-4)', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    const made = key.signatureCount();
    key.unplug();
    await expect(session.sign(e, tbs)).rejects.toMatchObject({
      code: 'TOKEN_REMOVED',
      facts: { mayHaveSigned: false },
    });
    await session.close();
    expect(key.signatureCount()).toBe(made);
  });

  it.each(['before', 'after'] as const)(
    'while signing, %s the key computed it, may have signed (U-CUS-4)',
    async (moment) => {
      const { warrant, e } = warrantFor(key);
      const session = await openFor(service, key, warrant, answerWith(key.userPin));
      key.removeDuringSign(moment);
      await expect(session.sign(e, tbs)).rejects.toMatchObject({
        code: 'TOKEN_REMOVED',
        facts: { ckr: 'CKR_DEVICE_REMOVED', method: 'C_Sign', mayHaveSigned: true },
      });
      await session.close();
    },
  );

  it('and plugged in again has lost its login: the old session signs nothing', async () => {
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(key.userPin));
    key.unplug();
    await service.listTokens();
    key.plug();
    await expect(session.sign(e, tbs)).rejects.toMatchObject({ facts: { mayHaveSigned: false } });
    await session.close();
    await stampOnce(service, key);
  });

  it('and plugged in again between two looks is reported as removed and inserted', async () => {
    const events: TokenEvent[] = [];
    const monitor = service.monitor((event) => events.push(event), { intervalMs: 50 });
    await expect.poll(() => events.length).toBe(1);
    key.plug();
    await expect.poll(() => events.length).toBe(3);
    key.unplug();
    await expect.poll(() => events.length).toBe(4);
    monitor.stop();
    expect(events.map((event) => event.kind)).toEqual(['inserted', 'removed', 'inserted', 'removed']);
  });

  it('is noticed too where the driver has no slot events', async () => {
    const silent = await makePersonalisedSoftkey(freshDir(), { personality: ['wait-for-slot-event=no'] });
    const silentService = silent.openService();
    const events: TokenEvent[] = [];
    const monitor = silentService.monitor((event) => events.push(event), { intervalMs: 50 });
    await expect.poll(() => events.length).toBe(1);
    await pause(150);
    silent.plug();
    await expect.poll(() => events.length).toBe(3);
    monitor.stop();
    expect(events.map((event) => event.kind)).toEqual(['inserted', 'removed', 'inserted']);
    await stampOnce(silentService, silent);
    silentService.close();
  });
});

describe('the wrong key', () => {
  it('is refused by serial number, with both numbers, before a PIN is asked (U-CUS-17)', async () => {
    const other = await makePersonalisedSoftkey(freshDir());
    const entry = answerWith(key.userPin);
    const { warrant } = warrantFor(key);
    const otherService = other.openService();
    await expect(openFor(otherService, key, warrant, entry)).rejects.toMatchObject({
      code: 'TOKEN_WRONG_KEY',
      facts: { expected: key.identity.serial, actual: other.identity.serial },
    });
    expect(entry.asked).toEqual([]);
    otherService.close();
  });

  it('does not disturb the right one beside it, whatever the labels say (U-CUS-17)', async () => {
    const together = freshDir();
    const first = await makePersonalisedSoftkey(together);
    const beside = await makePersonalisedSoftkey(together, { name: 'token-0002', userPin: 'other-pin' });
    const both = beside.openService();
    expect((await both.listTokens()).map((token) => token.label)).toEqual(['演练密钥', '演练密钥']);
    expect((await stampOnce(both, beside)).tokenSerial).toBe(beside.identity.serial);
    expect((await stampOnce(both, first)).tokenSerial).toBe(first.identity.serial);
    both.close();
  });

  it('put in place of the right one after the PIN is noticed just before the signature (ATK-38)', async () => {
    const [swapDir, otherDir] = [freshDir(), freshDir()];
    const right = await makePersonalisedSoftkey(swapDir);
    const other = await makePersonalisedSoftkey(otherDir);
    const { warrant, e } = warrantFor(right);
    const rightService = right.openService();
    const session = await openFor(rightService, right, warrant, answerWith(right.userPin));
    const made = other.signatureCount();
    renameSync(join(swapDir, 'token-0001'), join(swapDir, '.away'));
    cpSync(join(otherDir, 'token-0001'), join(swapDir, 'token-0001'), { recursive: true });
    await expect(session.sign(e, tbs)).rejects.toMatchObject({ facts: { mayHaveSigned: false } });
    await session.close();
    expect(other.signatureCount()).toBe(made);
    rightService.close();
  });

  it('with the right serial number and another certificate is refused before a PIN is asked', async () => {
    const entry = answerWith(key.userPin);
    const stranger = { ...key, identity: { ...key.identity, certificateSm3: new Uint8Array(32).fill(9) } };
    const { warrant } = warrantFor(stranger);
    await expect(openFor(service, stranger, warrant, entry)).rejects.toMatchObject({
      code: 'TOKEN_CONTENT_MISMATCH',
      facts: { detail: '@token.mismatch.certificate' },
    });
    expect(entry.asked).toEqual([]);
  });
});
