import fs from 'node:fs';
import path from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import type { TokenHostSettings } from '#main/token/host-client.ts';
import { programFiles } from './program-files.ts';

/**
 * Which PKCS#11 module the station talks to: SEALKEEPER_PKCS11_MODULE, else the training key that comes with the
 * program, whose tokens lie in the data folder.
 *
 * @throws TOKEN_MODULE_NOT_LOADED when the file does not exist
 */
export function tokenSettings(dataFolder: string, environment: NodeJS.ProcessEnv): TokenHostSettings {
  const modulePath = environment['SEALKEEPER_PKCS11_MODULE'] ?? programFiles.softkeyModule;
  if (!fs.existsSync(modulePath)) {
    throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail: '@details.moduleMissing', path: modulePath });
  }
  const folder = softkeyFolder(dataFolder, environment);
  return { modulePath, env: { SOFTKEY_DIR: folder } };
}

/** Where the training key keeps its tokens. */
export function softkeyFolder(dataFolder: string, environment: NodeJS.ProcessEnv): string {
  return environment['SOFTKEY_DIR'] ?? path.join(dataFolder, 'softkey');
}
