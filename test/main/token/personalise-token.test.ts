import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { personaliseToken } from '#main/token/personalise-token.ts';
import { checkSealOnToken, readSealOnToken } from '#main/token/seal-on-token.ts';
import type { SessionSignature } from '#main/token/signing-session.ts';
import { readCertificateRequest } from '#main/trust/certificate-request.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { createTestCa, makePersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { makeSoftkey, softkeyModulePath, type Softkey } from '#test/support/softkey.ts';
import { canRun } from '#test/support/foreign-programs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'personalise-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const smallSeal = new Uint8Array(20_000).fill(0x30);
const orderFor = (key: Softkey) => ({
  token: key.token,
  label: '市政府印章',
  officerPin: key.officerPin,
  userPin: key.userPin,
  use: new CertificateRequestUse('use-1', { C: 'CN', O: '某市人民政府', CN: '某市人民政府印章' }),
  clock: systemClock,
});

function pkcs11Tool(...args: string[]): string {
  const env = { ...process.env, SOFTKEY_DIR: dir, SOFTKEY_SPARE_SLOT: '0' };
  const result = spawnSync('pkcs11-tool', ['--module', softkeyModulePath, ...args], { env, encoding: 'utf8' });
  return result.stdout + result.stderr;
}

describe('personalising a token', () => {
  it('makes a key on the token, has it certified, and writes certificate and seal (HN-14)', async () => {
    const key = await makePersonalisedSoftkey(dir, { sealDer: smallSeal });
    expect(readCertificate(key.certificate).publicKey).toEqual(key.publicKey);
    expect(key.sealOnToken).toBe('seal');
    const service = key.openService();
    expect(await readSealOnToken(service, key.token)).toEqual(smallSeal);
    expect(await checkSealOnToken(service, key.token, smallSeal)).toBe('seal');
    service.close();
  });

  it.skipIf(!canRun('pkcs11-tool'))('is seen alike by another program, OpenSC pkcs11-tool', async () => {
    const key = await makePersonalisedSoftkey(dir, { sealDer: smallSeal, label: 'office seal' });
    expect(pkcs11Tool('-L')).toMatch(new RegExp(`serial num\\s*:\\s*${key.identity.serial}`));
    const objects = pkcs11Tool('-O', '--login', '--pin', key.userPin);
    expect(objects).toMatch(/Certificate Object/);
    expect(objects).toMatch(/Private Key Object/);
    expect(objects).toMatch(/Data object/);
    expect(objects).toMatch(/never extractable/);
  });

  it('writes the SM3 of a seal that does not fit (HN-14)', async () => {
    const key = await makePersonalisedSoftkey(dir, { sealDer: new Uint8Array(60_000) });
    expect(key.sealOnToken).toBe('digest');
    const service = key.openService();
    expect(await readSealOnToken(service, key.token)).toBeNull();
    expect(await checkSealOnToken(service, key.token, new Uint8Array(60_000))).toBe('digest');
    await expect(checkSealOnToken(service, key.token, smallSeal)).rejects.toMatchObject({
      code: 'TOKEN_CONTENT_MISMATCH',
      facts: { detail: '@token.mismatch.sealObject' },
    });
    service.close();
  });

  it('finds no seal on a token that carries none', async () => {
    const key = await makePersonalisedSoftkey(dir);
    const service = key.openService();
    expect(await checkSealOnToken(service, key.token, smallSeal)).toBe('none');
    service.close();
  });

  it('asks the CA with a request the key signed, and hands that signature to the journal', async () => {
    const key = await makeSoftkey(dir);
    const service = key.openService();
    const signatures: SessionSignature[] = [];
    let subject = '';
    const ca = createTestCa();
    await personaliseToken(service, {
      ...orderFor(key),
      onSignature: (signature) => signatures.push(signature),
      issueCertificate: (request) => {
        ({ subject } = readCertificateRequest(request));
        return ca.issueFromRequest(request);
      },
    });
    expect(subject).toContain('某市人民政府印章');
    expect(signatures).toMatchObject([{ useKind: 'certificate-request', useId: 'use-1', certificateSm3: null }]);
    service.close();
  });

  it('refuses a certificate for another key and writes nothing of it', async () => {
    const key = await makeSoftkey(dir);
    const service = key.openService();
    const other = await makePersonalisedSoftkey(mkdtempSync(join(dir, '.other-')));
    const order = { ...orderFor(key), issueCertificate: () => other.certificate };
    await expect(personaliseToken(service, order)).rejects.toMatchObject({
      code: 'TOKEN_CONTENT_MISMATCH',
      facts: { detail: '@token.mismatch.publicKey' },
    });
    expect(await service.readCertificates(key.token)).toEqual([]);
    service.close();
  });

  it('uses one permission for one request', async () => {
    const key = await makeSoftkey(dir);
    const service = key.openService();
    const order = { ...orderFor(key), issueCertificate: createTestCa().issueFromRequest };
    await personaliseToken(service, order);
    await expect(personaliseToken(service, order)).rejects.toMatchObject({ facts: { detail: '@token.use.useSpent' } });
    service.close();
  });

  it('keeps the serial number when a token is erased and personalised again', async () => {
    const first = await makePersonalisedSoftkey(dir);
    const service = first.openService();
    const order = { ...orderFor(first), issueCertificate: createTestCa().issueFromRequest };
    const second = await personaliseToken(service, order);
    expect(second.identity.serial).toBe(first.identity.serial);
    expect(second.publicKey).not.toEqual(first.publicKey);
    expect(await service.readCertificates(first.token)).toHaveLength(1);
    service.close();
  });

  it('refuses the wrong officer\u2019s PIN and leaves the token as it was', async () => {
    const key = await makePersonalisedSoftkey(dir);
    const service = key.openService();
    const order = { ...orderFor(key), officerPin: '00000000', issueCertificate: createTestCa().issueFromRequest };
    await expect(personaliseToken(service, order)).rejects.toMatchObject({ code: 'TOKEN_PIN_INCORRECT' });
    expect(await service.readCertificates(key.token)).toHaveLength(1);
    service.close();
  });

  it('shows a blank token as one that is not personalised', async () => {
    const key = await makeSoftkey(dir, { isInitialised: false });
    const service = key.openService();
    expect(await service.listTokens()).toMatchObject([{ serial: '', isInitialized: false, isPinSet: false }]);
    service.close();
  });
});
