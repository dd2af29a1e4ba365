import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import type { StampingSchema } from './job-schema.ts';

/**
 * One attempt to stamp one request, from the intent on. States: `intent` (the key may be asked), `recorded` (the
 * outcome is in the ledger, the file may still bear its temporary name), `released` (the file bears its final name),
 * `voided`, `unknown`.
 */
export interface StampingJob {
  readonly warrantId: string;
  readonly requestId: string;
  readonly state: StampingSchema['stamping_jobs']['state'];
  readonly entryNo: { readonly year: number; readonly seq: number };
  readonly intentIndex: number;
  readonly outputPath: string;
  readonly temporaryPath: string;
  /** Goes into TBS_Sign.timeInfo; kept so that the same bytes can be made again. */
  readonly signedAt: Date;
  /** 32 bytes: what the key is asked to sign. */
  readonly e: Uint8Array;
  /** Account of the person at the key (用章人). */
  readonly sealUser: string;
  readonly workstation: string;
  readonly createdAt: Date;
  /** What the custodian asked for beyond the office's decision (ADR 0038). */
  readonly longTerm: AskedLongTerm | null;
}

const queries = createQueries<StampingSchema>();

export function insertJob(tx: WriteTransaction, job: StampingJob): void {
  run(
    tx,
    queries.insertInto('stamping_jobs').values({
      warrant_id: job.warrantId,
      request_id: job.requestId,
      state: job.state,
      entry_year: job.entryNo.year,
      entry_seq: job.entryNo.seq,
      intent_index: job.intentIndex,
      output_path: job.outputPath,
      temporary_path: job.temporaryPath,
      signed_at: job.signedAt.toISOString(),
      e: job.e,
      seal_user: job.sealUser,
      workstation: job.workstation,
      created_at: job.createdAt.toISOString(),
      long_term: job.longTerm,
    }),
  );
}

export function moveJob(tx: WriteTransaction, warrantId: string, state: StampingJob['state']): void {
  run(tx, queries.updateTable('stamping_jobs').set({ state }).where('warrant_id', '=', warrantId));
}

/** Attempts that a crash left behind: after an intent, or after the outcome but before the final name. */
export function listOpenJobs(db: ReadableDb): readonly StampingJob[] {
  const query = queries
    .selectFrom('stamping_jobs')
    .selectAll()
    .where('state', 'in', ['intent', 'recorded'])
    .orderBy('intent_index');
  return all(db, query).map(toJob);
}

export function findJob(db: ReadableDb, warrantId: string): StampingJob | undefined {
  const row = get(db, queries.selectFrom('stamping_jobs').selectAll().where('warrant_id', '=', warrantId));
  return row && toJob(row);
}

/** The attempt that gave this register number its released file. */
export function findReleasedJob(db: ReadableDb, { year, seq }: StampingJob['entryNo']): StampingJob | undefined {
  const query = queries.selectFrom('stamping_jobs').selectAll().where('state', '=', 'released');
  const row = get(db, query.where('entry_year', '=', year).where('entry_seq', '=', seq));
  return row && toJob(row);
}

function toJob(row: StampingSchema['stamping_jobs']): StampingJob {
  return {
    warrantId: row.warrant_id,
    requestId: row.request_id,
    state: row.state,
    entryNo: { year: row.entry_year, seq: row.entry_seq },
    intentIndex: row.intent_index,
    outputPath: row.output_path,
    temporaryPath: row.temporary_path,
    signedAt: new Date(row.signed_at),
    e: row.e,
    sealUser: row.seal_user,
    workstation: row.workstation,
    createdAt: new Date(row.created_at),
    longTerm: row.long_term,
  };
}
