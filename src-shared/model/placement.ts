import * as z from 'zod';

/** The most places one request carries: a seal on every page of the longest document that is taken in. */
export const mostPlacements = 10_000;

/** Edges a straddle seal (骑缝章) can go over. */
export const straddleSides = ['right', 'left', 'top', 'bottom'] as const;
export type StraddleSide = (typeof straddleSides)[number];

const lengthMm = z.number().positive().max(1000);

/** A part of the seal, in millimetres from the seal's own top left corner. */
export const sealPartSchema = z.strictObject({
  xMm: z.number().min(0).max(1000),
  yMm: z.number().min(0).max(1000),
  widthMm: lengthMm,
  heightMm: lengthMm,
});

/** Which slice of which straddle seal a place is. Slices of one group make up one whole seal. */
export const sealSliceSchema = z.strictObject({
  /** Counted from 1 within the request. */
  group: z.int().min(1).max(mostPlacements),
  /** Counted from 1, in the order of the pages. */
  index: z.int().min(1).max(mostPlacements),
  /** Slices of this group. */
  count: z.int().min(2).max(mostPlacements),
  side: z.enum(straddleSides),
});
export type SealSlice = Readonly<z.infer<typeof sealSliceSchema>>;

/** A line below the seal: a date, a serial number. */
export const stampTextSchema = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(60)
    .refine((value) => value === value.trim() && value === value.normalize('NFC') && !/\p{C}/u.test(value)),
  /** Of the characters. */
  heightMm: z.number().min(1.5).max(10),
});

const placementShape = {
  /** 1-based page number. */
  page: z.int().min(1),
  xMm: z.number().finite(),
  yMm: z.number().finite(),
  widthMm: lengthMm,
  heightMm: lengthMm,
  /** What of the seal shows; the whole seal when absent. */
  clip: sealPartSchema.optional(),
  slice: sealSliceSchema.optional(),
  /** Degrees clockwise about the middle of the seal. */
  rotation: z.number().min(-180).max(180).optional(),
  /** 1 is full ink. */
  opacity: z.number().min(0.1).max(1).optional(),
  text: stampTextSchema.optional(),
};

/** A millimetre's thousandth: what lengths are rounded to. */
export const roundingMm = 0.001;

/**
 * Where one visible stamp goes, as a reader sees the page: millimetres from the top left corner of the displayed
 * page (after CropBox and Rotate in PDF; of the page's physical box in OFD), x to the right, y downwards.
 *
 * The box is that of the whole seal, upright. A slice of a straddle seal says with `clip` which part of it shows; the
 * box itself may then lie over the edge of the page.
 */
export const placementSchema = z.strictObject(placementShape).refine(isConsistent, { error: 'does not fit together' });

export type Placement = Readonly<z.infer<z.ZodObject<typeof placementShape>>>;

/** The same with what a register adds to it. */
export const registeredPlacementSchema = z
  .strictObject({ ...placementShape, kind: z.enum(['single', 'straddle']) })
  .refine((place) => isConsistent(place) && (place.kind === 'straddle') === (place.slice !== undefined), {
    error: 'does not fit together',
  });

/** A part lies in its seal, and a slice has a part, is one of its count, and stands straight without a text. */
function isConsistent({ widthMm, heightMm, clip, slice, rotation, text }: Placement): boolean {
  if (clip) {
    const isInside =
      clip.xMm + clip.widthMm <= widthMm + roundingMm && clip.yMm + clip.heightMm <= heightMm + roundingMm;
    if (!isInside || rotation !== undefined || text !== undefined) return false;
  }
  return slice === undefined || (clip !== undefined && slice.index <= slice.count);
}
