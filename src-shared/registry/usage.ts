import { z } from 'zod';
import { indexSchema, sm3HexSchema } from './wire-values.ts';
import { signedReceiptSchema, signedStatusListSchema } from './registry-statements.ts';

/** One leaf of a station's ledger as it is stored there: exact canonical text, so that both ends hash the same bytes. */
export const usageLeafSchema = z.strictObject({
  index: indexSchema,
  /** Canonical JSON of the record. Its length comes from placements: 10 000 slices of straddle seals are
   * somewhat more than two megabytes. */
  record: z
    .string()
    .min(2)
    .max(4 * 1024 * 1024),
  leafHash: sm3HexSchema,
});
export type UsageLeaf = z.infer<typeof usageLeafSchema>;

/** A checkpoint signed by the machine key, in the text form of the ledger (see log/checkpoint). */
export const checkpointTextSchema = z.string().min(1).max(4_096);

/** The most leaves one request carries. */
export const maxLeavesPerPush = 2_000;

export const leavesPushSchema = z.strictObject({
  fromIndex: indexSchema,
  /** In order, without a gap, the first at `fromIndex`. Empty only to have a checkpoint confirmed. */
  leaves: z.array(usageLeafSchema).max(maxLeavesPerPush),
  /** Checkpoint of exactly `fromIndex + leaves.length` leaves. */
  checkpoint: checkpointTextSchema,
});
export type LeavesPush = z.infer<typeof leavesPushSchema>;

/** An urgent leaf (suspension, loss, incident) sent ahead of the ledger; the same leaf follows in its place later. */
export const urgentNoticeSchema = z.strictObject({ leaf: usageLeafSchema });
export type UrgentNotice = z.infer<typeof urgentNoticeSchema>;

export const urgentNoticeAnswerSchema = z.strictObject({
  accepted: z.literal(true),
  index: indexSchema,
  /** Number of the status list after the notice took effect. */
  statusNumber: indexSchema,
});

/** What a station shows when the registry asks for leaves it has already given a receipt for. */
export const reconciliationRequestSchema = z.strictObject({
  lastReceipt: signedReceiptSchema.optional(),
  lastStatusList: signedStatusListSchema.optional(),
});
export type ReconciliationRequest = z.infer<typeof reconciliationRequestSchema>;
