import type { Insertable, Selectable } from 'kysely';
import type {
  DivergenceTable,
  IncidentTable,
  ReadStore,
  ReceiptTable,
  StoreTransaction,
  UrgentNoticeTable,
  UsageLeafTable,
} from './registry-schema.ts';

export function leavesBetween(
  db: ReadStore,
  station: string,
  from: number,
  to: number,
): Promise<Selectable<UsageLeafTable>[]> {
  return db
    .selectFrom('usage_leaves')
    .selectAll()
    .where('station', '=', station)
    .where('leaf_index', '>=', from)
    .where('leaf_index', '<', to)
    .orderBy('leaf_index')
    .execute();
}

/** Leaf hashes in hex, from the first leaf on. */
export async function leafHashesUpTo(db: ReadStore, station: string, size: number): Promise<string[]> {
  const rows = await db
    .selectFrom('usage_leaves')
    .select('leaf_hash')
    .where('station', '=', station)
    .where('leaf_index', '<', size)
    .orderBy('leaf_index')
    .execute();
  return rows.map((row) => row.leaf_hash);
}

export async function insertLeaves(tx: StoreTransaction, rows: readonly UsageLeafTable[]): Promise<void> {
  for (const row of rows) await tx.insertInto('usage_leaves').values(row).execute();
}

export function noticesFrom(db: ReadStore, station: string, from: number): Promise<Selectable<UrgentNoticeTable>[]> {
  return db
    .selectFrom('urgent_notices')
    .selectAll()
    .where('station', '=', station)
    .where('leaf_index', '>=', from)
    .execute();
}

export async function insertNotice(tx: StoreTransaction, row: UrgentNoticeTable): Promise<void> {
  await tx.insertInto('urgent_notices').values(row).execute();
}

export async function insertReceipt(tx: StoreTransaction, row: ReceiptTable): Promise<void> {
  await tx.insertInto('receipts').values(row).execute();
}

export function findReceipt(db: ReadStore, number: number): Promise<ReceiptTable | undefined> {
  return db.selectFrom('receipts').selectAll().where('number', '=', number).executeTakeFirst();
}

export function lastReceiptOf(db: ReadStore, station: string): Promise<ReceiptTable | undefined> {
  return db
    .selectFrom('receipts')
    .selectAll()
    .where('station', '=', station)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertIncident(tx: StoreTransaction, row: Insertable<IncidentTable>): Promise<void> {
  await tx.insertInto('incidents').values(row).execute();
}

export function incidentsAfter(db: ReadStore, after: number, limit: number): Promise<Selectable<IncidentTable>[]> {
  return db.selectFrom('incidents').selectAll().where('number', '>', after).orderBy('number').limit(limit).execute();
}

export async function insertDivergence(tx: StoreTransaction, row: Insertable<DivergenceTable>): Promise<void> {
  await tx.insertInto('divergences').values(row).execute();
}

export function allDivergences(db: ReadStore): Promise<Selectable<DivergenceTable>[]> {
  return db.selectFrom('divergences').selectAll().orderBy('number').execute();
}
