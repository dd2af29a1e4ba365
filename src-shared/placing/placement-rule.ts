import * as z from 'zod';
import { placementSchema, stampTextSchema, straddleSides } from '../model/placement.ts';

/**
 * How places are asked for. A rule is only a way of writing: what is approved, warranted and registered is the list
 * of places it comes to (ADR 0019).
 */

/** Turning, ink and a line of text; of the text `{序}` is the number of the seal and `{页}` its page. */
const look = {
  rotation: placementSchema.shape.rotation,
  opacity: placementSchema.shape.opacity,
  text: stampTextSchema.optional(),
};

/** The corner of a page from which distances count, so that pages of several sizes have the seal alike. */
export const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof corners)[number];

const rangeText = z.string().min(1).max(200);

const singleRuleSchema = z.strictObject({
  kind: z.literal('single'),
  page: z.int().min(1),
  xMm: z.number().finite(),
  yMm: z.number().finite(),
  ...look,
});

const pagesRuleSchema = z.strictObject({
  kind: z.literal('pages'),
  pages: rangeText,
  corner: z.enum(corners),
  /** From the two edges of the corner to the nearest sides of the seal. */
  xMm: z.number().finite(),
  yMm: z.number().finite(),
  ...look,
});

/** A place of the searched text: the middle of it. */
const anchorSchema = z.strictObject({ page: z.int().min(1), xMm: z.number().finite(), yMm: z.number().finite() });
export type Anchor = Readonly<z.infer<typeof anchorSchema>>;

const keywordRuleSchema = z.strictObject({
  kind: z.literal('keyword'),
  keyword: z.string().trim().min(1).max(100),
  /** Every occurrence, or the one of this number. */
  which: z.union([z.literal('all'), z.int().min(1).max(10_000)]),
  /** Every occurrence in the document, in its order. */
  anchors: z.array(anchorSchema).max(10_000),
  /** From the middle of the text to the middle of the seal. */
  dxMm: z.number().min(-500).max(500),
  dyMm: z.number().min(-500).max(500),
  ...look,
});

export const straddleRuleSchema = z.strictObject({
  kind: z.literal('straddle'),
  side: z.enum(straddleSides),
  pages: rangeText,
  /** 0 is the upper or left end of the edge, 1 the other. */
  at: z.number().min(0).max(1),
  /** The most pages one seal goes over; as many as make slices of the least width, and no more than 20, when absent. */
  perSeal: z.int().min(2).max(100).optional(),
  leastSliceMm: z.number().min(0.5).max(20).optional(),
  /** Share of the seal on the first page; the others share the rest. Equal slices when absent. */
  firstShare: z.number().min(0.05).max(0.9).optional(),
  opacity: look.opacity,
});

export const placementRuleSchema = z.discriminatedUnion('kind', [
  singleRuleSchema,
  pagesRuleSchema,
  keywordRuleSchema,
  straddleRuleSchema,
]);
export type PlacementRule = Readonly<z.infer<typeof placementRuleSchema>>;
export type RuleOf<Kind extends PlacementRule['kind']> = Extract<PlacementRule, { kind: Kind }>;
export type RuleKind = PlacementRule['kind'];
