import { z } from 'zod';
import { base64Schema, stationIdSchema, unitCodeSchema, utcTimeSchema } from './wire-values.ts';

/** 16 characters without look-alikes in four groups; single use, valid for a day, made by an administrator. */
export const enrolmentCodeSchema = z.string().regex(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);

/** Asked for with the code; the request is signed by the new machine key (PKCS#10), which proves its possession. */
export const enrolmentRequestSchema = z.strictObject({
  code: enrolmentCodeSchema,
  hostName: z.string().min(1).max(120),
  /** PKCS#10 of the machine key, DER in Base64. */
  certificateRequest: base64Schema.max(8_192),
});

export const enrolmentAnswerSchema = z.strictObject({
  registry: z.string(),
  station: stationIdSchema,
  unit: unitCodeSchema,
  unitName: z.string(),
  /** Machine certificate, DER in Base64. */
  certificate: base64Schema,
  intermediates: z.array(base64Schema),
  root: base64Schema,
  validTo: utcTimeSchema,
});
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswerSchema>;

/** Public certificates of the registry, to be compared with a digest told by telephone or on paper. */
export const registryCertificatesSchema = z.strictObject({
  registry: z.string(),
  isDemonstration: z.boolean(),
  root: base64Schema,
  intermediates: z.array(base64Schema),
  signing: base64Schema,
  makers: z.array(base64Schema),
});
export type RegistryCertificates = z.infer<typeof registryCertificatesSchema>;
