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
        const { draft, decisions, ...told } = requestView(db, words, request);
        const { requestId, approvalId, state, entryNo, invalidBecause, submittedAt } = told;
        const decision = decisions.at(-1) ?? null;
        const { documentTitle } = draft;
        return { requestId, approvalId, state, documentTitle, decision, entryNo, invalidBecause, submittedAt };
      });
    }),
    noteRead: approvals.noteRead.handler(({ input, context }) => {
      transaction(db, (tx) => noteRead(tx, input.requestId, signedIn(context).account, clock.now()));
      return { noted: true };
    }),
  };
}
