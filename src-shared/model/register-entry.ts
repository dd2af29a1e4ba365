import * as z from 'zod';
import { personSchema, sm3HexSchema, unitCodeSchema } from '../registry/wire-values.ts';
import { longTermLevelSchema } from './long-term.ts';
import { mostPlacements, registeredPlacementSchema } from './placement.ts';
import { documentTypes } from './request.ts';
import { signatureProfileSchema } from './signature-profile.ts';

/**
 * One entry of the usage register (用印登记簿) as the outcome of a stamping records it: the keys of the register's
 * table that exist at that moment, under the same names. What comes later (corrections, synchronisation, archiving)
 * and what follows from the ledger (leaf hash and index) is not written into it.
 *
 * Compulsory: 用印日期、用印单位（部门）、用印事由、批准人、经办人 (AY-13) and 用章人 (XA-E-35), with what identifies the
 * seal, the key, the file and the rules in force. No identity-card number, telephone number or address (XC-D-15).
 */

/** Office time: 24 hours, seconds, always with the offset of Beijing time. */
export const officeTimeSchema = z.iso.datetime({ offset: true, precision: 0 }).regex(/\+08:00$/);
export const utcMillisecondsSchema = z.iso.datetime({ precision: 3 });
const sha256HexSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A register number: counted from 1 for each unit and calendar year, without a gap; a voided number stays used. */
export const entryNoSchema = z.strictObject({
  unitCode: unitCodeSchema,
  year: z.int().min(2000).max(9999),
  seq: z.int().min(1),
});
export type EntryNo = Readonly<z.infer<typeof entryNoSchema>>;

/** As the seal itself states it; not every maker keeps to one pattern. */
export const sealEsIdSchema = z.string().min(1).max(64);

export const digestsSchema = z.strictObject({ sm3: sm3HexSchema, sha256: sha256HexSchema });

const line = (longest: number) => z.string().min(1).max(longest);

export const approverSchema = personSchema.extend({
  step: z.int().min(1),
  post: line(60).optional(),
  decision: z.enum(['approved', 'returned', 'refused']),
  opinion: z.string().max(500).optional(),
  at: officeTimeSchema,
  /** Whether the approver's own key signed, or the machine key of the PC where he signed in (系统代签证明). */
  proof: z.enum(['own-key', 'machine-key']).optional(),
});

/** 审批依据: approval chain, the holder's authorisation, or the holder himself (HN-16). */
export const approvalBases = ['chain', 'holder-scope', 'holder-only'] as const;
export const sealCategories = ['unit_name', 'inner_dept', 'branch', 'business', 'officer', 'private'] as const;
/** 成功、已签未存、结果不明. A voided number (作废) has no entry of its own: its leaf is a void. */
export const stampResults = ['success', 'signed-unsaved', 'unknown'] as const;
export type StampResult = (typeof stampResults)[number];

