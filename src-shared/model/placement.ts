import * as z from 'zod';

/**
 * Where one visible stamp goes, as a reader sees the page: millimetres from the top left corner of the displayed
 * page (after CropBox and Rotate in PDF; of the page's physical box in OFD), x to the right, y downwards.
 */
export const placementSchema = z.strictObject({
  /** 1-based page number. */
  page: z.int().min(1),
  xMm: z.number().finite(),
  yMm: z.number().finite(),
  widthMm: z.number().positive().max(1000),
  heightMm: z.number().positive().max(1000),
});

export type Placement = Readonly<z.infer<typeof placementSchema>>;
