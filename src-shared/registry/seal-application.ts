import { z } from 'zod';
import { sealCategories } from '../model/register-entry.ts';
import { base64Schema, personSchema, sm3HexSchema, stationIdSchema, unitCodeSchema } from './wire-values.ts';

export type SealCategory = (typeof sealCategories)[number];

/** SES_ESPropertyInfo.type as written into the seal: 1 organisation, 5 person in office, 99 other (vendor code list). */
export const sealTypeCodes: Readonly<Record<SealCategory, number>> = {
  unit_name: 1,
  inner_dept: 99,
  branch: 99,
  business: 99,
  officer: 5,
  private: 5,
};

/** A shipped demonstration impression, or the applicant's own PNG (at most 64 KiB: a USB Key has little room). */
export const impressionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shipped'), name: z.enum(['unit-seal', 'business-seal']) }),
  z.strictObject({ kind: z.literal('png'), data: base64Schema.max(90_000) }),
]);

export const sealApplicationSchema = z.strictObject({
  unit: unitCodeSchema,
  sealName: z.string().min(2).max(100),
  category: z.enum(sealCategories),
  /** Size of the impression on paper in whole millimetres. */
  widthMm: z.int().min(10).max(60),
  heightMm: z.int().min(10).max(60),
  impression: impressionSchema,
  /** The physical seal must exist first; its filed diameter (or width) is compared with the impression (XC-E-9). */
  physicalSeal: z
    .strictObject({ recordNumber: z.string().min(1).max(60), widthMm: z.int().min(10).max(60) })
    .optional(),
  materials: z.array(z.strictObject({ name: z.string().min(1).max(60), sm3: sm3HexSchema })).max(20),
  truthDeclared: z.boolean(),
  handler: personSchema,
  custodian: personSchema,
  /** The station where the seal will be kept. */
  station: stationIdSchema,
  token: z.strictObject({ serial: z.string().min(1).max(32), model: z.string().min(1).max(32) }),
  /** PKCS#10 made on the USB Key, DER in Base64. */
  certificateRequest: base64Schema.max(8_192),
});
export type SealApplication = z.infer<typeof sealApplicationSchema>;

/** The reviewer's three checks (HN-8) and the comparison with the filed impression (XC-E-9). */
export const reviewSchema = z.strictObject({
  caseId: z.string().max(40),
  decision: z.enum(['approve', 'return', 'reject']),
  isComplete: z.boolean(),
  isTrue: z.boolean(),
  isLawful: z.boolean(),
  impressionConfirmed: z.boolean(),
  /** Compulsory for return and reject; the applicant is told. */
  reason: z.string().max(500).optional(),
});
export type Review = z.infer<typeof reviewSchema>;
