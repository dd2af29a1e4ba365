import { type } from '@orpc/contract';
import * as z from 'zod';
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
  suggestions: method.meta(applicants).output(type<DraftSuggestions>()),
};
