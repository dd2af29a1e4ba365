import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { openWritable, transaction } from '#main/storage/database.ts';
import { createQueries, run } from '#main/storage/queries.ts';
import type { StationSchema } from '#main/station/station-schema.ts';
import { demoPassword } from '#main/app/demo/demo-people.ts';

const queries = createQueries<StationSchema>();

/**
 * Gives everybody of a closed station the demonstration's password at the least work Argon2id knows. A hash tells its
 * own cost, so the people sign in as ever; what the program asks of new passwords is in `people.test.ts`.
 *
 * @param database of a station whose people all have the demonstration's password
 */
export async function quickenPasswords(database: string): Promise<void> {
  const work = { parallelism: 1, iterations: 1, memorySize: 8, hashLength: 32 } as const;
  const hash = await argon2id({ ...work, password: demoPassword, salt: randomBytes(16), outputType: 'encoded' });
  const db = openWritable(database);
  try {
    transaction(db, (tx) => run(tx, queries.updateTable('people').set({ password_hash: hash })));
  } finally {
    db.close();
  }
}
