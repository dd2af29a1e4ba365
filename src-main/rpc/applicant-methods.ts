import { noteRead, untoldRequests } from '#main/approvals/applicant-notices.ts';
import { transaction } from '#main/storage/database.ts';
import type { ApplicantNotice } from '#shared/contract/approvals.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { requestView } from './request-view.ts';
import type { StationParts } from './station-parts.ts';

/** What happened longer ago is read in the list of requests. */
const toldMs = 30 * 86_400_000;

/** What applicants are told of their requests. */
export function applicantMethods({ approvals }: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, words } = parts;
  return {
    notices: approvals.notices.handler(({ context }) => {
      const since = new Date(clock.now().getTime() - toldMs);
      return untoldRequests(db, signedIn(context).account, since).map((request): ApplicantNotice => {
        const { requestId, approvalId, state, draft, decisions, entryNo, submittedAt } = requestView(
          db,
          words,
          request,
        );
        const decision = decisions.at(-1) ?? null;
        return { requestId, approvalId, state, documentTitle: draft.documentTitle, decision, entryNo, submittedAt };
      });
    }),
    noteRead: approvals.noteRead.handler(({ input, context }) => {
      transaction(db, (tx) => noteRead(tx, input.requestId, signedIn(context).account, clock.now()));
      return { noted: true };
    }),
  };
}
