import type Database from 'better-sqlite3';
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
  type CompiledQuery,
} from 'kysely';
import { StationError } from '#shared/errors/station-error.ts';
import { connectionOf, mayWrite, type ReadableDb, type WriteTransaction } from './database.ts';
import { storageFailure } from './storage-failure.ts';

/**
 * Typed SQL, run at once.
 *
 * Kysely only writes the SQL here; it never runs it, so its asynchronous drivers stay out of the way of the
 * synchronous transactions the ledger needs. Calling `.execute()` on such a query gives nothing: use {@link all},
 * {@link get}, {@link iterate} and {@link run}.
 *
 * ```ts
 * const queries = createQueries<LedgerSchema>();
 * const row = get(db, queries.selectFrom('ledger_leaves').selectAll().where('leaf_index', '=', 7));
 * ```
 */
export function createQueries<Schema>(): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/** A query being built, or one compiled beforehand (worth it where the same one runs thousands of times). */
export type Query<Row> = Compilable<Row> | CompiledQuery<Row>;

/** Prepared statements kept per connection; queries are made of fixed shapes, so the set stays small. */
const keptStatements = 400;

/** Every row. Blobs come as fresh bytes the caller owns. */
export function all<Row>(db: ReadableDb, query: Query<Row>): Row[] {
  const { statement, parameters, file } = prepare(db, query);
  return storageFailure(file, () => statement.all(...parameters)).map(withPlainBytes) as Row[];
}

/** The first row, or undefined. */
export function get<Row>(db: ReadableDb, query: Query<Row>): Row | undefined {
  const { statement, parameters, file } = prepare(db, query);
  return withPlainBytes(storageFailure(file, () => statement.get(...parameters))) as Row | undefined;
}

/** Rows one by one. The connection can do nothing else until the iteration ends, so prefer pages on a live station. */
export function* iterate<Row>(db: ReadableDb, query: Query<Row>): Generator<Row, void, undefined> {
  // A statement of its own: a kept one would be busy for everybody else until the last row.
  const { statement, parameters, file } = prepare(db, query, false);
  const rows = storageFailure(file, () => statement.iterate(...parameters));
  for (const row of rows) yield withPlainBytes(row) as Row;
}

/** @returns how many rows were changed */
export function run(tx: WriteTransaction, query: Query<unknown>): number {
  const { statement, parameters, file } = prepare(tx, query);
  return storageFailure(file, () => statement.run(...parameters)).changes;
}

/** The driver gives blobs as Buffers, whose `slice` and comparison differ from those of the bytes they are. */
function withPlainBytes(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const columns = row as Record<string, unknown>;
  for (const name in columns) {
    const value = columns[name];
    if (Buffer.isBuffer(value)) columns[name] = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return row;
}

interface Prepared {
  readonly statement: Database.Statement<unknown[], unknown>;
  readonly parameters: readonly unknown[];
  readonly file: string;
}

function prepare(db: ReadableDb, query: Query<unknown>, isShared = true): Prepared {
  const { sql, parameters } = 'compile' in query ? query.compile() : query;
  const { driver, statements } = connectionOf(db);
  let statement = isShared ? statements.get(sql) : undefined;
  if (!statement) {
    statement = storageFailure(driver.name, () => driver.prepare<unknown[], unknown>(sql));
    if (statements.size >= keptStatements) statements.clear();
    if (isShared) statements.set(sql, statement);
  }
  if (!statement.readonly && !mayWrite(db)) {
    throw new StationError('INTERNAL_UNEXPECTED', { detail: 'a statement that writes needs a transaction' });
  }
  return { statement, parameters, file: driver.name };
}
