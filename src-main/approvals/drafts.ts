import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { KeptDraft } from '#shared/model/kept-draft.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import type { ApprovalSchema } from './approval-schema.ts';

/** A request being written. It belongs to its writer alone and binds nobody. */
export interface Draft {
  readonly draftId: string;
  readonly account: string;
  readonly draft: KeptDraft;
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
export function saveDraft(tx: WriteTransaction, { draftId, account, draft, savedAt }: Draft): void {
  const owner = get(tx, queries.selectFrom('drafts').select('account').where('draft_id', '=', draftId));
  if (owner && owner.account !== account) throw new StationError('APPROVAL_NOT_FOUND', { request: draftId });
  const row = { draft_id: draftId, account, draft: JSON.stringify(draft), saved_at: savedAt.toISOString() };
  run(
    tx,
    queries
      .insertInto('drafts')
      .values(row)
      .onConflict((on) => on.column('draft_id').doUpdateSet({ draft: row.draft, saved_at: row.saved_at })),
  );
  for (const { draftId: old } of draftsOf(tx, account).slice(mostDrafts)) discardDraft(tx, account, old);
}

/** Newest first. */
export function draftsOf(db: ReadableDb, account: string): readonly Draft[] {
  const own = queries.selectFrom('drafts').selectAll().where('account', '=', account).orderBy('saved_at', 'desc');
  return all(db, own).map(toDraft);
}

/** @throws APPROVAL_NOT_FOUND, also for a draft of somebody else */
export function readDraft(db: ReadableDb, account: string, draftId: string): Draft {
  const row = get(
    db,
    queries.selectFrom('drafts').selectAll().where('draft_id', '=', draftId).where('account', '=', account),
  );
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

function toDraft(row: ApprovalSchema['drafts']): Draft {
  return {
    draftId: row.draft_id,
    account: row.account,
    draft: JSON.parse(row.draft) as KeptDraft,
    savedAt: new Date(row.saved_at),
  };
}
