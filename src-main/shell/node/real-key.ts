import fs from 'node:fs';
import { programFiles } from '#main/app/program-files.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** Lets only the training key through. @throws STATION_REAL_KEY_REFUSED for any other driver */
export function refuseRealKey(environment: NodeJS.ProcessEnv): void {
  const named = environment['SEALKEEPER_PKCS11_MODULE'];
  if (named === undefined || isSameFile(named, programFiles.softkeyModule)) return;
  throw new StationError('STATION_REAL_KEY_REFUSED', { path: named });
}

function isSameFile(a: string, b: string): boolean {
  try {
    return fs.realpathSync(a) === fs.realpathSync(b);
  } catch {
    return false;
  }
}
