/** Bounds that hold before anything is parsed (ATK-30, ATK-31, ATK-27). All sizes in bytes. */
export interface OfdLimits {
  /** Entries of the archive, folders included. */
  readonly maxEntries: number;
  /** Of the central directory with all its names. */
  readonly maxDirectoryBytes: number;
  /** Sum of all inflated sizes as the directory states them; each entry is held to its own statement. */
  readonly maxInflatedBytes: number;
  /** Largest entry that is read into memory as a whole; larger ones are only streamed. */
  readonly maxReadBytes: number;
  /** Inflated to compressed, over the whole archive and only above `ratioFreeBytes`: blank bitmaps reach 1000:1. */
  readonly maxRatio: number;
  readonly ratioFreeBytes: number;
  /** Folders in a path and UTF-16 units of a path. */
  readonly maxPathDepth: number;
  readonly maxPathLength: number;
  /** Foreign bytes before the archive. */
  readonly maxPrefixBytes: number;
  readonly maxXmlBytes: number;
  readonly maxXmlDepth: number;
  readonly maxXmlElements: number;
  /** Attributes of one element. */
  readonly maxXmlAttributes: number;
  readonly maxPages: number;
}

export const defaultOfdLimits: OfdLimits = {
  maxEntries: 100_000,
  maxDirectoryBytes: 64 * 2 ** 20,
  maxInflatedBytes: 4 * 2 ** 30,
  maxReadBytes: 256 * 2 ** 20,
  maxRatio: 200,
  ratioFreeBytes: 128 * 2 ** 20,
  maxPathDepth: 32,
  maxPathLength: 1024,
  maxPrefixBytes: 2 ** 20,
  maxXmlBytes: 64 * 2 ** 20,
  maxXmlDepth: 128,
  maxXmlElements: 2_000_000,
  maxXmlAttributes: 256,
  maxPages: 100_000,
};
