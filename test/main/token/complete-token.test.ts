import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { completeToken } from '#main/token/complete-token.ts';
import { bearKey } from '#main/token/personalise-token.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { checkSealOnToken } from '#main/token/seal-on-token.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { createTestCa } from '#test/support/personalised-softkey.ts';
import { makeSoftkey, type Softkey } from '#test/support/softkey.ts';

const label = '某市人民政府';
const seal = new Uint8Array(200).fill(7);
const ca = createTestCa();

const answering = (pin: string | null, afterMs = 0): { pinEntry: PinEntry; isTrainingKeyAllowed: true } => ({
  isTrainingKeyAllowed: true,
  pinEntry: {
    askPin: async () => {
      await pause(afterMs);
      return pin === null ? { kind: 'cancelled' } : { kind: 'pin', pin };
    },
  },
});

describe('a key that waited for its certificate', () => {
  let dir: string;
  let softkey: Softkey;
  let service: TokenService;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'complete-token-'));
    softkey = await makeSoftkey(dir, { isInitialised: false });
    service = softkey.openService();
  });
  afterEach(() => {
    service.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const born = async (token = softkey.token) =>
    bearKey(service, {
      token,
      label,
      officerPin: softkey.officerPin,
      userPin: softkey.userPin,
      use: new CertificateRequestUse(systemIds.uuid(), { C: 'CN', O: '测试单位', CN: label }),
      clock: systemClock,
    });
  it('takes certificate and seal with a PIN asked for then', async () => {
    const { request, ...key } = await born();
    const certificate = ca.issueFromRequest(request);
    expect(await completeToken(service, key, { label, certificate, seal }, answering(softkey.userPin))).toBe('seal');
    expect((await service.readCertificates(key.token)).map(({ der }) => Buffer.from(der))).toEqual([
      Buffer.from(certificate),
    ]);
    expect(await checkSealOnToken(service, key.token, seal)).toBe('seal');
  });

  it('is not taken for pulled because it got its serial number a moment ago', async () => {
    // Somebody watches once a second, as a station does, and has seen the token while it was blank.
    const seen: string[] = [];
    const monitor = service.monitor((event) => event.kind !== 'unavailable' && seen.push(event.token.serial));
    await expect.poll(() => seen).toEqual(['']);
    const { request, ...key } = await born();
    const contents = { label, certificate: ca.issueFromRequest(request), seal };
    // As slow as people are: long enough for the look whether the token is still there.
    await expect(completeToken(service, key, contents, answering(softkey.userPin, 1_500))).resolves.toBe('seal');
    monitor.stop();
    expect(seen).toContain(key.token.serial);
  });

  it.each([
    ['wrong', '00000000', 'TOKEN_PIN_INCORRECT'],
    ['cancelled', null, 'TOKEN_PIN_CANCELLED'],
  ] as const)('holds nothing after a %s PIN, and takes it at the next', async (_word, pin, code) => {
    const { request, ...key } = await born();
    const contents = { label, certificate: ca.issueFromRequest(request), seal };
    await expect(completeToken(service, key, contents, answering(pin))).rejects.toMatchObject({ code });
    expect(await service.readCertificates(key.token)).toEqual([]);
    await completeToken(service, key, contents, answering(softkey.userPin));
    await completeToken(service, key, contents, answering(softkey.userPin));
    expect(await service.readCertificates(key.token)).toHaveLength(1);
  });

  it('refuses the certificate of another key without asking for a PIN', async () => {
    const { request: _request, ...key } = await born();
    const other = await born(key.token);
    const contents = { label, certificate: ca.issueFromRequest(other.request), seal };
    const asked: PinEntry = { askPin: () => Promise.reject(new Error('asked')) };
    const asking = { pinEntry: asked, isTrainingKeyAllowed: true };
    await expect(completeToken(service, key, contents, asking)).rejects.toMatchObject({
      code: 'TOKEN_CONTENT_MISMATCH',
    });
  });

  it('writes nothing onto a token that was erased meanwhile', async () => {
    const { request, ...key } = await born();
    const certificate = ca.issueFromRequest(request);
    await born(key.token);
    const completing = completeToken(service, key, { label, certificate, seal }, answering(softkey.userPin));
    await expect(completing).rejects.toMatchObject({ code: 'TOKEN_KEY_NOT_FOUND' });
    expect(await service.readCertificates(key.token)).toEqual([]);
  });
});
