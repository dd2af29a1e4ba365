import path from 'node:path';
import type { DataPaths } from '#main/platform/paths.ts';

/** File of the machine key inside a data folder. */
export function machineKeyFile(paths: DataPaths): string {
  return path.join(paths.keys, 'machine-key.json');
}
