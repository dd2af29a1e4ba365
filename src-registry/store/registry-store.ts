import { migrate } from '#main/storage/migrations.ts';
import { openWritable } from '#main/storage/database.ts';
import { openKysely } from '#main/storage/kysely-database.ts';
import type { ReadStore, RegistrySchema, StoreTransaction } from './registry-schema.ts';
import { registryMigrations } from './registry-migrations.ts';

export type CounterName = 'receipt' | 'status' | 'trust' | 'station' | 'seal';

export interface RegistryStore {
  /** For reading outside a transaction. Never used inside `write`: one connection serves both in turn. */
  readonly read: ReadStore;
  /** One transaction: everything or nothing. The body must use the transaction it is handed. */
  write<T>(body: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Open the registry's database, bringing its tables up to this program first.
 *
 * @throws STATION_STORAGE_FAILED, STATION_DATA_NEWER
 */
export function openRegistryStore(file: string): RegistryStore {
  const schema = openWritable(file);
  try {
    migrate(schema, registryMigrations);
  } finally {
    schema.close();
  }
  const db = openKysely<RegistrySchema>(file);
  return {
    read: db,
    write: (body) => db.transaction().execute(body),
    close: () => db.destroy(),
  };
}

/** The next value of a named counter, kept without gaps by the transaction it is drawn in. */
export async function nextNumber(tx: StoreTransaction, name: CounterName): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}

/** The value a counter stands at; 0 before its first use. */
export async function currentNumber(db: ReadStore, name: CounterName): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? 0;
}

/** Lifts a counter to at least `value`, after a restore from an older copy. */
export async function raiseNumber(tx: StoreTransaction, name: CounterName, value: number): Promise<void> {
  await tx
    .insertInto('counters')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }).where('counters.value', '<', value))
    .execute();
}
