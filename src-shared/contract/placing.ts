import { type } from '@orpc/contract';
import * as z from 'zod';
import { placementRuleSchema, type PlacementRule } from '../placing/placement-rule.ts';
import type { StampOnPage } from '../placing/place-warnings.ts';
import { forRoles, method } from './procedure.ts';

/** Where a text stands in a document. */
export interface FoundText {
  /** Box around each occurrence, in millimetres of its page; in the order of the pages. */
  readonly found: readonly StampOnPage[];
  readonly pages: number;
  /** Less than `pages` where there was too much to find or too little time. */
  readonly pagesRead: number;
}

/** Rules kept under a name; places of keywords are searched anew in every document. */
export interface PlacingTemplate {
  readonly templateId: string;
  readonly name: string;
  /** For everybody of the office who asks for stamps; else for its writer alone. */
  readonly isShared: boolean;
  readonly isOwn: boolean;
  readonly rules: readonly PlacementRule[];
}

const applicants = forRoles('handler', 'approver', 'head');
const documentId = z.uuid();

export const placingContract = {
  findText: method
    .meta(applicants)
    .input(z.strictObject({ documentId, text: z.string().trim().min(1).max(100) }))
    .output(type<FoundText>()),
  /** Visible stamps a document has already. */
  stamps: method.meta(applicants).input(z.strictObject({ documentId })).output(type<readonly StampOnPage[]>()),
  /** Own ones and those of the office, by name. */
  templates: method.meta(applicants).output(type<readonly PlacingTemplate[]>()),
  /** Another template of the same name and writer is replaced. */
  saveTemplate: method
    .meta(applicants)
    .input(
      z.strictObject({
        name: z.string().trim().min(1).max(40),
        isShared: z.boolean(),
        rules: z.array(placementRuleSchema).min(1).max(50),
      }),
    )
    .output(type<{ readonly templateId: string }>()),
  /** Only by whoever wrote it. */
  removeTemplate: method
    .meta(applicants)
    .input(z.strictObject({ templateId: z.uuid() }))
    .output(type<{ readonly removed: boolean }>()),
};
