/** Bounds of one drawn page. What lies beyond is left out and named; nothing is ever drawn without end. */
export interface DrawLimits {
  /** Graphic objects, each use of a composite or a pattern cell counted again. */
  readonly maxObjects: number;
  readonly maxGlyphs: number;
  /** Operators of all paths together. */
  readonly maxPathOperators: number;
  /** PageBlocks, composites and pattern cells inside one another. */
  readonly maxNesting: number;
  /** UTF-16 units of the drawing. */
  readonly maxOutputLength: number;
  /** Bytes of all images as stored, each counted once. */
  readonly maxImageBytes: number;
  /** Pixels of one image. */
  readonly maxImagePixels: number;
  /** Pixels of one image that is decoded here, because no browser does. */
  readonly maxDecodedPixels: number;
  /** Milliseconds for decoding one image. */
  readonly imageDeadlineMs: number;
  /** Bytes of one font file. */
  readonly maxFontBytes: number;
  /** Milliseconds for one question to a font; a hostile font can nest its outlines without end. */
  readonly fontDeadlineMs: number;
}

export const defaultDrawLimits: DrawLimits = {
  maxObjects: 200_000,
  maxGlyphs: 400_000,
  maxPathOperators: 1_000_000,
  maxNesting: 16,
  maxOutputLength: 64 * 2 ** 20,
  maxImageBytes: 32 * 2 ** 20,
  maxImagePixels: 100_000_000,
  maxDecodedPixels: 16_000_000,
  imageDeadlineMs: 4000,
  maxFontBytes: 64 * 2 ** 20,
  fontDeadlineMs: 1000,
};
