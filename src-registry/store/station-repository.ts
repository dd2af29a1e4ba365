import type { ReadStore, StationRow, StoreTransaction, UnitTable } from './registry-schema.ts';

export function findStation(db: ReadStore, station: string): Promise<StationRow | undefined> {
  return db.selectFrom('stations').selectAll().where('station', '=', station).executeTakeFirst();
}

export function allStations(db: ReadStore): Promise<StationRow[]> {
  return db.selectFrom('stations').selectAll().orderBy('station').execute();
}

export async function insertStation(tx: StoreTransaction, row: StationRow): Promise<void> {
  await tx.insertInto('stations').values(row).execute();
}

export interface StationHead {
  readonly ledger_size: number;
  readonly root: string;
  /** Hashes of the complete subtrees, hex, largest first, joined by spaces. */
  readonly frontier: string;
  /** The note the station signed for this head. */
  readonly checkpoint: string;
}

export async function saveHead(tx: StoreTransaction, station: string, head: StationHead): Promise<void> {
  await tx.updateTable('stations').set(head).where('station', '=', station).execute();
}

export async function markDiverged(tx: StoreTransaction, station: string): Promise<void> {
  await tx.updateTable('stations').set({ is_diverged: 1 }).where('station', '=', station).execute();
}

export function findUnit(db: ReadStore, code: string): Promise<UnitTable | undefined> {
  return db.selectFrom('units').selectAll().where('code', '=', code).executeTakeFirst();
}

export async function insertUnit(tx: StoreTransaction, unit: UnitTable): Promise<void> {
  await tx.insertInto('units').values(unit).execute();
}

export interface EnrolmentCodeRow {
  readonly code_sm3: string;
  readonly unit: string;
  readonly station: string;
  readonly valid_to: string;
  readonly used_at: string | null;
}

export async function insertEnrolmentCode(tx: StoreTransaction, row: EnrolmentCodeRow): Promise<void> {
  await tx.insertInto('enrolment_codes').values(row).execute();
}

export function findEnrolmentCode(db: ReadStore, codeSm3: string): Promise<EnrolmentCodeRow | undefined> {
  return db.selectFrom('enrolment_codes').selectAll().where('code_sm3', '=', codeSm3).executeTakeFirst();
}

export async function useEnrolmentCode(tx: StoreTransaction, codeSm3: string, usedAt: string): Promise<void> {
  await tx.updateTable('enrolment_codes').set({ used_at: usedAt }).where('code_sm3', '=', codeSm3).execute();
}
