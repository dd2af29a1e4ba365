import { type } from '@orpc/contract';
import * as z from 'zod';
import { keptBatchDraftSchema, type KeptBatchDraft } from '../model/kept-batch-draft.ts';
import { keptDraftSchema, type KeptDraft } from '../model/kept-draft.ts';
import type { DocumentSummary } from './documents.ts';
import { forRoles, method } from './procedure.ts';

/** A draft with the file it speaks of. Only its writer ever sees it. */
export interface DraftView {
  readonly draftId: string;
  readonly draft: KeptDraft;
  readonly document: DocumentSummary;
  /** Office time. */
  readonly savedAt: string;
}

/** A batch that is being put together, with its files in their order. */
export interface BatchDraftView {
  readonly draftId: string;
  readonly draft: KeptBatchDraft;
  readonly documents: readonly DocumentSummary[];
  readonly savedAt: string;
}

/** A draft of a batch in a list. */
export interface BatchDraftRow {
  readonly draftId: string;
  readonly title: string;
  readonly files: number;
  readonly savedAt: string;
}

/** What this person wrote before, most recent first. */
export interface DraftSuggestions {
  readonly reasons: readonly string[];
  readonly deptNames: readonly string[];
  /** The seal asked for last. */
  readonly sealEsId: string | null;
}

const draftId = z.strictObject({ draftId: z.uuid() });
const applicants = forRoles('handler', 'approver', 'head');

export const draftsContract = {
  /** Keeps a new draft, or the next state of one. */
  save: method
    .meta(applicants)
    .input(z.strictObject({ draftId: z.uuid().optional(), draft: keptDraftSchema }))
    .output(type<{ readonly draftId: string; readonly savedAt: string }>()),
  /** Newest first. */
  list: method.meta(applicants).output(type<readonly DraftView[]>()),
  get: method.meta(applicants).input(draftId).output(type<DraftView>()),
  discard: method.meta(applicants).input(draftId).output(type<{ readonly discarded: boolean }>()),
  saveBatch: method
    .meta(applicants)
    .input(z.strictObject({ draftId: z.uuid().optional(), draft: keptBatchDraftSchema }))
    .output(type<{ readonly draftId: string; readonly savedAt: string }>()),
  /** Makes a draft of the files of an own batch that came to nothing, to be mended and submitted anew. */
  mendBatch: method
    .meta(applicants)
    .input(z.strictObject({ batchId: z.uuid() }))
    .output(type<{ readonly draftId: string }>()),
  listBatches: method.meta(applicants).output(type<readonly BatchDraftRow[]>()),
  getBatch: method.meta(applicants).input(draftId).output(type<BatchDraftView>()),
  suggestions: method.meta(applicants).output(type<DraftSuggestions>()),
};
