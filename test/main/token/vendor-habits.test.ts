import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openKeySession } from '#main/token/key-session.ts';
import { hostOf } from '#main/token/token-service.ts';
import type { VendorProfile } from '#main/token/vendor-profiles/profile-shape.ts';
import { softkey } from '#main/token/vendor-profiles/softkey.ts';
import { makePersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { makeSoftkey } from '#test/support/softkey.ts';
import { answerWith, stampOnce, tbs } from './session-fixture.ts';

const dirs: string[] = [];
const freshDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'vendor-habits-'));
  dirs.push(dir);
  return dir;
};
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

describe('tokens with other habits', () => {
  it.each([
    ['takes e and answers r || s', ['sign=0x80008105 e raw']],
    ['takes e and answers in DER', ['sign=0x80008104 e der']],
    ['takes e and answers in DER with a short r that is not minimal', ['sign=0x80008104 e der', 'der-short-r']],
    ['hashes with Z by itself', ['sign=0x80008102 z raw']],
    ['hashes with Z by itself and answers in DER', ['sign=0x80008103 z der']],
    ['hashes without Z', ['sign=0x80008100 no-z raw']],
    ['hashes without Z and answers in DER', ['sign=0x80008101 no-z der']],
    ['shows its point without an OCTET STRING', ['point-form=uncompressed']],
    ['shows its point as X || Y', ['point-form=xy']],
    ['shows its point on the private key alone', ['private-key-ec-point']],
    ['hides its curve', ['ec-params=no']],
    ['has a label in GBK', ['label-hex=d1ddc1b7c3dcd4bf']],
    ['demands the PIN again for each signature', ['always-authenticate']],
    ['reports a dead session as a removed device', ['removed-session-is-device-removed']],
  ])('one that %s gives a standard signature', async (_habit, personality) => {
    const key = await makePersonalisedSoftkey(freshDir(), { personality });
    const service = key.openService();
    const entry = answerWith(key.userPin);
    const signature = await stampOnce(service, key, entry);
    expect(sm2Verify(key.publicKey, tbs, signature.signatureRs)).toBe(true);
    expect(entry.asked).toHaveLength(1);
    service.close();
  });

  it('that hashes by itself and is given only e signs nothing', async () => {
    const key = await makePersonalisedSoftkey(freshDir(), { personality: ['sign=0x80008102 z raw'] });
    const service = key.openService();
    const session = await openKeySession(hostOf(service), key.identity, {
      purpose: 'stamping',
      pinEntry: answerWith(key.userPin),
      isTrainingKeyAllowed: true,
    });
    const made = key.signatureCount();
    await expect(session.sign(sm3(tbs), null)).rejects.toMatchObject({ code: 'TOKEN_MECHANISM_UNSUPPORTED' });
    await session.close();
    expect(key.signatureCount()).toBe(made);
    service.close();
  });

  it('whose numbers mean something else than its profile says is caught by the verification', async () => {
    // 8105 takes e by the profile; this token hashes the 32 bytes once more.
    const key = await makePersonalisedSoftkey(freshDir());
    key.setPersonality('sign=0x80008105 z raw');
    const service = key.openService();
    await expect(stampOnce(service, key)).rejects.toMatchObject({ code: 'TOKEN_SIGNATURE_INVALID' });
    service.close();
  });

  it('with another vendor\u2019s numbers works with a profile added by the site', async () => {
    const profile: VendorProfile = {
      ...softkey,
      id: 'site-vendor',
      match: { file: ['softkey'], manufacturer: ['SealKeeper'], description: ['training'], model: [] },
      keyType: 0x80000001,
      keyPairGeneration: 0x80000003,
      signMechanisms: [{ code: 0x80000004, input: 'e', parameter: 'none' }],
    };
    const personality = ['key-type=0x80000001', 'keygen=0x80000003', 'sm3=0x8000001f', 'sign=0x80000004 e raw'];
    const dir = freshDir();
    const blank = await makeSoftkey(dir, { personality });
    const known = blank.openService();
    await expect(known.listTokens()).resolves.toMatchObject([{ profileId: 'softkey' }]);
    known.close();
    const site = blank.openService({ siteProfiles: [profile] });
    await expect(site.listTokens()).resolves.toMatchObject([{ profileId: 'site-vendor', isTraining: true }]);
    site.close();
  });

  it('without a profile is shown as unknown and refused before a PIN is asked', async () => {
    const key = await makePersonalisedSoftkey(freshDir());
    const service = key.openService({ profileId: 'no-such-profile' });
    await expect(service.listTokens()).resolves.toMatchObject([{ profileId: null, isTraining: true }]);
    const entry = answerWith(key.userPin);
    await expect(stampOnce(service, key, entry)).rejects.toMatchObject({ code: 'TOKEN_NOT_RECOGNIZED' });
    expect(entry.asked).toEqual([]);
    service.close();
  });
});
