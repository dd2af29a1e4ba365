import Database from 'better-sqlite3';
import { StationError } from '#shared/errors/station-error.ts';

export interface DataLock {
  release(): void;
}

/** What is held. A lock nobody refers to any more must not be let go by the garbage collector, which closes the file. */
const held = new Set<Database.Database>();

/**
 * Take a data folder for this process alone.
 *
 * The lock is an exclusive transaction on a small SQLite file. The operating system drops it with the process, so a
 * killed station leaves nothing behind to be cleaned up, and no process number has to be guessed about. On a network
 * share it is only as good as the share's locking; the data folder belongs on a local disk.
 *
 * @param file the folder's lock file; made if there is none, and left in place afterwards
 * @throws STATION_DATA_IN_USE when another program (or another station in this one) holds it
 */
export function lockDataFolder(file: string): DataLock {
  const driver = new Database(file, { timeout: 0 });
  try {
    // Nothing is ever written; this keeps an empty journal from appearing beside the file.
    driver.pragma('journal_mode = MEMORY');
    driver.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    driver.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new StationError('STATION_DATA_IN_USE', { path: file }, error);
  }
  held.add(driver);
  return {
    release() {
      driver.close();
      held.delete(driver);
    },
  };
}
