import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { glanceAt, openWritable, transaction } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';

const queries = createQueries<{ notes: { text: string } }>();
let folder: string;
let file: string;
const migrations = [{ number: 101, name: 'notes', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' }];
const texts = (): string[] =>
  glanceAt(file, (db) => all(db, queries.selectFrom('notes').select('text')).map(({ text }) => text));
const erase = (): unknown => glanceAt(file, (db) => all(db, queries.deleteFrom('notes').returning('text')));
const digest = (): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function withStation<T>(act: (add: (text: string) => void) => T): T {
  const db = openWritable(file);
  try {
    migrate(db, migrations);
    return act((text) => transaction(db, (tx) => run(tx, queries.insertInto('notes').values({ text }))));
  } finally {
    db.close();
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'glance-'));
  file = join(folder, 'station.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a glance at a database', () => {
  it('sees what a running station has written, beside it', () => {
    withStation((add) => {
      add('一');
      expect(texts()).toEqual(['一']);
      add('二');
      expect(texts()).toEqual(['一', '二']);
    });
    expect(texts()).toEqual(['一', '二']);
  });

  it('leaves a folder at rest as it was, byte for byte', () => {
    withStation((add) => add('一'));
    const before = [readdirSync(folder), digest()];
    expect(texts()).toEqual(['一']);
    expect([readdirSync(folder), digest()]).toEqual(before);
  });

  it('cannot write', () => {
    withStation((add) => add('一'));
    expect(erase).toThrow('needs a transaction');
    expect(texts()).toEqual(['一']);
  });

  it('makes no database where there is none', () => {
    expect(texts).toThrow('STATION_STORAGE_FAILED');
    expect(readdirSync(folder)).toEqual([]);
  });
});
