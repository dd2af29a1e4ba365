import Database from 'better-sqlite3';
import { StationError } from '#shared/errors/station-error.ts';

/** Result codes that speak about the disk or the file, not about our statement. https://sqlite.org/rescode.html */
const outsideCauses = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_BUSY'];
const damageCauses = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/**
 * Do something with the database and tell trouble outside the program apart from our own mistakes.
 *
 * @throws STATION_STORAGE_FAILED with the SQLite result code as `detail`; other errors pass unchanged
 */
export function storageFailure<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const isOutside = [...outsideCauses, ...damageCauses].some((cause) => error.code.startsWith(cause));
    if (!isOutside) throw error;
    throw new StationError('STATION_STORAGE_FAILED', { detail: error.code, path: file }, error);
  }
}

/** Did this come from the database, whatever the reason: the disk, damage, or a schema that is not ours? */
export function isDatabaseError(error: unknown): boolean {
  if (error instanceof StationError) return error.code === 'STATION_STORAGE_FAILED';
  return error instanceof Database.SqliteError;
}
