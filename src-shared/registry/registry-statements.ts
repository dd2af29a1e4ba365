import { z } from 'zod';
import { sealStateSchema } from '../model/seal.ts';
import {
  base64Schema,
  esIdSchema,
  indexSchema,
  sm3HexSchema,
  stationIdSchema,
  utcTimeSchema,
  uuidSchema,
} from './wire-values.ts';
import { signedStatementSchema } from './signed-statement.ts';

/** Name of a registry inside its statements. */
const registrySchema = z.string().min(1).max(80);

/** The registry holds these leaves of this station and the tree of `ledgerSize` leaves has this root. */
export const receiptSchema = z.strictObject({
  registry: registrySchema,
  station: stationIdSchema,
  fromIndex: indexSchema,
  /** Index after the last leaf received with this receipt; equal to `fromIndex` when nothing was new. */
  toIndex: indexSchema,
  ledgerSize: indexSchema,
  root: sm3HexSchema,
  receivedAt: utcTimeSchema,
  /** Rises by one with every receipt of this registry. */
  number: z.int().positive(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** State of every seal that has left the maker. A number never names two different sets of states. */
export const statusListSchema = z.strictObject({
  registry: registrySchema,
  number: indexSchema,
  issuedAt: utcTimeSchema,
  nextUpdate: utcTimeSchema,
  seals: z
    .array(
      z.strictObject({
        esId: esIdSchema,
        state: sealStateSchema,
        since: utcTimeSchema,
        reason: z.string().max(500).optional(),
      }),
    )
    .max(100_000),
});
export type StatusList = z.infer<typeof statusListSchema>;

/** Certificates a workstation may rely on, DER in Base64. Makers are pinned one by one: a CA alone authorises none. */
export const trustListSchema = z.strictObject({
  registry: registrySchema,
  number: indexSchema,
  issuedAt: utcTimeSchema,
  nextUpdate: utcTimeSchema,
  roots: z.array(base64Schema).min(1).max(50),
  intermediates: z.array(base64Schema).max(200),
  makers: z.array(base64Schema).max(200),
});
export type TrustListStatement = z.infer<typeof trustListSchema>;

/** The registry's clock, bound to the asker's nonce so that an old answer cannot be shown again. */
export const timeAnswerSchema = z.strictObject({
  registry: registrySchema,
  nonce: uuidSchema,
  time: utcTimeSchema,
});
export type TimeAnswer = z.infer<typeof timeAnswerSchema>;

/** What the registry knows of a station's ledger, asked for when the two sides disagree. */
export const reconciliationSchema = z.strictObject({
  registry: registrySchema,
  station: stationIdSchema,
  ledgerSize: indexSchema,
  root: sm3HexSchema,
  /** Number of the last receipt this registry remembers having given, 0 for none. */
  lastReceipt: indexSchema,
  /** True when the station showed a receipt this registry does not remember: it was restored from an older copy. */
  isRolledBack: z.boolean(),
  at: utcTimeSchema,
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

export const signedReceiptSchema = signedStatementSchema(receiptSchema);
export const signedStatusListSchema = signedStatementSchema(statusListSchema);
export const signedTrustListSchema = signedStatementSchema(trustListSchema);
export const signedTimeAnswerSchema = signedStatementSchema(timeAnswerSchema);
export const signedReconciliationSchema = signedStatementSchema(reconciliationSchema);

export type SignedReceipt = z.infer<typeof signedReceiptSchema>;
export type SignedStatusList = z.infer<typeof signedStatusListSchema>;
export type SignedTrustList = z.infer<typeof signedTrustListSchema>;
export type SignedTimeAnswer = z.infer<typeof signedTimeAnswerSchema>;
export type SignedReconciliation = z.infer<typeof signedReconciliationSchema>;
