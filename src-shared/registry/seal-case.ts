import { z } from 'zod';
import { sealStateSchema } from '../model/seal.ts';
import {
  base64Schema,
  esIdSchema,
  personSchema,
  signatureRsSchema,
  sm3HexSchema,
  stationIdSchema,
  unitCodeSchema,
  utcTimeSchema,
} from './wire-values.ts';

/** One seal from its application to its end, as the registry shows it. */
export const sealCaseSchema = z.strictObject({
  caseId: z.string(),
  state: sealStateSchema,
  since: utcTimeSchema,
  unit: unitCodeSchema,
  sealName: z.string(),
  category: z.string(),
  station: stationIdSchema,
  custodian: personSchema,
  tokenSerial: z.string(),
  reason: z.string().optional(),
  /** From `made` on. */
  esId: esIdSchema.optional(),
  validFrom: utcTimeSchema.optional(),
  validTo: utcTimeSchema.optional(),
  reviewedBy: z.string().optional(),
  madeBy: z.string().optional(),
  filingNumber: z.string().optional(),
});
export type SealCase = z.infer<typeof sealCaseSchema>;

/** Every step a seal took: who, when, from where to where, why. */
export const sealEventSchema = z.strictObject({
  at: utcTimeSchema,
  event: z.string(),
  from: sealStateSchema.optional(),
  to: sealStateSchema,
  actor: z.string(),
  role: z.string(),
  reason: z.string().optional(),
});

export const sealDossierSchema = z.strictObject({ seal: sealCaseSchema, events: z.array(sealEventSchema) });
export type SealDossier = z.infer<typeof sealDossierSchema>;

/** The seal structure and the certificates that go with it to the custodian. */
export const sealObjectSchema = z.strictObject({
  esId: esIdSchema,
  state: sealStateSchema,
  /** DER of SESeal (V4) in Base64. */
  seal: base64Schema,
  /** The holder's certificate, DER in Base64: to be written onto the USB Key. */
  certificate: base64Schema,
  intermediates: z.array(base64Schema),
  root: base64Schema,
  /** From delivery on. */
  challenge: sm3HexSchema.optional(),
});
export type SealObject = z.infer<typeof sealObjectSchema>;

/** Random value the seal key answers at activation; drawn at delivery, 32 bytes in hex. */
export const challengeSchema = sm3HexSchema;

/** The custodian takes a delivered seal into use. */
export const activationSchema = z.strictObject({
  esId: esIdSchema,
  /** The number under which the station journaled this use of the key; part of what is signed. */
  useId: z.string().min(1).max(64),
  challenge: challengeSchema,
  /** SM2 by the seal key, r||s in Base64, over the activation statement of (use, esId, station, challenge). */
  proof: signatureRsSchema,
  custodian: personSchema,
  /** AY-7: the former device was handed in, or there was none. */
  formerDevice: z.enum(['none', 'handed-in', 'lost']),
});
export type Activation = z.infer<typeof activationSchema>;

export const sealOfStationSchema = z.strictObject({ esId: esIdSchema });
export const suspensionSchema = z.strictObject({
  esId: esIdSchema,
  reason: z.string().min(2).max(500),
  requestedBy: personSchema,
});

/** Bodies of the issuing side. */
export const makeSchema = z.strictObject({ caseId: z.string().max(40), validDays: z.int().min(1).max(1_827) });
export const filingSchema = z.strictObject({ caseId: z.string().max(40), filingNumber: z.string().min(1).max(60) });
export const deliverySchema = z.strictObject({
  caseId: z.string().max(40),
  tokenSerial: z.string().min(1).max(32),
  receivedBy: personSchema,
  /** NM-9: serial of the former device, handed in at the same moment. */
  formerTokenSerial: z.string().max(32).optional(),
});
export const sealDecisionSchema = z.strictObject({
  caseId: z.string().max(40),
  reason: z.string().min(2).max(500),
  /** Number of the written request where the step needs one (resume, cancel). */
  requestNumber: z.string().max(60).optional(),
});
