import * as z from 'zod';
import { StationError } from '../errors/station-error.ts';
import { mostPlacements, placementSchema } from '../model/placement.ts';
import { correctableFields, settlementFindings } from '../model/correctable-fields.ts';
import {
  digestsSchema,
  entryNoSchema,
  registerEntrySchema,
  sealEsIdSchema,
  utcMillisecondsSchema,
} from '../model/register-entry.ts';
import { indexSchema, personSchema, sm3HexSchema, stationIdSchema } from '../registry/wire-values.ts';
import { CanonicalJsonError, canonicalBytes, parseCanonical } from './canonical-json.ts';

/**
 * What a station records. Each record is one leaf of its ledger:
 *
 *     { v: 1, station, index, at, kind, body }
 *
 * Written before the key is used: an intent. After it: an outcome (a register entry) or a void. Later: corrections of
 * the few things that may be corrected, and what was found about an outcome nobody knew. At any time: urgent notices.
 */

/** A stamping is about to use the key; the register number is taken from here on. */
export const intentBodySchema = z.strictObject({
  requestId: z.string().min(1).max(64),
  warrantId: z.string().min(1).max(64),
  entryNo: entryNoSchema,
  sealEsId: sealEsIdSchema,
  digestBefore: digestsSchema,
  placements: z.array(placementSchema).min(1).max(mostPlacements),
  custodian: personSchema,
  tokenSerial: z.string().min(1).max(64),
});

/** How it ended: the full register entry, and the intent it settles. */
export const outcomeBodySchema = z.strictObject({
  intentIndex: indexSchema,
  requestId: z.string().min(1).max(64),
  warrantId: z.string().min(1).max(64),
  entry: registerEntrySchema,
});

/** The key made no signature: the number stays in the register as 作废. */
export const voidBodySchema = z.strictObject({
  entryNo: entryNoSchema,
  intentIndex: indexSchema,
  reason: z.string().min(1).max(500),
});

/** What was found about an outcome 结果不明, and the leaf of that outcome. */
export const settlementSchema = z
  .strictObject({
    outcomeIndex: indexSchema,
    finding: z.enum(settlementFindings),
    /** SM3 of the file that bears the signature, and of the signature value; of `signature-found` and of nothing else. */
    fileSm3: sm3HexSchema.optional(),
    signatureDigest: sm3HexSchema.optional(),
  })
  .refine(
    ({ finding, fileSm3, signatureDigest }) =>
      [fileSm3, signatureDigest].every((digest) => (digest !== undefined) === (finding === 'signature-found')),
    { path: ['finding'], error: 'does not agree with its evidence' },
  );

export const correctionBodySchema = z
  .strictObject({
    entryNo: entryNoSchema,
    field: z.enum([...correctableFields, 'settlement']),
    value: z.string().max(500),
    /** Of the field `settlement` and of no other. */
    settlement: settlementSchema.optional(),
    by: personSchema,
    consentBy: personSchema,
  })
  .refine((body) => body.by.account !== body.consentBy.account, {
    path: ['consentBy'],
    error: 'must be another person',
  })
  .refine((body) => (body.settlement !== undefined) === (body.field === 'settlement'), {
    path: ['settlement'],
    error: 'does not agree with the field',
  });

/** Sent to the registry ahead of everything else; part of the ledger all the same. */
export const urgentBodySchema = z.strictObject({
  noticeId: z.uuid(),
  type: z.enum(['suspend', 'loss', 'incident']),
  sealEsId: sealEsIdSchema.optional(),
  reason: z.string().min(1).max(500),
  by: personSchema,
});

export const leafBodySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intent'), body: intentBodySchema }),
  z.strictObject({ kind: z.literal('outcome'), body: outcomeBodySchema }),
  z.strictObject({ kind: z.literal('void'), body: voidBodySchema }),
  z.strictObject({ kind: z.literal('correction'), body: correctionBodySchema }),
  z.strictObject({ kind: z.literal('urgent'), body: urgentBodySchema }),
]);

/** What a caller wants recorded. */
export type LeafContent = Readonly<z.infer<typeof leafBodySchema>>;
export type LeafKind = LeafContent['kind'];
export type LeafBody<Kind extends LeafKind> = Extract<LeafContent, { kind: Kind }>['body'];
export const leafKinds = ['intent', 'outcome', 'void', 'correction', 'urgent'] as const satisfies LeafKind[];

const headSchema = z.object({
  v: z.literal(1),
  station: stationIdSchema,
  /** Place in the ledger, counted from 0. */
  index: indexSchema,
  /** When it was recorded, UTC with milliseconds; never earlier than the leaf before. */
  at: utcMillisecondsSchema,
});

export interface LeafHead extends Readonly<z.infer<typeof headSchema>> {}
export type LedgerRecord = LeafHead & LeafContent;

/**
 * The leaf bytes of a record: canonical JSON, checked against its schema first. Optional fields that are undefined
 * are left out.
 *
 * @throws LEDGER_LEAF_INVALID naming the first field that does not fit
 */
export function encodeRecord(record: LedgerRecord): Uint8Array {
  return guarded(() => canonicalBytes(checked(withoutUndefined(record))));
}

/**
 * Read leaf bytes from anybody: only the canonical bytes of a valid record pass.
 *
 * @throws LEDGER_LEAF_INVALID
 */
export function parseRecord(bytes: Uint8Array): LedgerRecord {
  return guarded(() => checked(parseCanonical(bytes)));
}

function withoutUndefined(record: LedgerRecord): unknown {
  return JSON.parse(JSON.stringify(record));
}

function checked(value: unknown): LedgerRecord {
  if (typeof value !== 'object' || value === null) throw new CanonicalJsonError('not an object');
  const { v, station, index, at, ...content } = value as Record<string, unknown>;
  return { ...headSchema.parse({ v, station, index, at }), ...leafBodySchema.parse(content) };
}

function guarded<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof CanonicalJsonError) {
      throw new StationError('LEDGER_LEAF_INVALID', { detail: error.message }, error);
    }
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    throw new StationError('LEDGER_LEAF_INVALID', { detail }, error);
  }
}
