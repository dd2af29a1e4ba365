import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, type SecretStore } from '#main/platform/secret-store.ts';
import { keySecrets } from '#main/platform/secrets.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'secret-store-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A store with a key of its own, as each system user has one. */
function storeOf(user: number): SecretStore {
  const inner = keySecrets('store', false, new Uint8Array(32).fill(user));
  return {
    name: 'store',
    protect: async (plain) => inner.protect(plain),
    open: async (bytes) => inner.open(bytes),
  };
}

const plain = new TextEncoder().encode('machine key');

describe('the secrets of a data folder', () => {
  it('are kept by the store of the system where there is one, and leave no key in the folder', async () => {
    const first = await openSecrets(folder, storeOf(1));
    expect({ name: first.name, isGap: first.isGap }).toEqual({ name: 'store', isGap: false });
    expect(existsSync(join(folder, 'machine-secret.key'))).toBe(false);
    const kept = first.protect(plain);
    const again = await openSecrets(folder, storeOf(1));
    expect(again.open(kept)).toEqual(plain);
  });

  it('lie in a file where there is no store, and are named as a gap', async () => {
    const secrets = await openSecrets(folder, null);
    expect({ name: secrets.name, isGap: secrets.isGap }).toEqual({ name: 'file', isGap: true });
  });

  it('stay in their file when a store turns up later, so that what they protect still opens', async () => {
    const kept = (await openSecrets(folder, null)).protect(plain);
    const later = await openSecrets(folder, storeOf(1));
    expect(later.isGap).toBe(true);
    expect(later.open(kept)).toEqual(plain);
  });

  it('refuses a folder whose key the system keeps when no store is at hand, and makes no new key', async () => {
    await openSecrets(folder, storeOf(1));
    await expect(openSecrets(folder, null)).rejects.toMatchObject({ code: 'STATION_SECRETS_CLOSED' });
    expect(existsSync(join(folder, 'machine-secret.key'))).toBe(false);
  });

  it('refuses the store of another user, and an altered key', async () => {
    await openSecrets(folder, storeOf(1));
    await expect(openSecrets(folder, storeOf(2))).rejects.toMatchObject({ code: 'STATION_SECRETS_CLOSED' });
    const file = join(folder, 'machine-secret.sealed');
    const bytes = readFileSync(file);
    bytes[20]! ^= 1;
    writeFileSync(file, bytes);
    await expect(openSecrets(folder, storeOf(1))).rejects.toMatchObject({ code: 'STATION_SECRETS_CLOSED' });
  });
});
