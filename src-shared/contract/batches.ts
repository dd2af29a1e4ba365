import { type } from '@orpc/contract';
import * as z from 'zod';
import type { ErrorShape } from '../errors/station-error.ts';
import { batchDraftSchema } from '../model/batch.ts';
import { askedLongTermSchema } from '../model/long-term.ts';
import type { RequestDraft, RequestState } from '../model/request.ts';
import type { PolicyCheck } from '../policy/check.ts';
import type { DecisionView } from './approvals.ts';
import { forRoles, method, naming } from './procedure.ts';
import type { StampStep } from './stamping.ts';

/** One login of a batch stands for so many minutes, unless the custodian wants it shorter. */
export const defaultBatchMinutes = 10;

/** A batch in a list. */
export interface BatchRow {
  readonly batchId: string;
  /** Number people speak of, such as 批〔2026〕3号. */
  readonly batchNo: string;
  readonly title: string;
  readonly files: number;
  readonly counts: Readonly<Partial<Record<RequestState, number>>>;
  readonly handler: { readonly account: string; readonly name: string; readonly deptName: string };
  readonly sealEsId: string;
  readonly submittedAt: string;
  readonly approvedUntil: string | null;
  readonly decisions: readonly DecisionView[];
}

export interface BatchFile {
  /** From 1. */
  readonly position: number;
  readonly requestId: string;
  readonly documentId: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly documentSm3: string;
  readonly pages: number;
  readonly stamps: number;
  readonly state: RequestState;
  readonly entryNo: string | null;
  /** The registry has receipted its entry. */
  readonly isSynced: boolean;
  /** Something a decider should know first. */
  readonly hasNotice: boolean;
  /** Whoever asks must read it before he decides. */
  readonly mustRead: boolean;
  /** Of what he must read, the pages that were not before his eyes yet. */
  readonly unread: readonly number[];
  /** Why it was passed over last; null once it is stamped. */
  readonly refusal: (ErrorShape & { readonly at: string }) | null;
}

export interface BatchView extends BatchRow {
  /** What all files have in common. */
  readonly common: Pick<
    RequestDraft,
    'reason' | 'unitName' | 'deptName' | 'copies' | 'documentType' | 'documentCategory' | 'remark'
  >;
  /** SM3 root of the list, which a decision signs. */
  readonly listSm3: string;
  readonly list: readonly BatchFile[];
}

/** Why a run ended: nothing is left, the custodian stopped it, the login's time was over, or something went wrong. */
export type BatchEnd = 'finished' | 'stopped' | 'time-over' | 'failed';

/** How far a run is; screens draw their progress from it. */
export interface BatchRun {
  readonly batchId: string;
  readonly startedAt: string;
  /** Files this run is to stamp. */
  readonly files: number;
  /** What became of those it has come to, in the order in which it was known. */
  readonly results: readonly {
    readonly position: number;
    readonly entryNo: string | null;
    readonly output: string | null;
    readonly refusal: ErrorShape | null;
  }[];
  /** The files at work, each with the last of its steps that is done: one at the key, one being finished. */
  readonly atWork: readonly { readonly position: number; readonly done: StampStep | null }[];
  /** When the login ends; null before the PIN. */
  readonly loginUntil: string | null;
  /** Milliseconds the key has worked, and the run since its login. */
  readonly keyMs: number;
  readonly workMs: number;
  readonly isStopping: boolean;
  readonly end: BatchEnd | null;
  readonly error: ErrorShape | null;
}

const batchId = z.strictObject({ batchId: z.uuid() });

export const batchesContract = {
  submit: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(batchDraftSchema)
    .output(type<BatchRow>()),
  list: method.output(type<readonly BatchRow[]>()),
  get: method.input(batchId).output(type<BatchView>()),
  /** One decision on the whole list. What was on screen is told file by file through `approvals.recordView`. */
  decide: method
    .meta(forRoles('approver', 'head'))
    .input(
      z.strictObject({
        batchId: z.uuid(),
        decision: z.enum(['approve', 'refuse']),
        opinion: z.string().trim().max(500).default(''),
        /** The decider's statement that he has checked the files he did not open, and answers for them. */
        attestsRest: z.boolean().default(false),
        /** Re-authentication for the act of deciding (U-APR-6). */
        password: z.string().min(1).max(200),
      }),
    )
    .output(type<BatchRow>()),
  withdraw: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(batchId)
    .output(type<BatchRow>()),
  /** The checks over the list and over its next file; each other file is checked when its turn comes. */
  precheck: method
    .meta(forRoles('custodian'))
    .input(batchId)
    .output(type<{ readonly checks: readonly PolicyCheck[]; readonly mayStamp: boolean; readonly open: number }>()),
  /**
   * Stamps what is left of a batch with one PIN. The answer comes when the run is over; how far it is, `run` and the
   * events tell. A run that was stopped is taken up again by the same call.
   */
  stamp: method
    .meta(naming(forRoles('custodian'), 'outputFolder'))
    .input(
      z.strictObject({
        batchId: z.uuid(),
        outputFolder: z.string().min(1).max(4096).optional(),
        longTerm: askedLongTermSchema.optional(),
        minutes: z.int().min(1).max(defaultBatchMinutes).default(defaultBatchMinutes),
      }),
    )
    .output(type<BatchRun>()),
  /** Finish the file at work, then stop. */
  stop: method.meta(forRoles('custodian')).input(batchId).output(type<{ readonly stopping: boolean }>()),
  /** The run at work, or the last one of this start of the station; null where there was none. */
  run: method.meta(forRoles('custodian')).input(batchId).output(type<BatchRun | null>()),
};
