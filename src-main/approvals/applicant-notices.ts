import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, run } from '#main/storage/queries.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import { readRequest, type StampingRequest } from './request-repository.ts';

/** What became of a request without its applicant's doing: he is told, once for each. */
export const toldStates = ['approved', 'refused', 'invalidated', 'expired', 'consumed', 'unsettled'] as const;

const queries = createQueries<ApprovalSchema>();

/** Own requests by themselves (a batch tells its own story) whose present state the applicant has not taken note of, newest first. */
export function untoldRequests(db: ReadableDb, account: string, since: Date): readonly StampingRequest[] {
  const untold = queries
    .selectFrom('requests')
    .select('request_id')
    .where('handler', '=', account)
    .where('batch_id', 'is', null)
    .where('state', 'in', [...toldStates])
    .where('submitted_at', '>=', since.toISOString())
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('notices_read')
            .select('state')
            .whereRef('notices_read.request_id', '=', 'requests.request_id')
            .whereRef('notices_read.state', '=', 'requests.state'),
        ),
      ),
    )
    .orderBy('submitted_at', 'desc')
    .limit(100);
  return all(db, untold).map((row) => readRequest(db, row.request_id));
}

/** Only the applicant takes note; anybody else's reading changes nothing. */
export function noteRead(tx: WriteTransaction, requestId: string, account: string, at: Date): void {
  const request = readRequest(tx, requestId);
  if (request.handler.account !== account) return;
  const row = { request_id: requestId, state: request.state, at: at.toISOString() };
  run(
    tx,
    queries
      .insertInto('notices_read')
      .values(row)
      .onConflict((on) => on.doNothing()),
  );
}
