import { all, get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { syncQueries as queries, type EvidenceKind, type ListKind, type SyncSchema } from './sync-schema.ts';

export type SyncPosition = Omit<SyncSchema['sync_state'], 'id'>;

export function readPosition(db: ReadableDb): SyncPosition {
  const query = queries
    .selectFrom('sync_state')
    .select(['urgent_sent', 'last_success', 'clock_offset_ms', 'registry_time']);
  return get(db, query) ?? { urgent_sent: -1, last_success: null, clock_offset_ms: null, registry_time: null };
}

export function savePosition(tx: WriteTransaction, change: Partial<SyncPosition>): void {
  run(tx, queries.updateTable('sync_state').set(change).where('id', '=', 1));
}

export interface KeptList {
  readonly number: number;
  readonly issued_at: string;
  /** The signed statement exactly as it came. */
  readonly signed: string;
}

export function keptList(db: ReadableDb, kind: ListKind): KeptList | undefined {
  return get(db, queries.selectFrom('sync_lists').select(['number', 'issued_at', 'signed']).where('kind', '=', kind));
}

export function keepList(tx: WriteTransaction, kind: ListKind, list: KeptList): void {
  const insert = queries.insertInto('sync_lists').values({ kind, ...list });
  run(
    tx,
    insert.onConflict((conflict) => conflict.column('kind').doUpdateSet(list)),
  );
}

export interface Evidence {
  readonly evidence_no: number;
  readonly at: string;
  readonly kind: EvidenceKind;
  readonly evidence: string;
}

/** Evidence is only ever added; the same contradiction seen again is kept once. */
export function addEvidence(tx: WriteTransaction, at: Date, kind: EvidenceKind, evidence: object): void {
  const text = JSON.stringify(evidence);
  const rows = listEvidence(tx);
  if (rows.some((row) => row.kind === kind && row.evidence === text)) return;
  const evidence_no = (rows.at(-1)?.evidence_no ?? 0) + 1;
  run(tx, queries.insertInto('sync_evidence').values({ evidence_no, at: at.toISOString(), kind, evidence: text }));
}

export function listEvidence(db: ReadableDb): Evidence[] {
  return all(db, queries.selectFrom('sync_evidence').selectAll().orderBy('evidence_no'));
}
