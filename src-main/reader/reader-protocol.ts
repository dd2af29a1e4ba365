import * as z from 'zod';
import type { FileLook, FileReport, RevisionComparison } from '#shared/contract/verification.ts';
import { mostAttachedFiles, mostEmptyFields } from '#shared/contract/documents.ts';
import { mostPlacements, placementSchema } from '#shared/model/placement.ts';
import { signatureProfileSchema } from '#shared/model/signature-profile.ts';
import { trustWordsSchema } from './trust-words.ts';

/**
 * The words between the station and a reader of documents, checked on both sides of the border: what comes back was
 * made beside a hostile file.
 */
const file = z.string().min(1).max(4096);
const format = z.enum(['PDF', 'OFD']);
const page = z.int().min(1).max(1_000_000);

const compared = z.strictObject({ file, format, pages: page });

export const readerRequestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('inspect'), file, format }),
  z.strictObject({ op: z.literal('measure'), file, format }),
  z.strictObject({ op: z.literal('stamps'), file, format }),
  z.strictObject({ op: z.literal('attachments'), file, format }),
  z.strictObject({ op: z.literal('emptyFields'), file }),
  z.strictObject({ op: z.literal('find'), file, format, text: z.string().max(1000) }),
  z.strictObject({
    op: z.literal('rehearse'),
    file,
    format,
    placements: z.array(placementSchema).max(mostPlacements),
    profile: signatureProfileSchema,
  }),
  z.strictObject({ op: z.literal('textChanges'), file, format, pages: page, after: compared }),
  z.strictObject({ op: z.literal('isBlank'), file, format, pages: z.array(page).max(100_000) }),
  z.strictObject({ op: z.literal('verify'), file, trust: trustWordsSchema }),
  z.strictObject({ op: z.literal('look'), file }),
  z.strictObject({ op: z.literal('compare'), file, end: z.int().positive() }),
  z.strictObject({ op: z.literal('draw'), file, page, stamps: z.enum(['draw', 'leave-out']) }),
]);

export type ReaderRequest = z.infer<typeof readerRequestSchema>;
export type ReaderOp = ReaderRequest['op'];
export type ReaderRequestOf<Op extends ReaderOp> = Omit<Extract<ReaderRequest, { op: Op }>, 'op'>;

export const readerCallSchema = z.strictObject({ id: z.int().positive(), request: readerRequestSchema });

/** What a reader says once, when its code is loaded. */
export const readerReady = 'ready';

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const count = z.int().nonnegative();
const length = z.number().nonnegative();
const mm = z.number();
const boxOnPage = z.strictObject({ page, xMm: mm, yMm: mm, widthMm: length, heightMm: length });
const pageView = z.strictObject({ number: page, widthMm: length, heightMm: length });

const attachedFile = z.strictObject({ name: z.string(), type: z.string(), bytes: count.nullable() });

/** Made of nothing but text, numbers and lists: no object with a behaviour of its own. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

const fact = z.looseObject({ check: z.string(), state: z.enum(['ok', 'fail', 'unknown', 'warn']) });
const signatureReport = z.looseObject({
  name: z.string(),
  verdict: z.enum(['valid', 'indeterminate', 'invalid']),
  reasons: z.array(z.string()),
  facts: z.array(fact),
});

/** The frame of a report; what else stands in it must be plain, and is shown as text. */
const fileReport = z
  .looseObject({
    verdict: z.enum(['valid', 'indeterminate', 'invalid', 'unsigned', 'error']),
    reasons: z.array(z.string()),
    format: format.nullable(),
    sm3: z.hash('sha256').nullable(),
    signatures: z.array(signatureReport),
  })
  .refine(isPlain) as unknown as z.ZodType<FileReport>;

const fileLook = z
  .looseObject({
    format,
    size: count,
    pages: z.array(pageView),
    signatures: z.array(z.looseObject({})),
    attachments: z.array(z.looseObject({})),
  })
  .refine(isPlain) as unknown as z.ZodType<FileLook>;

export const readerResultSchemas = {
  inspect: z.strictObject({ pages: count, signatures: count, notices: z.array(z.string()) }),
  measure: z.array(pageView),
  stamps: z.array(boxOnPage).max(100_000),
  emptyFields: z.array(boxOnPage.extend({ name: z.string() })).max(mostEmptyFields),
  attachments: z.strictObject({ files: z.array(attachedFile).max(mostAttachedFiles), leftOut: count }),
  find: z.strictObject({ found: z.array(boxOnPage).max(10_000), pages: count, pagesRead: count }),
  /** What is refused comes as an error; there is nothing else to say. */
  rehearse: z.null(),
  textChanges: z.strictObject({
    state: z.enum(['whole', 'first-pages', 'no-text', 'too-much']),
    changes: z.array(z.strictObject({ kind: z.enum(['added', 'removed']), page, text: z.string() })).max(1000),
  }),
  isBlank: z.boolean(),
  /** The words for an error are the station's: the reader gives its code and facts. */
  verify: z.strictObject({ report: fileReport, refusal: z.strictObject({ code: z.string(), facts }).nullable() }),
  look: fileLook,
  compare: z
    .looseObject({ comparedPages: z.array(page), leftOut: count, changes: z.array(z.looseObject({ page })) })
    .refine(isPlain) as unknown as z.ZodType<RevisionComparison>,
  draw: z.strictObject({
    svg: z.string(),
    problems: z.array(z.strictObject({ reason: z.string(), count, about: z.string() })),
  }),
} as const satisfies Record<ReaderOp, z.ZodType>;

export type ReaderResultOf<Op extends ReaderOp> = z.infer<(typeof readerResultSchemas)[Op]>;
