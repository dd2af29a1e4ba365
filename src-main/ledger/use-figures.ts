import { sql } from 'kysely';
import { all, get } from '#main/storage/queries.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { latestHead } from './checkpoints.ts';
import { entryKinds, ledgerQueries as queries } from './ledger-schema.ts';
import { deptNameOfLeaf, entryFact, matching, outOfHours } from './ledger-repository.ts';

/** Days in office time, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** How many uses have the same month, department and seal. */
export interface UseGroup {
  readonly month: string;
  readonly isOutOfHours: boolean;
  readonly isVoid: boolean;
  readonly deptName: string | null;
  readonly esId: string;
  readonly count: number;
}

/** All numbers of a period, counted by the database in one pass. */
export function useGroups(db: ReadableDb, period: Period): readonly UseGroup[] {
  const grouped = matching(period)
    .clearSelect()
    .select((leaf) => [
      sql<string>`substr(leaf.used_at, 1, 7)`.as('month'),
      outOfHours.as('isOutOfHours'),
      sql<boolean>`leaf.result = 'void'`.as('isVoid'),
      deptNameOfLeaf.as('deptName'),
      sql<string>`intent.seal_es_id`.as('esId'),
      leaf.fn.countAll<number>().as('count'),
    ])
    .groupBy(['month', 'isOutOfHours', 'isVoid', 'deptName', 'esId']);
  return all(db, grouped).map(({ month, isOutOfHours, isVoid, deptName, esId, count: uses }) => ({
    month,
    isOutOfHours: Boolean(isOutOfHours),
    isVoid: Boolean(isVoid),
    deptName,
    esId,
    count: Number(uses),
  }));
}

/** Years that have a number, the newest first. */
export function yearsOfEntries(db: ReadableDb): readonly number[] {
  const years = queries
    .selectFrom('ledger_leaves')
    .select('entry_year')
    .distinct()
    .where('kind', 'in', [...entryKinds])
    .orderBy('entry_year', 'desc');
  return all(db, years).flatMap(({ entry_year }) => (entry_year === null ? [] : [entry_year]));
}

/** Uses that lack something the register must hold, or that somebody would have to explain. */
export interface UseFaults {
  /** Nobody's consent stands in the entry, or it is later than the use. */
  readonly withoutConsent: number;
  /** Without a reason, a unit or a handler. */
  readonly incomplete: number;
  /** Recorded for another computer. */
  readonly elsewhere: number;
}

const count = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`coalesce(sum(${condition}), 0)`;

export function useFaults(db: ReadableDb, period: Period, stationId: string): UseFaults {
  const text = sql`CAST(leaf.leaf_bytes AS TEXT)`;
  const asked = matching(period)
    .clearSelect()
    .where('leaf.result', '<>', 'void')
    .select([
      count(sql<boolean>`NOT EXISTS (
        SELECT 1 FROM json_each(${text}, '$.body.entry.approvers') AS approver
        WHERE json_extract(approver.value, '$.decision') = 'approved'
          AND json_extract(approver.value, '$.at') <= leaf.used_at)`).as('withoutConsent'),
      count(sql<boolean>`trim(coalesce(${entryFact('reason')}, '')) = ''
        OR trim(coalesce(${entryFact('unitName')}, '')) = ''
        OR trim(coalesce(${entryFact('handler.name')}, '')) = ''`).as('incomplete'),
      count(sql<boolean>`${entryFact('workstation.id')} IS NOT ${stationId}`).as('elsewhere'),
    ]);
  return get(db, asked) ?? { withoutConsent: 0, incomplete: 0, elsewhere: 0 };
}

/** Names grow with the register, and nothing in it changes: what was read once is not read again. */
const readBefore = new WeakMap<ReadableDb, { upTo: number; readonly names: Set<string> }>();
/** Other work gets its turn after so many leaves. */
const leavesAtOnce = 4_000;

/** Departments that stand in the register, in the order of their names. */
export async function departmentsOfEntries(db: ReadableDb): Promise<readonly string[]> {
  const known = readBefore.get(db) ?? { upTo: -1, names: new Set<string>() };
  readBefore.set(db, known);
  const last = (latestHead(db)?.size ?? 0) - 1;
  while (known.upTo < last) {
    const upTo = Math.min(known.upTo + leavesAtOnce, last);
    const fresh = matching({})
      .clearSelect()
      .select(deptNameOfLeaf.as('name'))
      .distinct()
      .where('leaf.leaf_index', '>', known.upTo)
      .where('leaf.leaf_index', '<=', upTo);
    for (const { name } of all(db, fresh)) if (name) known.names.add(name);
    known.upTo = upTo;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return [...known.names].toSorted((a, b) => a.localeCompare(b, 'zh-CN'));
}
