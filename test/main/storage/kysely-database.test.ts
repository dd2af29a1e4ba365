import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sql, type Generated } from 'kysely';
import { openKysely } from '#main/storage/kysely-database.ts';

interface Schema {
  seals: { id: Generated<number>; name: string };
}

describe('asynchronous database', () => {
  it('keeps what was written with the same durability as the station', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kysely-'));
    const db = openKysely<Schema>(path.join(folder, 'registry.db'));
    await sql`CREATE TABLE seals (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`.execute(db);
    await db.transaction().execute(async (tx) => tx.insertInto('seals').values({ name: '测试章' }).execute());

    expect(await db.selectFrom('seals').select('name').execute()).toEqual([{ name: '测试章' }]);
    const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
    expect(rows).toEqual([{ synchronous: 2 }]);
    await db.destroy();
    fs.rmSync(folder, { recursive: true });
  });
});
