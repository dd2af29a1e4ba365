import { basename } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { PKCS11 } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { knownProfiles } from '../vendor-profiles/known-profiles.ts';
import { matchProfile } from '../vendor-profiles/match-profile.ts';
import type { VendorProfile } from '../vendor-profiles/profile-shape.ts';
import { callModule, isCkr } from './ckr-failure.ts';

/** One vendor library, loaded into this process for as long as it lives. */
export interface TokenModule {
  readonly pkcs11: PKCS11;
  readonly file: string;
  readonly description: string;
  readonly manufacturer: string;
  readonly version: string;
  profileFor(token: { manufacturer: string; model: string }): VendorProfile | null;
}

/**
 * Kept for the life of the process and never closed: when the object is collected or closed, the library is unmapped
 * while pool threads that used it are alive, and the process dies with SIGSEGV when one of them ends. A module that
 * must be loaded anew gets a new process.
 */
const keptForLife: PKCS11[] = [];

const CKF_OS_LOCKING_OK = 0x2;

/** @throws TOKEN_MODULE_NOT_LOADED */
export function loadTokenModule(settings: {
  readonly modulePath: string;
  readonly moduleSm3: Uint8Array | null;
  readonly profileId: string | null;
  readonly siteProfiles: readonly VendorProfile[];
}): TokenModule {
  const { modulePath, moduleSm3, profileId, siteProfiles } = settings;
  if (!existsSync(modulePath)) {
    throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail: '@details.moduleMissing', path: modulePath });
  }
  // Before anything of it runs: loading a library already runs its constructors.
  if (moduleSm3 !== null && !sm3(readFileSync(modulePath)).every((byte, at) => byte === moduleSm3[at])) {
    throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail: '@token.mismatch.module', path: modulePath });
  }
  const pkcs11 = new PKCS11();
  keptForLife.push(pkcs11);
  try {
    pkcs11.load(modulePath);
    initialize(pkcs11);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail, path: modulePath }, error);
  }
  const info = callModule('C_GetInfo', () => pkcs11.C_GetInfo());
  const file = basename(modulePath);
  const description = info.libraryDescription.trim();
  const profiles = [...siteProfiles, ...knownProfiles];
  return {
    pkcs11,
    file,
    description,
    manufacturer: info.manufacturerID.trim(),
    version: `${info.libraryVersion.major}.${info.libraryVersion.minor}`,
    profileFor: ({ manufacturer, model }) =>
      profileId === null
        ? matchProfile({ file, manufacturer, description, model }, profiles)
        : (profiles.find((profile) => profile.id === profileId) ?? null),
  };
}

function initialize(pkcs11: PKCS11): void {
  try {
    callModule('C_Initialize', () => pkcs11.C_Initialize({ flags: CKF_OS_LOCKING_OK }));
  } catch (error) {
    if (isCkr(error, 'CKR_CRYPTOKI_ALREADY_INITIALIZED')) return;
    // A module that knows no threads is used from one queue anyway.
    if (!isCkr(error, 'CKR_NEED_TO_CREATE_THREADS', 'CKR_CANT_LOCK')) throw error;
    callModule('C_Initialize', () => pkcs11.C_Initialize());
  }
}
