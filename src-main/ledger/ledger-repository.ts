import { sql, type RawBuilder } from 'kysely';
import { prepareQuery, type Slots } from '#main/storage/prepared-query.ts';
import { all, get } from '#main/storage/queries.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { parseRecord, type LeafKind, type LedgerRecord } from '#shared/log/record.ts';
import type { StampResult } from '#shared/model/register-entry.ts';
import { workingHours } from '#shared/model/working-hours.ts';
import { entryKinds, intentKind, ledgerQueries as queries, urgentKind } from './ledger-schema.ts';

/** Reading the ledger. There is nothing here that changes or removes a leaf, and the database has nothing either. */

export interface StoredLeaf<Record extends LedgerRecord = LedgerRecord> {
  readonly index: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** The canonical bytes, exactly as they were hashed. */
  readonly bytes: Uint8Array;
  readonly record: Record;
}

export type RecordOf<Kind extends LeafKind> = Extract<LedgerRecord, { kind: Kind }>;
/** A leaf that makes a line of the register: an outcome, or a void for a number that was not used. */
export type EntryLeaf = StoredLeaf<RecordOf<'outcome'> | RecordOf<'void'>>;

export interface EntryFilter {
  readonly unitCode?: string | undefined;
  readonly year?: number | undefined;
  readonly sealEsId?: string | undefined;
  /** First and last day in office time, `2026-03-09`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Words separated by spaces; an entry matches when it contains each of them somewhere. Any length, also 1 or 2. */
  readonly text?: string | undefined;
  readonly result?: StampResult | 'void' | undefined;
  /** 用印单位（部门）, as the entry has it; a voided number has none. */
  readonly deptName?: string | undefined;
  /** Only what was used outside working hours; voided numbers were not used. */
  readonly isOutOfHours?: boolean | undefined;
  /** Only entries from this leaf on: what the registry has not receipted. */
  readonly fromIndex?: number | undefined;
}

