import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import { writeDurably } from './files.ts';
import { fileSecrets, keyBytes, keySecrets, type Secrets } from './secrets.ts';

/**
 * What the operating system offers for keeping a few bytes: DPAPI, Keychain, libsecret. It may live in another
 * process, so every call takes time; the station therefore keeps one key with it and works with that key itself.
 */
export interface SecretStore {
  /** Name for the doctor's list, such as `dpapi`. */
  readonly name: string;
  /** @returns bytes that only {@link SecretStore.open} for this user on this PC turns back */
  protect(plain: Uint8Array): Promise<Uint8Array>;
  /** @throws Error when the bytes were altered or belong to another user or PC */
  open(protectedBytes: Uint8Array): Promise<Uint8Array>;
}

/** The key by itself, for its owner alone: where no system store could be had when the folder was made. */
const plainName = 'machine-secret.key';
/** The key as the system's store protected it. */
const sealedName = 'machine-secret.sealed';

/**
 * The secrets of a data folder. A folder stays with what it began with: a key that lies in a file is used from there,
 * and named as a gap, also when a system store is at hand later.
 *
 * @param folder the `keys` folder of the data folder
 * @param store null where the host of the station has none
 * @throws STATION_SECRETS_CLOSED when the key was given to a store that is not there or does not open it
 */
export async function openSecrets(folder: string, store: SecretStore | null): Promise<Secrets> {
  const plain = path.join(folder, plainName);
  const sealed = path.join(folder, sealedName);
  if (fs.existsSync(sealed)) return openSealed(sealed, store);
  if (store === null || fs.existsSync(plain)) return fileSecrets(plain);
  const key = randomBytes(keyBytes);
  writeDurably(sealed, [await store.protect(key)]);
  return keySecrets(store.name, false, key);
}

async function openSealed(sealed: string, store: SecretStore | null): Promise<Secrets> {
  if (store === null)
    throw new StationError('STATION_SECRETS_CLOSED', { path: sealed, detail: '@details.noSecretStore' });
  try {
    const key = await store.open(fs.readFileSync(sealed));
    if (key.length !== keyBytes) throw new Error('not a key of this program');
    return keySecrets(store.name, false, key);
  } catch (cause) {
    throw new StationError('STATION_SECRETS_CLOSED', { path: sealed, detail: '@details.secretStoreRefused' }, cause);
  }
}
