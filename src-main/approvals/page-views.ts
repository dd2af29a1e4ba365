import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import type { StampingRequest } from './request-repository.ts';

/** `screen`: the program drew the page before the decider; `attested`: he states that he has read it elsewhere. */
export type ViewMedium = ApprovalSchema['page_views']['medium'];

const queries = createQueries<ApprovalSchema>();

/** Pages a decider must have had before his eyes: the first, the last, and every page that gets a stamp. */
export function pagesToRead(request: Pick<StampingRequest, 'pages' | 'draft'>): readonly number[] {
  const pages = new Set([1, request.pages, ...request.draft.placements.map((placement) => placement.page)]);
  return [...pages].toSorted((a, b) => a - b);
}

export function recordPageViews(
  tx: WriteTransaction,
  view: { requestId: string; account: string; pages: readonly number[]; medium: ViewMedium; at: Date },
): void {
  for (const page of new Set(view.pages)) {
    const row = {
      request_id: view.requestId,
      account: view.account,
      page,
      medium: view.medium,
      at: view.at.toISOString(),
    };
    run(tx, queries.insertInto('page_views').values(row));
  }
}

/** What this decider has not had before his eyes yet. */
export function unreadPages(db: ReadableDb, request: StampingRequest, account: string): readonly number[] {
  const seen = new Set(viewsOf(db, request.requestId, account).map((view) => view.page));
  return pagesToRead(request).filter((page) => !seen.has(page));
}

export function viewsOf(db: ReadableDb, requestId: string, account: string): readonly ApprovalSchema['page_views'][] {
  const query = queries
    .selectFrom('page_views')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('account', '=', account)
    .orderBy('at');
  return all(db, query);
}
