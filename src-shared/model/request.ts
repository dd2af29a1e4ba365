import * as z from 'zod';
import { mostPlacements, placementSchema } from './placement.ts';
import { signatureProfileSchema } from './signature-profile.ts';

/** The only secrecy this program knows (K-7). */
export const unclassified = '非涉密';

export const documentTypes = ['公文', '证照', '协议', '凭据', '流转单', '其他'] as const;

/** What a handler asks for: bound to one document, one seal and every placement (register D.1, source P). */
export const requestDraftSchema = z.strictObject({
  documentId: z.uuid(),
  sealEsId: z.string().min(1).max(64),
  placements: z.array(placementSchema).min(1).max(mostPlacements),
  /** Paper copies foreseen (份数); one request gives one sealed file all the same. */
  copies: z.int().min(1).max(9999),
  reason: z.string().trim().min(4).max(500),
  unitName: z.string().trim().min(2).max(100),
  deptName: z.string().trim().min(1).max(100),
  documentTitle: z.string().trim().min(1).max(200),
  documentNumber: z
    .string()
    .regex(/^[\u4e00-\u9fff]{1,20}〔[12][0-9]{3}〕[1-9][0-9]{0,5}号$/)
    .optional(),
  documentType: z.enum(documentTypes),
  documentCategory: z.string().min(1).max(40).optional(),
  secrecy: z.literal(unclassified),
  remark: z.string().max(500).optional(),
  /** Left out: the seal. */
  signatureProfile: signatureProfileSchema.optional(),
  /** The own request, returned or ended without a stamp, whose place this one takes. */
  formerRequestId: z.uuid().optional(),
});
export type RequestDraft = Readonly<z.infer<typeof requestDraftSchema>>;

/** States of a request (lifecycles C.3). */
export const requestStates = [
  'in-review',
  'approved',
  'refused',
  'withdrawn',
  'invalidated',
  'expired',
  'executing',
  'consumed',
  'unsettled',
] as const;
export type RequestState = (typeof requestStates)[number];
