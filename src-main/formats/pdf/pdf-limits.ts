/**
 * Bounds that hold before anything is parsed or expanded. They lie far above what office documents use and far
 * below what would harm the station.
 */
export const pdfLimits = {
  /** Arrays and dictionaries inside each other. */
  nesting: 64,
  /** Bytes of one indirect object without its stream data; a seal of a megabyte in Contents still fits. */
  objectBytes: 16 * 1024 * 1024,
  /** Highest object number (ISO 32000-1 annex C.2). */
  objects: 8_388_607,
  /** Cross-reference sections in the chain of Prev. */
  sections: 4096,
  /** Bytes one decoded stream may have. */
  streamBytes: 64 * 1024 * 1024,
  /** Bytes all streams decoded for one open document may have together. */
  inflatedBytes: 512 * 1024 * 1024,
  /** A profile bounds what is taken in, by default to a tenth of this. */
  pages: 100_000,
  pageTreeDepth: 64,
  formFields: 50_000,
  /** How far from the end the last `startxref` may stand when bytes follow `%%EOF`. */
  tailBytes: 64 * 1024,
  /** Objects that are looked at one by one to judge changes or active content. */
  scannedObjects: 400_000,
  /** Object streams that are opened when a damaged file is rebuilt. */
  rescuedObjectStreams: 2000,
} as const;
