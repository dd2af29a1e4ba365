import { z } from 'zod';
import { enrolmentCodeSchema } from './enrolment.ts';
import { indexSchema, sm3HexSchema, stationIdSchema, unitCodeSchema, utcTimeSchema } from './wire-values.ts';

export const unitSchema = z.strictObject({
  code: unitCodeSchema,
  name: z.string().min(2).max(100),
  /** GB/T 2260 region, six digits: the head of the seal identifiers of this unit. */
  region: z.string().regex(/^[0-9]{6}$/),
});
export type Unit = z.infer<typeof unitSchema>;

export const enrolmentCodeRequestSchema = z.strictObject({ unit: unitCodeSchema });
export const enrolmentCodeAnswerSchema = z.strictObject({
  code: enrolmentCodeSchema,
  /** The name the station will have: its machine key is made under it. */
  station: stationIdSchema,
  validTo: utcTimeSchema,
  /** SM3 of the root certificate, to be given to the station's people together with the code. */
  rootSm3: sm3HexSchema,
});

/** XC-E-18: only listed models of USB Key; a training model puts 测试 across every seal image. */
export const tokenModelSchema = z.strictObject({
  model: z.string().min(1).max(32),
  productCertificate: z.string().min(1).max(60),
  isTraining: z.boolean(),
});
export type TokenModel = z.infer<typeof tokenModelSchema>;

export const stationSchema = z.strictObject({
  station: stationIdSchema,
  unit: unitCodeSchema,
  hostName: z.string(),
  enrolledAt: utcTimeSchema,
  ledgerSize: indexSchema,
  isDiverged: z.boolean(),
});

export const pageSchema = z.strictObject({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const incidentSchema = z.strictObject({
  number: indexSchema,
  at: utcTimeSchema,
  kind: z.string(),
  station: z.string().optional(),
  esId: z.string().optional(),
  detail: z.string(),
});
export type Incident = z.infer<typeof incidentSchema>;

export const divergenceSchema = z.strictObject({
  at: utcTimeSchema,
  station: stationIdSchema,
  /** The head this registry gave its last receipt for. */
  keptCheckpoint: z.string().optional(),
  keptSize: indexSchema,
  keptRoot: sm3HexSchema,
  /** The head the station signed and showed instead. */
  offeredCheckpoint: z.string(),
  offeredSize: indexSchema,
  offeredRoot: sm3HexSchema,
});
export type Divergence = z.infer<typeof divergenceSchema>;

export const usageEntrySchema = z.strictObject({
  station: stationIdSchema,
  index: indexSchema,
  leafHash: sm3HexSchema,
  record: z.string(),
  flags: z.array(z.string()),
  receivedAt: utcTimeSchema,
});

export const auditRowSchema = z.strictObject({
  number: indexSchema,
  at: utcTimeSchema,
  actor: z.string(),
  action: z.string(),
  facts: z.string(),
  chain: sm3HexSchema,
});
export const auditPageSchema = z.strictObject({ rows: z.array(auditRowSchema), isIntact: z.boolean() });