const entryShape = z.strictObject({
  entryId: z.uuid(),
  ledgerYear: z.int().min(2000).max(9999),
  seqNo: z.int().min(1),
  usedAt: officeTimeSchema,
  /** The same moment. */
  usedAtUtc: utcMillisecondsSchema,
  clock: z.strictObject({
    source: z.enum(['registry', 'timestamp-service', 'system']),
    offsetMs: z.int().optional(),
    lastCheck: utcMillisecondsSchema.optional(),
  }),
  unitName: line(100),
  unitCode: unitCodeSchema,
  deptName: line(100).optional(),
  reason: z.string().min(4).max(500),
  approvers: z.array(approverSchema).min(1).max(20),
  approvalId: line(64),
  approvalBasis: z.enum(approvalBases),
  handler: personSchema.extend({ department: line(100).optional() }),
  sealUser: personSchema,
  custodian: personSchema.extend({ appointmentNo: line(60).optional() }),
  sealName: line(100),
  /** 印章编码, given by the police side; a seal that has none yet goes without. */
  sealCode: line(40).optional(),
  esId: sealEsIdSchema,
  sealCategory: z.enum(sealCategories),
  sealSubtype: line(40).optional(),
  cert: z.strictObject({ serial: line(80), issuer: line(500), notBefore: line(40), notAfter: line(40) }),
  sealStatus: z.strictObject({ state: line(40), listNumber: z.int().min(0).optional(), listAt: line(40).optional() }),
  tokenSerial: line(64),
  tokenModel: line(64),
  workstation: z.strictObject({
    id: line(64),
    hostName: line(253),
    address: line(64).optional(),
    networkZone: line(40).optional(),
  }),
  documentTitle: line(200),
  documentNumber: line(60).optional(),
  documentType: z.enum(documentTypes),
  documentCategory: line(40).optional(),
  licence: z
    .strictObject({
      name: line(200),
      number: line(100),
      holderType: line(40),
      isLegacy: z.boolean(),
      originalIssuer: line(200).optional(),
    })
    .optional(),
  businessSystem: line(100).optional(),
  matterCode: line(100).optional(),
  secrecy: z.literal('非涉密'),
  fileFormat: z.enum(['PDF', 'OFD']),
  pages: z.int().min(1),
  copies: z.int().min(1).max(9999),
  digestBefore: digestsSchema,
  digestAfter: digestsSchema.optional(),
  positions: z.array(registeredPlacementSchema).min(1).max(mostPlacements),
  signatureDigest: sm3HexSchema.optional(),
  timestampToken: z.base64().optional(),
  /** Why there is no timestamp though one was asked for. */
  timestampFailure: line(60).optional(),
  /** What went with the file for checking it later, and why it was less than was wanted; left out where none was. */
  longTerm: z.strictObject({ got: longTermLevelSchema, failure: line(60).optional() }).optional(),
  result: z.enum(stampResults),
  remark: z.string().max(500).optional(),
  /** Left out: the seal. */
  signatureProfile: signatureProfileSchema.optional(),
  profileId: line(60),
  profileVersion: line(40),
  profileDigest: sm3HexSchema,
});

/** What each result must and must not carry: nothing may claim a signature or a file that does not exist. */
const evidenceOf: Record<StampResult, { signature: boolean; file: boolean }> = {
  success: { signature: true, file: true },
  'signed-unsaved': { signature: true, file: false },
  unknown: { signature: false, file: false },
};

export const registerEntrySchema = entryShape
  .refine((entry) => (entry.signatureDigest !== undefined) === evidenceOf[entry.result].signature, {
    path: ['signatureDigest'],
    error: 'does not agree with the result',
  })
  .refine((entry) => (entry.digestAfter !== undefined) === evidenceOf[entry.result].file, {
    path: ['digestAfter'],
    error: 'does not agree with the result',
  })
  .refine((entry) => entry.usedAt === officeTime(new Date(entry.usedAtUtc)), {
    path: ['usedAt'],
    error: 'is another moment than usedAtUtc',
  });
export type RegisterEntry = Readonly<z.infer<typeof registerEntrySchema>>;

const beijingOffsetMs = 8 * 60 * 60 * 1000;

/** A moment in office time. China has kept one zone without summer time since 1991, so the offset is fixed. */
export function officeTime(moment: Date): string {
  return `${new Date(moment.getTime() + beijingOffsetMs).toISOString().slice(0, 19)}+08:00`;
}

/** The ledger book a moment belongs to: the calendar year in office time. */
export function ledgerYear(moment: Date): number {
  return Number(officeTime(moment).slice(0, 4));
}

/** `2026-000012`: how an entry number is written where the unit is known. */
export function entryNoText({ year, seq }: Pick<EntryNo, 'year' | 'seq'>): string {
  return `${year}-${String(seq).padStart(6, '0')}`;
}

/** @returns null when the text is not of that form */
export function parseEntryNo(text: string): { year: number; seq: number } | null {
  const [, year, seq] = /^(\d{4})-(\d{1,9})$/.exec(text) ?? [];
  return year && Number(seq) >= 1 ? { year: Number(year), seq: Number(seq) } : null;
}
