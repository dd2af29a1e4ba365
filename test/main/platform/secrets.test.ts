import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileSecrets } from '#main/platform/secrets.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const keyFile = path.join(folder, 'machine-secret.key');
const plain = new Uint8Array(Buffer.from('32 bytes of a private machine key'));

describe('secrets kept by a file', () => {
  const secrets = fileSecrets(keyFile);

  function canOpen(bytes: Uint8Array): boolean {
    try {
      secrets.open(bytes);
      return true;
    } catch {
      return false;
    }
  }

  it('make a key of 32 bytes that its owner alone may read', () => {
    expect(fs.readFileSync(keyFile)).toHaveLength(32);
    expect(fs.statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('say that the operating system could do better', () => {
    expect(secrets).toMatchObject({ name: 'file', isGap: true });
  });

  it('open what they protected, after a restart too', () => {
    const kept = secrets.protect(plain);
    expect(secrets.open(kept)).toEqual(plain);
    expect(fileSecrets(keyFile).open(kept)).toEqual(plain);
  });

  it('show nothing of the plain bytes, and never the same bytes twice', () => {
    const first = Buffer.from(secrets.protect(plain));
    expect(first.includes(Buffer.from(plain).subarray(0, 8))).toBe(false);
    expect(first.equals(Buffer.from(secrets.protect(plain)))).toBe(false);
  });

  it('refuse a change of any single byte', () => {
    const kept = secrets.protect(plain);
    const opened = [...kept.keys()].filter((index) => {
      const changed = kept.slice();
      changed[index]! ^= 1;
      return canOpen(changed);
    });
    expect(opened).toEqual([]);
  });

  it('refuse what is too short to hold anything', () => {
    expect([0, 11, 12, 27].filter((length) => canOpen(new Uint8Array(length)))).toEqual([]);
  });

  it('AC-XA-E-33: on another computer open nothing', () => {
    const elsewhere = fileSecrets(path.join(folder, 'another-pc.key'));
    expect(() => elsewhere.open(secrets.protect(plain))).toThrow('unable to authenticate data');
  });
});
