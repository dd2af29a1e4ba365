import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { prepareConnection } from './database.ts';
import { storageFailure } from './storage-failure.ts';

/**
 * Open a database behind Kysely's asynchronous interface, with the same settings as the station's. For the registry,
 * whose store must also run on PostgreSQL.
 *
 * @returns close it with `destroy()`
 * @throws STATION_STORAGE_FAILED
 */
export function openKysely<Schema>(file: string): Kysely<Schema> {
  const driver = storageFailure(file, () => {
    const opened = new Database(file, { timeout: 5000 });
    prepareConnection(opened);
    opened.pragma('journal_mode = WAL');
    opened.pragma('synchronous = FULL');
    return opened;
  });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: driver }) });
}
