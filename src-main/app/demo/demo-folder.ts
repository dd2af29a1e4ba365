import fs from 'node:fs';
import path from 'node:path';
import { dataPaths } from '#main/platform/paths.ts';
import { lockDataFolder } from '#main/storage/data-lock.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** What marks a folder as a demonstration's own: only such a folder is ever emptied. */
const marker = '.sealkeeper-demo';

/** Names inside the folder of a demonstration; whatever else lies there stays. */
export const demoNames = { station: 'station', registry: 'registry', drafts: 'drafts' } as const;

/**
 * @throws STATION_ALREADY_SET_UP when something that is not a demonstration's lies there; STATION_DATA_IN_USE when
 *   its station is running
 */
export function emptyDemoFolder(folder: string): void {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
    if (!fs.existsSync(path.join(folder, marker))) {
      throw new StationError('STATION_ALREADY_SET_UP', { detail: '@details.notADemoFolder', path: folder });
    }
    refuseRunning(path.join(folder, demoNames.station));
    for (const name of Object.values(demoNames)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, marker), '');
}

function refuseRunning(data: string): void {
  const { lock } = dataPaths(data);
  if (fs.existsSync(lock)) lockDataFolder(lock).release();
}
