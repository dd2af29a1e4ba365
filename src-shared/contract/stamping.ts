import { type } from '@orpc/contract';
import * as z from 'zod';
import type { PolicyCheck } from '../policy/check.ts';
import type { ErrorShape } from '../errors/station-error.ts';
import type { DocumentFormat } from '../model/document-format.ts';
import { askedLongTermSchema } from '../model/long-term.ts';
import type { PageView } from './documents.ts';
import type { TextChanges } from './request-changes.ts';
import { forRoles, method, naming } from './procedure.ts';

/** The five visible steps: 登记意图 · 密钥签名 · 自检 · 入册 · 同步. */
export type StampStep = 'intent' | 'signature' | 'self-check' | 'entry' | 'sync';

export interface StampResult {
  readonly requestId: string;
  readonly entryNo: string;
  readonly output: string;
  readonly digestAfterSm3: string;
  readonly usedAt: string;
  readonly stampMs: number;
}

export interface RecoveryResult {
  readonly requestId: string;
  readonly entryNo: string;
  /**
   * `signed-unsaved`: a signature exists and its file can never be made (已签未存). `waiting`: the disk or the place
   * of the output does not let it be finished now; the next start tries again.
   */
  readonly outcome: 'finished' | 'voided' | 'unknown' | 'signed-unsaved' | 'waiting';
}

/** One side of a comparison, for the viewer. */
export interface ComparedSide {
  readonly format: DocumentFormat;
  readonly pages: readonly PageView[];
}

/** A file that was changed after its approval, beside what was approved. */
export interface ChangedFile {
  /** Null where no second copy was kept, or where it was changed as well; its bytes are at `document/{id}/approved/…`. */
  readonly approved: ComparedSide | null;
  /** Null where what lies there now cannot be read. */
  readonly now: ComparedSide | null;
  readonly unreadable: ErrorShape | null;
  readonly text: TextChanges;
}

export const stampingContract = {
  precheck: method
    .meta(forRoles('custodian'))
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(type<{ readonly checks: readonly PolicyCheck[]; readonly mayStamp: boolean }>()),
  /** Asks for the PIN through the screen or terminal that holds the job; refusal is the default. */
  stamp: method
    .meta(naming(forRoles('custodian'), 'outputFolder'))
    .input(
      z.strictObject({
        requestId: z.uuid(),
        outputFolder: z.string().min(1).max(4096).optional(),
        longTerm: askedLongTermSchema.optional(),
      }),
    )
    .output(type<StampResult>()),
  /**
   * Finishes a stamp whose key has signed and whose document waits, for a timestamp or for room on the disk. The key is
   * not used. Throws what it still waits for.
   */
  takeUpAgain: method
    .meta(forRoles('custodian'))
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(type<RecoveryResult>()),
  /** What was approved and what lies in its place now, where a document was changed after its approval. */
  compareChanged: method
    .meta(forRoles('custodian'))
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(type<ChangedFile>()),
  /** The document was changed after its approval: the approval ends, and the applicant is told to submit it anew. */
  refuseChanged: method
    .meta(forRoles('custodian'))
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(type<{ readonly told: string }>()),
};
