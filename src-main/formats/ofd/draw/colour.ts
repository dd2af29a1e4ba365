import { childrenOf, type XmlElement } from '../xml-tree.ts';
import type { ColourSpace } from './colour-space.ts';
import type { DrawProblems } from './draw-problems.ts';
import type { Resources } from './resources.ts';
import { opacityOf } from './style.ts';
import { readNumber } from './values.ts';

export interface Colour {
  /** `#rrggbb`. */
  readonly rgb: string;
  /** 0 to 1. */
  readonly opacity: number;
}

export const black: Colour = { rgb: '#000000', opacity: 1 };

/**
 * CT_Color (GB/T 33190-2016 clause 8.3): Value in its colour space, or Index into the palette. Without either all
 * channels are 0. A profile of the space says what its values look like.
 *
 * @returns `byDefault` when a component cannot be read or is out of range
 */
export function readColour(
  element: XmlElement,
  resources: Resources,
  problems: DrawProblems,
  byDefault: Colour = black,
): Colour {
  const opacity = opacityOf(element);
  const spaceId = element.attributes.get('ColorSpace')?.trim() ?? resources.defaultColourSpace;
  const space = spaceId === null ? undefined : resources.colourSpaces.get(spaceId);
  const described = space?.element;
  const written = element.attributes.get('Value')?.trim() || paletteValue(element, described);
  const type = described?.attributes.get('Type')?.trim().toUpperCase();
  if (written === undefined) return { rgb: type === 'CMYK' ? '#ffffff' : '#000000', opacity };
  const bits = readNumber(described?.attributes.get('BitsPerComponent')) ?? 8;
  const largest = 2 ** Math.min(16, Math.max(1, bits)) - 1;
  const parts = written.split(/[\s,]+/).map((token) => component(token, largest));
  const known = parts.filter((part) => part !== null);
  const rgb = known.length === parts.length ? shown(known, space, problems) : null;
  if (rgb === null) {
    problems.add('colour-unreadable');
    return { ...byDefault, opacity: byDefault.opacity * opacity };
  }
  return { rgb, opacity };
}

/** As the profile of the space says; where it says nothing, by the number of components. */
function shown(parts: readonly number[], space: ColourSpace | undefined, problems: DrawProblems): string | null {
  const meant = space?.throughProfile(parts);
  if (meant) return hex(meant);
  if (space?.hasProfile) problems.add('colour-profile');
  return toRgb(parts);
}

function paletteValue(element: XmlElement, space: XmlElement | undefined): string | undefined {
  const index = readNumber(element.attributes.get('Index'));
  const palette = space ? childrenOf(space, 'Palette')[0] : undefined;
  return index === null || !palette ? undefined : childrenOf(palette, 'CV')[index]?.text.trim();
}

/** 0 to 1; null when it is no number or out of range. */
function component(token: string, largest: number): number | null {
  const isHex = /^#[0-9a-f]{1,4}$/i.test(token);
  const value = isHex ? Number.parseInt(token.slice(1), 16) : readNumber(token);
  return value === null || value < 0 || value > largest ? null : value / largest;
}

/** By the number of components, for producers name spaces that do not fit their values. */
function toRgb(parts: readonly number[]): string | null {
  const [first, second, third, fourth] = parts;
  if (first === undefined) return null;
  if (second === undefined) return hex([first, first, first]);
  if (third === undefined) return null;
  if (fourth === undefined) return hex([first, second, third]);
  return hex([first, second, third].map((ink) => (1 - ink) * (1 - fourth)));
}

const hex = (parts: readonly number[]): string =>
  `#${parts
    .slice(0, 3)
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
