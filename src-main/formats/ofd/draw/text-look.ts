import type { XmlElement } from '../xml-tree.ts';
import type { FontShelf, PageFont } from './font-shelf.ts';
import type { Resources } from './resources.ts';
import { usualAdvance } from './substitute-font.ts';
import type { AdvanceOf } from './text-layout.ts';
import { flagAttribute, numberAttribute, quarterAttribute } from './values.ts';

/** How the glyphs of a text object are drawn. */
export interface TextLook {
  readonly font: PageFont;
  /** Em in the space of the object. */
  readonly size: number;
  readonly hScale: number;
  /** Turn of each glyph around its origin, clockwise: 0, 90, 180 or 270. */
  readonly charDirection: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

/** CSS and OpenType call 600 semi-bold. */
const boldFrom = 600;

/** Null when the text has no size. */
export function readTextLook(object: XmlElement, fonts: FontShelf, resources: Resources): TextLook | null {
  const size = numberAttribute(object, 'Size', 0);
  if (size <= 0) return null;
  const hScale = numberAttribute(object, 'HScale', 1);
  const font = fonts.find(object.attributes.get('Font'), resources);
  return {
    font,
    size,
    hScale: hScale === 0 ? 1 : hScale,
    charDirection: quarterAttribute(object, 'CharDirection'),
    isBold: numberAttribute(object, 'Weight', 400) >= boldFrom,
    isItalic: flagAttribute(object, 'Italic', false),
  };
}

/** Advances of the embedded font, of the one that stands in for it, or the usual ones. */
export function advanceIn({ outlines, standIn }: PageFont): AdvanceOf {
  return (text, glyph) => {
    const index = glyph ?? (outlines && text !== '' ? outlines.glyphFor(text.codePointAt(0) ?? 0) : null);
    if (outlines && index !== null) return outlines.advance(index);
    const second = text === '' ? null : (standIn?.glyphFor(text.codePointAt(0) ?? 0) ?? null);
    return standIn && second !== null ? standIn.advance(second) : usualAdvance(text);
  };
}
