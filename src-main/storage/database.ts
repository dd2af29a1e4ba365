import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StationError } from '#shared/errors/station-error.ts';
import { storageFailure } from './storage-failure.ts';

/**
 * Database handles. What a function may do is in the type of the handle it takes:
 *
 * - {@link ReadableDb}: may only read;
 * - {@link WritableDb}: may read, and may begin a transaction;
 * - {@link WriteTransaction}: may read and write, until its transaction ends.
 *
 * So a function that reads cannot write, and nothing is written outside a transaction. The driver stays inside this
 * room: the handles carry it under a symbol that is not exported from here.
 */
declare const readable: unique symbol;
declare const writable: unique symbol;
declare const transactional: unique symbol;

export interface ReadableDb {
  readonly [readable]: true;
}
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  close(): void;
}
export interface ReadOnlyDb extends ReadableDb {
  close(): void;
}
/** Handed to the body of `transaction` and dead after it. */
export interface WriteTransaction extends ReadableDb {
  readonly [transactional]: true;
}

/** What stands behind a handle; for this room only. */
export interface Connection {
  readonly driver: Database.Database;
  readonly statements: Map<string, Database.Statement<unknown[], unknown>>;
  readonly isWritable: boolean;
}

const connections = new WeakMap<object, Connection>();
const openTransactions = new WeakSet<object>();

/** A waiting writer gives up after this long; only a backup or a checker of ours can hold the lock meanwhile. */
const busyTimeoutMs = 5000;

/**
 * Open a database for the station, making the file if there is none.
 *
 * WAL with synchronous=FULL: a commit that returned is on the disk. FULL is set on every connection because the
 * driver's own default for WAL is weaker in some builds.
 *
 * @param file path, or `:memory:` for tests
 * @throws STATION_STORAGE_FAILED
 */
export function openWritable(file: string): WritableDb {
  return storageFailure(file, () => {
    const driver = new Database(file, { timeout: busyTimeoutMs });
    prepareConnection(driver);
    driver.pragma('journal_mode = WAL');
    driver.pragma('synchronous = FULL');
    return register<WritableDb>(driver, true);
  });
}

/**
 * Open an existing database for reading alone; a write through it fails in SQLite itself.
 *
 * @throws STATION_STORAGE_FAILED when there is no such file
 */
export function openReadable(file: string): ReadOnlyDb {
  return openExisting(file, true);
}

/**
 * Look into an existing database for a moment and leave no trace, whether or not a station has it open.
 *
 * While somebody has it open (there is a write-ahead log), it is read beside him. When nobody has, SQLite makes a log
 * and an index just for looking, and a connection that was opened for reading alone leaves them behind. So this one is
 * opened as a writer that refuses to write: the last to close then tidies up, under SQLite's own locks.
 *
 * @throws STATION_STORAGE_FAILED when there is no such file; whatever `look` throws
 */
export function glanceAt<T>(file: string, look: (db: ReadableDb) => T): T {
  const hasLog = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const db = openExisting(file, hasLog);
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function openExisting(file: string, isReadonly: boolean): ReadOnlyDb {
  return storageFailure(file, () => {
    const driver = new Database(file, { readonly: isReadonly, fileMustExist: true, timeout: busyTimeoutMs });
    prepareConnection(driver);
    driver.pragma('query_only = ON');
    return register<ReadOnlyDb>(driver, false);
  });
}

/**
 * Settings that hold for one connection: references are checked; functions named by the schema are not trusted, since
 * the file may have been edited by someone else; damaged pages are noticed when they are read.
 */
export function prepareConnection(driver: Database.Database): void {
  driver.pragma('foreign_keys = ON');
  driver.pragma('trusted_schema = OFF');
  driver.pragma('cell_size_check = ON');
  // Without this, REPLACE would delete a row without asking its delete trigger.
  driver.pragma('recursive_triggers = ON');
}

function register<Handle extends ReadableDb>(driver: Database.Database, isWritable: boolean): Handle {
  const handle = { close: () => driver.close() };
  connections.set(handle, { driver, statements: new Map(), isWritable });
  return handle as unknown as Handle;
}

/** The connection behind a handle. @throws INTERNAL_UNEXPECTED for a handle whose transaction has ended */
export function connectionOf(db: ReadableDb): Connection {
  const connection = connections.get(db);
  if (!connection) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'database handle is no longer usable' });
  return connection;
}

/**
 * Do `body` in one immediate transaction: everything is committed when it returns, nothing when it throws.
 *
 * Transactions do not nest: a body that needs another one gets the transaction handed down. The body is synchronous;
 * a promise cannot be awaited inside, so no key operation and no question to a person can hold the database.
 *
 * @throws STATION_STORAGE_FAILED when the disk refuses; whatever `body` throws
 */
export function transaction<T>(db: WritableDb, body: (tx: WriteTransaction) => T): T {
  const connection = connectionOf(db);
  const { driver } = connection;
  if (!connection.isWritable) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'handle is for reading only' });
  if (driver.inTransaction) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'transactions do not nest' });
  const tx = {};
  storageFailure(driver.name, () => driver.exec('BEGIN IMMEDIATE'));
  connections.set(tx, connection);
  openTransactions.add(tx);
  try {
    const result = body(tx as unknown as WriteTransaction);
    if (result instanceof Promise) {
      throw new StationError('INTERNAL_UNEXPECTED', { detail: 'a transaction body must not be asynchronous' });
    }
    storageFailure(driver.name, () => driver.exec('COMMIT'));
    return result;
  } finally {
    connections.delete(tx);
    if (driver.inTransaction) driver.exec('ROLLBACK');
  }
}

/** Is this handle one that may write? Keeps writing statements out of reading functions at run time too. */
export function mayWrite(db: ReadableDb): boolean {
  return openTransactions.has(db);
}
