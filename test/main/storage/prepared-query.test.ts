import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';

interface Schema {
  notes: { id: number; text: string | null; bytes: Uint8Array };
}
const queries = createQueries<Schema>();
const addNote = prepareQuery((value: Slots<Schema['notes']>) =>
  queries.insertInto('notes').values({ bytes: value('bytes'), id: value('id'), text: value('text') }),
);
const between = prepareQuery((value: Slots<{ from: number; to: number }>) =>
  queries
    .selectFrom('notes')
    .selectAll()
    .where('id', '<=', value('to'))
    .where('id', '>=', value('from'))
    .where('text', '!=', '弃')
    .orderBy('id'),
);

let db: WritableDb;
beforeEach(() => {
  db = openWritable(':memory:');
  migrate(db, [
    { number: 1, name: 'notes', sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB) STRICT' },
  ]);
});
afterEach(() => db.close());

describe('prepared query', () => {
  it('puts each value where its name stands, beside values that are fixed', () => {
    transaction(db, (tx) => {
      ['一', '弃', '三', null].forEach((text, id) => run(tx, addNote({ id, text, bytes: Uint8Array.of(id) })));
    });
    expect(all(db, between({ from: 0, to: 2 }))).toEqual([
      { id: 0, text: '一', bytes: Uint8Array.of(0) },
      { id: 2, text: '三', bytes: Uint8Array.of(2) },
    ]);
    expect(all(db, between({ from: 1, to: 1 }))).toEqual([]);
  });
});
