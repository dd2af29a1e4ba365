import * as z from 'zod';
import { requestDraftSchema } from './request.ts';

/** Files of one batch request (批量申请). */
export const mostBatchFiles = 1000;

const perFile = {
  documentId: true,
  placements: true,
  documentTitle: true,
  documentNumber: true,
  formerRequestId: true,
} as const;

/**
 * What a handler asks for in one go: the same seal, reason and register values for every file, and for each file its
 * own name and its own places. Each becomes a request of its own, and all of them are decided by one approval.
 */
export const batchDraftSchema = z.strictObject({
  /** What people call the batch, such as 农药经营许可证（延续）. */
  title: z.string().trim().min(1).max(200),
  common: requestDraftSchema.omit(perFile),
  files: z.array(requestDraftSchema.pick(perFile)).min(1).max(mostBatchFiles),
});
export type BatchDraft = Readonly<z.infer<typeof batchDraftSchema>>;
