/** The parts of a CFF font that number its glyphs, as the font library reads them. */
export interface CffNumbers {
  readonly isCIDFont: boolean;
  readonly topDict: {
    readonly CharStrings?: readonly unknown[];
    readonly charset?: {
      readonly glyphs?: readonly number[];
      readonly ranges?: readonly { readonly first: number; readonly nLeft: number }[];
    };
  };
}

const mostGlyphs = 0xffff;

/**
 * Index of each glyph of a CID-keyed font by its CID (Adobe technical note 5176, section 13). OFD files that embed
 * such a font bare name glyphs by CID; a subset keeps the CIDs and not the places of the whole font.
 *
 * @returns null when the font is not keyed by CID
 */
export function cidNumbers(cff: CffNumbers): ReadonlyMap<number, number> | null {
  const { charset } = cff.topDict;
  if (!cff.isCIDFont || !charset) return null;
  const numbers = new Map<number, number>([[0, 0]]);
  for (const cid of charset.glyphs ?? []) numbers.set(cid, numbers.size);
  for (const { first, nLeft } of charset.ranges ?? []) {
    for (let cid = first; cid <= first + nLeft && numbers.size < mostGlyphs; cid += 1) numbers.set(cid, numbers.size);
  }
  return numbers;
}
