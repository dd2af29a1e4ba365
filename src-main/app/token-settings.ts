import fs from 'node:fs';
import path from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import type { TokenHostSettings } from '#main/token/host-client.ts';
import { knownProfiles } from '#main/token/vendor-profiles/known-profiles.ts';
import { programFiles } from './program-files.ts';

/**
 * Which PKCS#11 module the station talks to: SEALKEEPER_PKCS11_MODULE, else the training key that comes with the
 * program, whose tokens lie in the data folder.
 *
 * @throws TOKEN_MODULE_NOT_LOADED when the file does not exist; TOKEN_PROFILE_UNKNOWN
 */
export function tokenSettings(dataFolder: string, environment: NodeJS.ProcessEnv): TokenHostSettings {
  const modulePath = environment['SEALKEEPER_PKCS11_MODULE'] ?? programFiles.softkeyModule;
  if (!fs.existsSync(modulePath)) {
    throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail: '@details.moduleMissing', path: modulePath });
  }
  const folder = softkeyFolder(dataFolder, environment);
  return { modulePath, env: { SOFTKEY_DIR: folder }, ...namedProfile(environment) };
}

/** A family that looks like another one is named by hand: SEALKEEPER_PKCS11_PROFILE, such as `westone-b`. */
function namedProfile(environment: NodeJS.ProcessEnv): { readonly profileId?: string } {
  const profile = environment['SEALKEEPER_PKCS11_PROFILE'];
  if (profile === undefined || profile === '') return {};
  if (knownProfiles.some(({ id }) => id === profile)) return { profileId: profile };
  throw new StationError('TOKEN_PROFILE_UNKNOWN', { profile, known: knownProfiles.map(({ id }) => id).join('、') });
}

/** Where the training key keeps its tokens. */
export function softkeyFolder(dataFolder: string, environment: NodeJS.ProcessEnv): string {
  return environment['SOFTKEY_DIR'] ?? path.join(dataFolder, 'softkey');
}
