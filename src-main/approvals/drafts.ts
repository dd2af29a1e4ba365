import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { KeptBatchDraft } from '#shared/model/kept-batch-draft.ts';
import type { KeptDraft } from '#shared/model/kept-draft.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import type { ApprovalSchema } from './approval-schema.ts';

/** What a draft may become. */
interface Drafts {
  readonly request: KeptDraft;
  readonly batch: KeptBatchDraft;
}
export type DraftKind = keyof Drafts;

/** A request or a batch being written. It belongs to its writer alone and binds nobody. */
export interface Draft<Kind extends DraftKind = 'request'> {
  readonly draftId: string;
  readonly account: string;
  readonly draft: Drafts[Kind];
  readonly savedAt: Date;
}

export interface FormerWords {
  readonly reasons: readonly string[];
  readonly deptNames: readonly string[];
  /** The seal asked for last. */
  readonly sealEsId: string | null;
}

const queries = createQueries<ApprovalSchema>();

/** More drafts than anybody writes; the oldest goes when another comes. */
const mostDrafts = 50;

/** Keeps a new draft, or the next state of an own one. @throws APPROVAL_NOT_FOUND for a draft of somebody else */
export function saveDraft<Kind extends DraftKind = 'request'>(
  tx: WriteTransaction,
  { draftId, account, draft, savedAt }: Draft<Kind>,
  kind: DraftKind = 'request',
): void {
  const owner = get(tx, queries.selectFrom('drafts').select(['account', 'kind']).where('draft_id', '=', draftId));
  if (owner && (owner.account !== account || owner.kind !== kind))
    throw new StationError('APPROVAL_NOT_FOUND', { request: draftId });
  const row = { draft_id: draftId, account, draft: JSON.stringify(draft), saved_at: savedAt.toISOString(), kind };
  run(
    tx,
    queries
      .insertInto('drafts')
      .values(row)
      .onConflict((on) => on.column('draft_id').doUpdateSet({ draft: row.draft, saved_at: row.saved_at })),
  );
  for (const { draftId: old } of draftsOf(tx, account, kind).slice(mostDrafts)) discardDraft(tx, account, old);
}

/** Newest first. */
export function draftsOf(db: ReadableDb, account: string): readonly Draft[];
export function draftsOf<Kind extends DraftKind>(db: ReadableDb, account: string, kind: Kind): readonly Draft<Kind>[];
export function draftsOf(db: ReadableDb, account: string, kind: DraftKind = 'request'): readonly Draft<DraftKind>[] {
  const own = queries.selectFrom('drafts').selectAll().where('account', '=', account).where('kind', '=', kind);
  return all(db, own.orderBy('saved_at', 'desc')).map(toDraft);
}

/** @throws APPROVAL_NOT_FOUND, also for a draft of somebody else */
export function readDraft(db: ReadableDb, account: string, draftId: string): Draft;
export function readDraft<Kind extends DraftKind>(
  db: ReadableDb,
  account: string,
  draftId: string,
  kind: Kind,
): Draft<Kind>;
export function readDraft(
  db: ReadableDb,
  account: string,
  draftId: string,
  kind: DraftKind = 'request',
): Draft<DraftKind> {
  const own = queries.selectFrom('drafts').selectAll().where('draft_id', '=', draftId).where('account', '=', account);
  const row = get(db, own.where('kind', '=', kind));
  if (!row) throw new StationError('APPROVAL_NOT_FOUND', { request: draftId });
  return toDraft(row);
}

/** Nothing happens where there is no such draft of this person. */
export function discardDraft(tx: WriteTransaction, account: string, draftId: string): void {
  run(tx, queries.deleteFrom('drafts').where('draft_id', '=', draftId).where('account', '=', account));
}

const once = (words: readonly string[]): readonly string[] => [...new Set(words)].slice(0, 20);

/** What this person asked for before, most recent first, each once. */
export function formerWords(db: ReadableDb, account: string): FormerWords {
  const former = queries
    .selectFrom('requests')
    .select('draft')
    .where('handler', '=', account)
    .orderBy('submitted_at', 'desc')
    .limit(200);
  const drafts = all(db, former).map((row) => JSON.parse(row.draft) as RequestDraft);
  return {
    reasons: once(drafts.map(({ reason }) => reason)),
    deptNames: once(drafts.map(({ deptName }) => deptName)),
    sealEsId: drafts[0]?.sealEsId ?? null,
  };
}

function toDraft<Kind extends DraftKind>(row: ApprovalSchema['drafts']): Draft<Kind> {
  return {
    draftId: row.draft_id,
    account: row.account,
    draft: JSON.parse(row.draft) as Drafts[Kind],
    savedAt: new Date(row.saved_at),
  };
}
