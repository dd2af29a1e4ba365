import type { SealState } from '#shared/model/seal.ts';
import { finalSealStates } from '#shared/registry/seal-life.ts';
import type {
  NewSealEvent,
  ReadStore,
  SealCaseRow,
  SealEventTable,
  SealMakingRow,
  StoreTransaction,
} from './registry-schema.ts';

export async function insertCase(tx: StoreTransaction, row: SealCaseRow): Promise<void> {
  await tx.insertInto('seal_cases').values(row).execute();
}

export function findCase(db: ReadStore, caseId: string): Promise<SealCaseRow | undefined> {
  return db.selectFrom('seal_cases').selectAll().where('case_id', '=', caseId).executeTakeFirst();
}

export function findCaseOfSeal(db: ReadStore, esId: string): Promise<SealCaseRow | undefined> {
  return db.selectFrom('seal_cases').selectAll().where('es_id', '=', esId).executeTakeFirst();
}

export function allCases(db: ReadStore): Promise<SealCaseRow[]> {
  return db.selectFrom('seal_cases').selectAll().orderBy('case_id').execute();
}

/** Seals that have an identifier, i.e. from `made` on: what the status list tells about. */
export function numberedSeals(db: ReadStore): Promise<SealCaseRow[]> {
  return db.selectFrom('seal_cases').selectAll().where('es_id', 'is not', null).orderBy('es_id').execute();
}

/** The name seal of a unit, or the application for one that is still under way (XA-E-19). */
export function liveNameSeal(db: ReadStore, unit: string): Promise<SealCaseRow | undefined> {
  return db
    .selectFrom('seal_cases')
    .selectAll()
    .where('unit', '=', unit)
    .where('category', '=', 'unit_name')
    .where('state', 'not in', [...finalSealStates])
    .executeTakeFirst();
}

export function activeSealsOf(db: ReadStore, station: string): Promise<SealCaseRow[]> {
  return db.selectFrom('seal_cases').selectAll().where('station', '=', station).where('state', '=', 'active').execute();
}

export function overdueSeals(db: ReadStore, now: Date): Promise<SealCaseRow[]> {
  return db
    .selectFrom('seal_cases')
    .selectAll()
    .where('state', 'in', ['active', 'renewing'])
    .where('valid_to', '<=', now.toISOString())
    .execute();
}

export type CaseChange = Partial<Omit<SealCaseRow, 'case_id' | 'state' | 'since' | 'application'>>;

/** The one way a seal changes its state: together with the row that tells who, when and why. */
export async function moveCase(
  tx: StoreTransaction,
  caseId: string,
  to: SealState,
  event: Omit<NewSealEvent, 'case_id' | 'to_state'>,
  change: CaseChange = {},
): Promise<void> {
  await tx
    .updateTable('seal_cases')
    .set({ ...change, state: to, since: event.at, reason: event.reason ?? null })
    .where('case_id', '=', caseId)
    .execute();
  await tx
    .insertInto('seal_events')
    .values({ ...event, case_id: caseId, to_state: to })
    .execute();
}

export async function insertFirstEvent(tx: StoreTransaction, event: NewSealEvent): Promise<void> {
  await tx.insertInto('seal_events').values(event).execute();
}

export function eventsOf(
  db: ReadStore,
  caseId: string,
): Promise<(Omit<SealEventTable, 'number'> & { number: number })[]> {
  return db.selectFrom('seal_events').selectAll().where('case_id', '=', caseId).orderBy('number').execute();
}

/** The state a seal was in at a moment, by the registry's own clock; undefined before its first step. */
export async function stateAt(db: ReadStore, caseId: string, moment: string): Promise<SealState | undefined> {
  const row = await db
    .selectFrom('seal_events')
    .select('to_state')
    .where('case_id', '=', caseId)
    .where('at', '<=', moment)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.to_state;
}

export async function insertMaking(tx: StoreTransaction, row: SealMakingRow): Promise<void> {
  await tx.insertInto('seal_makings').values(row).execute();
}

export function findMaking(db: ReadStore, esId: string): Promise<SealMakingRow | undefined> {
  return db.selectFrom('seal_makings').selectAll().where('es_id', '=', esId).executeTakeFirst();
}
