import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import {
  openReadable,
  openWritable,
  transaction,
  type WritableDb,
  type WriteTransaction,
} from '#main/storage/database.ts';
import { all, createQueries, get, iterate, run } from '#main/storage/queries.ts';
import { migrate, type Migration } from '#main/storage/migrations.ts';

interface Schema {
  notes: { id: number; text: string; bytes: Uint8Array | null };
}
const queries = createQueries<Schema>();
const first: Migration = {
  number: 101,
  name: 'notes',
  sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, bytes BLOB) STRICT',
};

let folder: string;
let file: string;
let db: WritableDb;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'storage-'));
  file = path.join(folder, 'test.db');
  db = openWritable(file);
  migrate(db, [first]);
});
afterEach(() => {
  db.close();
  fs.rmSync(folder, { recursive: true });
});

function add(tx: WriteTransaction, id: number, text: string): void {
  run(tx, queries.insertInto('notes').values({ id, text, bytes: new Uint8Array([id]) }));
}
const pragma = (name: string): unknown => transaction(db, (tx) => get(tx, sql.raw(`PRAGMA ${name}`).compile(queries)));

describe('database settings', () => {
  it('commits to the disk, not only to the operating system', () => {
    expect(pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(pragma('synchronous')).toEqual({ synchronous: 2 });
  });

  it('checks references and does not trust functions named by the file', () => {
    expect(pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(pragma('trusted_schema')).toEqual({ trusted_schema: 0 });
  });

  it('refuses to open for reading a file that is not there', () => {
    expect(() => openReadable(path.join(folder, 'absent.db'))).toThrow('STATION_STORAGE_FAILED');
  });

  it('refuses a file that is no database', () => {
    const other = path.join(folder, 'letter.txt');
    fs.writeFileSync(other, 'a letter, long enough to be mistaken for a page header of a database file '.repeat(20));
    expect(() => openWritable(other)).toThrow('STATION_STORAGE_FAILED');
  });
});

describe('transaction', () => {
  it('keeps everything when the body returns', () => {
    transaction(db, (tx) => add(tx, 1, '一'));
    expect(get(db, queries.selectFrom('notes').selectAll())).toMatchObject({ id: 1, text: '一' });
  });

  it('keeps nothing when the body throws', () => {
    const failing = (): void =>
      transaction(db, (tx) => {
        add(tx, 1, '一');
        throw new Error('stop');
      });
    expect(failing).toThrow('stop');
    expect(all(db, queries.selectFrom('notes').selectAll())).toEqual([]);
  });

  it('refuses another transaction inside', () => {
    expect(() => transaction(db, () => transaction(db, () => 1))).toThrow('transactions do not nest');
    expect(transaction(db, () => 2)).toBe(2);
  });

  it('refuses an asynchronous body and keeps nothing of it', () => {
    expect(() => transaction(db, (tx) => Promise.resolve(add(tx, 1, '一')))).toThrow('asynchronous');
    expect(all(db, queries.selectFrom('notes').selectAll())).toEqual([]);
  });

  it('refuses a handle kept after its transaction ended', () => {
    const kept = transaction(db, (tx) => tx);
    expect(() => add(kept, 1, '一')).toThrow('no longer usable');
  });

  it('refuses a statement that writes outside a transaction', () => {
    const insert = queries.insertInto('notes').values({ id: 1, text: '一', bytes: null }).returning('id');
    expect(() => get(db, insert)).toThrow('needs a transaction');
  });

  it('refuses to write through a connection opened for reading', () => {
    const reader = openReadable(file);
    // @ts-expect-error a reading handle has no transaction
    expect(() => transaction(reader, (tx) => add(tx, 1, '一'))).toThrow('for reading only');
    reader.close();
  });
});

describe('queries', () => {
  it('runs typed SQL at once and gives blobs as bytes', () => {
    transaction(db, (tx) => [1, 2, 3].forEach((id) => add(tx, id, `第${id}`)));
    const rows = all(db, queries.selectFrom('notes').select(['id', 'bytes']).where('id', '>', 1).orderBy('id'));
    expect(rows.map((row) => [row.id, [...(row.bytes ?? [])]])).toEqual([
      [2, [2]],
      [3, [3]],
    ]);
  });

  it('lets other statements read while rows are iterated', () => {
    transaction(db, (tx) => [1, 2, 3].forEach((id) => add(tx, id, `第${id}`)));
    const ids = queries.selectFrom('notes').select('id').orderBy('id');
    const seen = [...iterate(db, ids)].map((row) => [row.id, all(db, ids).length]);
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('reads a committed state while another connection writes', () => {
    const reader = openReadable(file);
    transaction(db, (tx) => {
      add(tx, 1, '一');
      expect(all(reader, queries.selectFrom('notes').selectAll())).toEqual([]);
    });
    expect(all(reader, queries.selectFrom('notes').selectAll())).toHaveLength(1);
    reader.close();
  });
});

describe('migrations', () => {
  const second: Migration = {
    number: 102,
    name: 'colour',
    sql: "ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'red'",
  };

  it('applies each step once, whatever order the rooms give them in', () => {
    migrate(db, [second, first]);
    migrate(db, [first, second]);
    expect(get(db, sql`SELECT count(*) AS steps FROM schema_migrations`.compile(queries))).toEqual({ steps: 2 });
  });

  it('leaves the database as it was when a step fails', () => {
    const broken: Migration = { number: 103, name: 'broken', sql: 'CREATE TABLE a (b TEXT) STRICT; nonsense' };
    expect(() => migrate(db, [first, second, broken])).toThrow('nonsense');
    expect(get(db, sql`SELECT count(*) AS steps FROM schema_migrations`.compile(queries))).toEqual({ steps: 1 });
    expect(get(db, sql`SELECT name FROM sqlite_schema WHERE name = 'a'`.compile(queries))).toBeUndefined();
  });

  it('refuses a database that a later program has changed', () => {
    migrate(db, [first, second]);
    expect(() => migrate(db, [first])).toThrow('STATION_DATA_NEWER');
  });

  it('refuses two steps with one number', () => {
    expect(() => migrate(db, [first, { ...second, number: 101 }])).toThrow('defined twice');
  });
});