export interface Page {
  /** Entries older than this leaf index: the index of the last entry of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Entries, newest first. */
export function listEntries(db: ReadableDb, filter: EntryFilter, page: Page): EntryLeaf[] {
  let query = matching(filter).orderBy('leaf.leaf_index', 'desc').limit(page.limit);
  if (page.before !== undefined) query = query.where('leaf.leaf_index', '<', page.before);
  return all(db, query).map(readRow) as EntryLeaf[];
}

/** Entries in the order of the ledger, for exports: those after leaf `after`, at most `limit`. */
export function listEntriesAfter(db: ReadableDb, filter: EntryFilter, after: number, limit: number): EntryLeaf[] {
  const query = matching(filter).where('leaf.leaf_index', '>', after).orderBy('leaf.leaf_index').limit(limit);
  return all(db, query).map(readRow) as EntryLeaf[];
}

export function countEntries(db: ReadableDb, filter: EntryFilter): number {
  const query = matching(filter).clearSelect();
  return (
    get(
      db,
      query.select((leaf) => leaf.fn.countAll<number>().as('count')),
    )?.count ?? 0
  );
}

/** How many entries there are, and how many of them are voided, outside working hours, and not receipted. */
export interface EntryCounts {
  readonly all: number;
  readonly voids: number;
  readonly outOfHours: number;
  readonly pending: number;
}

function sum(condition: RawBuilder<boolean>) {
  return sql<number>`coalesce(sum(${condition}), 0)`;
}

/** Counted in one pass. @param receipted leaves the registry has signed for */
export function countByKind(db: ReadableDb, filter: EntryFilter, receipted: number): EntryCounts {
  const query = matching(filter)
    .clearSelect()
    .select((leaf) => [
      leaf.fn.countAll<number>().as('all'),
      sum(sql<boolean>`leaf.result = 'void'`).as('voids'),
      sum(outOfHours).as('outOfHours'),
      sum(sql<boolean>`leaf.leaf_index >= ${receipted}`).as('pending'),
    ]);
  return get(db, query) ?? { all: 0, voids: 0, outOfHours: 0, pending: 0 };
}

/** Leaves `[from, from + limit)` as they lie, for handing the ledger on. */
export function leavesFrom(db: ReadableDb, from: number, limit: number): StoredLeaf[] {
  const query = leafQuery().where('leaf.leaf_index', '>=', from).orderBy('leaf.leaf_index').limit(limit);
  return all(db, query).map(readRow);
}

export function leafAt(db: ReadableDb, index: number): StoredLeaf | undefined {
  const row = get(db, oneLeaf({ index }));
  return row && readRow(row);
}

export function readRecord(db: ReadableDb, index: number): LedgerRecord | undefined {
  return leafAt(db, index)?.record;
}

/** Intents without outcome or void: stampings under way, or interrupted ones that recovery must settle. */
export function openIntents(db: ReadableDb): StoredLeaf<RecordOf<'intent'>>[] {
  const query = leafQuery()
    .leftJoin('ledger_leaves as settlement', (join) =>
      join.onRef('settlement.intent_index', '=', 'leaf.leaf_index').on('settlement.kind', 'in', [...entryKinds]),
    )
    .where('leaf.kind', '=', intentKind)
    .where('settlement.leaf_index', 'is', null)
    .orderBy('leaf.leaf_index');
  return all(db, query).map(readRow) as StoredLeaf<RecordOf<'intent'>>[];
}

/** Urgent notices after leaf `after`, for the channel that goes ahead of the ledger. */
export function urgentLeavesAfter(db: ReadableDb, after: number): StoredLeaf<RecordOf<'urgent'>>[] {
  const query = leafQuery().where('leaf.kind', '=', urgentKind).where('leaf.leaf_index', '>', after);
  return all(db, query.orderBy('leaf.leaf_index')).map(readRow) as StoredLeaf<RecordOf<'urgent'>>[];
}

export interface EntryKey {
  /** May be left out on a station that serves one unit. */
  readonly unitCode?: string | undefined;
  readonly year: number;
  readonly seq: number;
}

/** Every leaf that carries this number: intent, settlement, corrections; in order. */
export function leavesOfEntry(db: ReadableDb, { unitCode, year, seq }: EntryKey): StoredLeaf[] {
  let query = leafQuery().where('leaf.entry_year', '=', year).where('leaf.entry_seq', '=', seq);
  if (unitCode !== undefined) query = query.where('leaf.unit_code', '=', unitCode);
  return all(db, query.orderBy('leaf.leaf_index')).map(readRow);
}

const oneLeaf = prepareQuery((value: Slots<{ index: number }>) =>
  leafQuery().where('leaf.leaf_index', '=', value('index')),
);

function leafQuery() {
  return queries.selectFrom('ledger_leaves as leaf').select(['leaf.leaf_index', 'leaf.leaf_hash', 'leaf.leaf_bytes']);
}

/** Entries of a filter, to be counted or listed. */
export function matching(filter: EntryFilter) {
  let query = leafQuery()
    // The seal of a voided number stands in its intent only.
    .innerJoin('ledger_leaves as intent', (join) =>
      join.onRef('intent.leaf_index', '=', 'leaf.intent_index').on('intent.kind', '=', intentKind),
    )
    .where('leaf.kind', 'in', [...entryKinds]);
  if (filter.unitCode !== undefined) query = query.where('leaf.unit_code', '=', filter.unitCode);
  if (filter.year !== undefined) query = query.where('leaf.entry_year', '=', filter.year);
  if (filter.sealEsId !== undefined) query = query.where('intent.seal_es_id', '=', filter.sealEsId);
  if (filter.from !== undefined) query = query.where('leaf.used_at', '>=', filter.from);
  // Times of the last day are longer than the day's own text and would sort after it.
  if (filter.to !== undefined) query = query.where('leaf.used_at', '<', `${filter.to}U`);
  if (filter.deptName !== undefined) query = query.where(deptNameOfLeaf, '=', filter.deptName);
  if (filter.result !== undefined) query = query.where('leaf.result', '=', filter.result);
  if (filter.fromIndex !== undefined) query = query.where('leaf.leaf_index', '>=', filter.fromIndex);
  if (filter.isOutOfHours === true) query = query.where(outOfHours);
  for (const word of filter.text?.split(/\s+/u) ?? []) {
    if (word) query = query.where(sql<boolean>`leaf.search_text LIKE ${likePattern(word)} ESCAPE '\\'`);
  }
  return query;
}

/** The same as `isOutOfHours` of the working hours, for the database. */
export const outOfHours = sql<boolean>`(leaf.result <> 'void' AND (strftime('%w', substr(leaf.used_at, 1, 10)) IN ('0', '6')
  OR substr(leaf.used_at, 12, 5) < ${sql.lit(workingHours.from)}
  OR substr(leaf.used_at, 12, 5) >= ${sql.lit(workingHours.to)}))`;

/** A value of an entry that no column repeats. */
export function entryFact(path: string): RawBuilder<string | null> {
  return sql<string | null>`json_extract(CAST(leaf.leaf_bytes AS TEXT), ${sql.lit(`$.body.entry.${path}`)})`;
}
export const deptNameOfLeaf = entryFact('deptName');

/** A word anywhere in the text; what LIKE would read as a wildcard is taken as it stands. */
function likePattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

interface Row {
  readonly leaf_index: number;
  readonly leaf_hash: Uint8Array;
  readonly leaf_bytes: Uint8Array;
}

function readRow(row: Row): StoredLeaf {
  const { leaf_index: index, leaf_hash: hash, leaf_bytes: bytes } = row;
  return { index, hash, bytes, record: parseRecord(bytes) };
}
