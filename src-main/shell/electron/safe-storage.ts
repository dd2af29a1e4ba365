import { safeStorage } from 'electron';
import type { SecretStore } from '#main/platform/secret-store.ts';
import { secretStoreName } from './policy/secret-backend.ts';

/** The system's store through Electron, or null where it has none that protects. Only after the app is ready. */
export async function systemSecretStore(): Promise<SecretStore | null> {
  const isAvailable = await safeStorage.isAsyncEncryptionAvailable();
  const linuxBackend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : '';
  const name = secretStoreName({ platform: process.platform, isAvailable, linuxBackend });
  if (name === null) return null;
  return {
    name,
    protect: (plain) => safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64')),
    open: async (bytes) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return new Uint8Array(Buffer.from(result, 'base64'));
    },
  };
}
