import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSecrets } from '#main/platform/secrets.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { createMachineKey, loadMachineKey } from '#main/station/machine-key.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { issue } from '#test/support/demo-authority.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'machine-key-'));
  file = path.join(folder, 'machine-key.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const secretsAt = (name: string) => fileSecrets(path.join(folder, name));
const message = new Uint8Array(Buffer.from('checkpoint'));

/** A key of this PC with a certificate for it, as an enrolment leaves it. */
function enrolled() {
  const secrets = secretsAt('this-pc');
  const pending = createMachineKey(file, 'SK-1', secrets);
  const { certificate } = issue('SK-1', 'machine', undefined, { publicKey: pending.publicKey });
  pending.certify(certificate.der);
  return { secrets, pending, certificate: certificate.der };
}

describe('the machine key', () => {
  it('signs after a restart as before, with the certified key', () => {
    const { secrets, pending, certificate } = enrolled();
    const key = loadMachineKey(file, secrets);
    expect(key).toMatchObject({ stationId: 'SK-1', publicKey: pending.publicKey, certificate });
    const { publicKey } = readCertificate(key.certificate);
    expect(sm2Verify(publicKey!, message, key.sign(message))).toBe(true);
    expect(sm2Verify(publicKey!, message, pending.sign(message))).toBe(true);
  });

  it('AC-XA-E-33: lies in no file in plain, and its file is its owner’s alone', () => {
    const { secrets } = enrolled();
    const { privateKey } = exposed(secrets);
    for (const name of fs.readdirSync(folder)) {
      const content = fs.readFileSync(path.join(folder, name));
      for (const encoding of ['hex', 'base64'] as const) {
        expect(content.toString('latin1')).not.toContain(Buffer.from(privateKey).toString(encoding));
      }
      expect(content.includes(Buffer.from(privateKey))).toBe(false);
      expect(fs.statSync(path.join(folder, name)).mode & 0o077).toBe(0);
    }
  });

  it('AC-XA-E-33: is refused on another PC, whose secrets are others', () => {
    enrolled();
    expect(() => loadMachineKey(file, secretsAt('another-pc'))).toThrow('SYNC_NOT_ENROLLED');
  });

  it('is refused before the registry certified it, and where there is none', () => {
    const secrets = secretsAt('this-pc');
    expect(() => loadMachineKey(file, secrets)).toThrow('SYNC_NOT_ENROLLED');
    createMachineKey(file, 'SK-1', secrets);
    expect(() => loadMachineKey(file, secrets)).toThrow('SYNC_NOT_ENROLLED');
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['empty', () => ''],
    ['no object', () => 'null'],
    [
      'altered in its protected key',
      (text: string) =>
        text.replace(/("protectedPrivateKey":")(.)/, (_all, head, first) => `${head}${first === 'A' ? 'B' : 'A'}`),
    ],
    [
      'given another public key',
      (text: string) => text.replace(/"publicKey":"[^"]+"/, `"publicKey":"${otherPublicKey()}"`),
    ],
  ])('is refused when its file is %s', (_what, change) => {
    const { secrets } = enrolled();
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
    expect(() => loadMachineKey(file, secrets)).toThrow('SYNC_NOT_ENROLLED');
  });

  it('is refused with a certificate for another key', () => {
    const { secrets, pending } = enrolled();
    pending.certify(issue('SK-9', 'machine').certificate.der);
    expect(() => loadMachineKey(file, secrets)).toThrow('SYNC_NOT_ENROLLED');
  });
});

function exposed(secrets: ReturnType<typeof fileSecrets>): { privateKey: Uint8Array } {
  const content = JSON.parse(fs.readFileSync(file, 'utf8')) as { protectedPrivateKey: string };
  return { privateKey: secrets.open(new Uint8Array(Buffer.from(content.protectedPrivateKey, 'base64'))) };
}

function otherPublicKey(): string {
  return Buffer.from(issue('SK-9', 'machine').publicKey).toString('base64');
}
