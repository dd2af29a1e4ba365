import * as z from 'zod';
import { placementRuleSchema } from '../placing/placement-rule.ts';
import { mostPlacements, placementSchema } from './placement.ts';
import { documentTypes } from './request.ts';
import { signatureProfileSchema } from './signature-profile.ts';

/**
 * A request that is still being written: any part may be missing, and what a person has typed may not be right yet.
 * Only submitting asks for more.
 */
export const keptDraftSchema = z.strictObject({
  documentId: z.uuid(),
  sealEsId: z.string().max(64).optional(),
  placements: z.array(placementSchema).max(mostPlacements),
  /** How the places were asked for; they follow from it. Absent in drafts of earlier versions. */
  rules: z.array(placementRuleSchema).max(1000).optional(),
  copies: z.int().min(1).max(9999).optional(),
  reason: z.string().max(500).optional(),
  deptName: z.string().max(100).optional(),
  documentTitle: z.string().max(200).optional(),
  documentNumber: z.string().max(60).optional(),
  documentType: z.enum(documentTypes).optional(),
  documentCategory: z.string().max(40).optional(),
  remark: z.string().max(500).optional(),
  signatureProfile: signatureProfileSchema.optional(),
  formerRequestId: z.uuid().optional(),
});
export type KeptDraft = Readonly<z.infer<typeof keptDraftSchema>>;
