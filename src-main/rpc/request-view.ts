import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { pagesToRead } from '#main/approvals/page-views.ts';
import { isSubmittedAgain, type StampingRequest } from '#main/approvals/request-repository.ts';
import { readDocument } from '#main/documents/document-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { approvalMs, type SealForApproval } from '#main/approvals/approval-service.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import type { DecisionView, RequestView } from '#shared/contract/approvals.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { Words } from '#main/platform/words.ts';

export function requestView(db: ReadableDb, words: Words, request: StampingRequest): RequestView {
  return {
    requestId: request.requestId,
    approvalId: words.say('approvals.approvalId', { year: request.approvalYear, seq: request.approvalSeq }),
    state: request.state,
    draft: request.draft,
    handler: request.handler,
    documentSm3: request.documentSm3,
    pages: request.pages,
    submittedAt: officeTime(request.submittedAt),
    approvedUntil: request.approvedUntil ? officeTime(request.approvedUntil) : null,
    decisions: decisionViews(db, request.requestId),
    pagesToRead: pagesToRead(request),
    notices: noticesOf(db, request),
    entryNo: request.entryNo,
    invalidBecause: request.invalidBecause,
    batch: request.batch,
  };
}

/** The decisions on a request or on its batch, as people see them. */
export function decisionViews(db: ReadableDb, requestId: string): readonly DecisionView[] {
  return decisionsOf(db, requestId).map((decision) => ({
    step: decision.step,
    account: decision.account,
    name: decision.name,
    post: decision.post,
    decision: decision.decision,
    opinion: decision.opinion,
    at: officeTime(decision.at),
    proof: decision.proof,
  }));
}

/** What a decider should know besides the text: facts of the document, and that it was put before this seal before. */
function noticesOf(db: ReadableDb, request: StampingRequest): readonly string[] {
  const { notices } = readDocument(db, request.draft.documentId);
  return [
    ...notices,
    ...(isSubmittedAgain(db, request, approvalMs) ? ['same-document-submitted'] : []),
    ...(signatureProfileOf(request.draft) === 'compatible' ? ['compatible-signature'] : []),
  ];
}

/** What the approvals room must know of the seal a request speaks of. */
export function sealForApproval(db: ReadableDb, esId: string): SealForApproval {
  const { category, chain, custodian, holder } = readKeptSeal(db, esId);
  return { esId, category, chain, custodian, holder };
}

/** A handler sees his own requests; who decides, stamps or checks sees those of the station. */
export function maySee(person: SignedInPerson, request: StampingRequest): boolean {
  const seesAll = ['approver', 'custodian', 'head', 'auditor'] as const;
  return request.handler.account === person.account || person.roles.some((role) => seesAll.includes(role as never));
}
