import { type } from '@orpc/contract';
import * as z from 'zod';
import { requestDraftSchema, requestStates, type RequestDraft, type RequestState } from '../model/request.ts';
import { forRoles, method } from './procedure.ts';
import type { RequestChanges } from './request-changes.ts';

export interface DecisionView {
  readonly step: number;
  readonly account: string;
  readonly name: string;
  readonly post: string;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly at: string;
  /** `person` = the decider's own key; `station` = 系统代签证明, signed by the machine key where he signed in. */
  readonly proof: 'person' | 'station';
}

export interface RequestView {
  readonly requestId: string;
  /** Number people speak of, such as 审〔2026〕12号. */
  readonly approvalId: string;
  readonly state: RequestState;
  readonly draft: RequestDraft;
  readonly handler: { readonly account: string; readonly name: string; readonly deptName: string };
  readonly documentSm3: string;
  readonly pages: number;
  readonly submittedAt: string;
  readonly approvedUntil: string | null;
  readonly decisions: readonly DecisionView[];
  readonly pagesToRead: readonly number[];
  /** Stable names of what a decider should know first; their words are in the catalogue under `notices`. */
  readonly notices: readonly string[];
  readonly entryNo: string | null;
  /** Why an invalidated request is so: the seal was stopped, or the document was changed after the approval. */
  readonly invalidBecause: 'seal' | 'document' | null;
  /** The batch it was submitted with and is decided with; null for a request by itself. */
  readonly batch: { readonly batchId: string; readonly position: number } | null;
}

/** What became of an own request, not taken note of yet. */
export interface ApplicantNotice {
  readonly requestId: string;
  readonly approvalId: string;
  readonly state: RequestState;
  readonly documentTitle: string;
  /** Who decided last, when and with what opinion; null where nobody decided. */
  readonly decision: DecisionView | null;
  readonly entryNo: string | null;
  readonly invalidBecause: RequestView['invalidBecause'];
  readonly submittedAt: string;
}

const requestId = z.strictObject({ requestId: z.uuid() });

export const approvalsContract = {
  submit: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(requestDraftSchema)
    .output(type<RequestView>()),
  list: method
    .input(z.strictObject({ state: z.enum(requestStates).optional(), limit: z.int().min(1).max(500).default(100) }))
    .output(type<readonly RequestView[]>()),
  get: method.input(requestId).output(type<RequestView>()),
  /** What differs from the request whose place it takes; null where it takes nobody's. */
  changes: method.input(requestId).output(type<RequestChanges | null>()),
  /** Keeps what the decider has had before his eyes; `medium` says whether the program showed it or he attests it. */
  recordView: method
    .meta(forRoles('approver', 'head'))
    .input(
      z.strictObject({
        requestId: z.uuid(),
        pages: z.array(z.int().min(1)).min(1).max(10_000),
        medium: z.enum(['screen', 'attested']),
      }),
    )
    .output(type<{ readonly remaining: readonly number[] }>()),
  decide: method
    .meta(forRoles('approver', 'head'))
    .input(
      z.strictObject({
        requestId: z.uuid(),
        decision: z.enum(['approve', 'refuse']),
        opinion: z.string().trim().max(500).default(''),
        /** Re-authentication for the act of deciding (U-APR-6). */
        password: z.string().min(1).max(200),
      }),
    )
    .output(type<RequestView>()),
  withdraw: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(requestId)
    .output(type<RequestView>()),
  /** What the applicant has to be told, newest first; a refusal with its opinion. */
  notices: method.meta(forRoles('handler', 'approver', 'head')).output(type<readonly ApplicantNotice[]>()),
  /** The applicant has read what became of his request; another state of it is told again. */
  noteRead: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(requestId)
    .output(type<{ readonly noted: boolean }>()),
};
