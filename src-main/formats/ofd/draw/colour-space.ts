import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPackage } from '../package.ts';
import type { XmlElement } from '../xml-tree.ts';
import { openColourProfile, type ColourProfile } from './colour-profile.ts';

type Rgb = readonly [number, number, number];

/** CT_ColorSpace (GB/T 33190-2016 clause 8.3.1). */
export interface ColourSpace {
  readonly element: XmlElement;
  /** Whether the file names a profile for it. */
  readonly hasProfile: boolean;
  /**
   * Components from 0 to 1 as its profile means them, each 0 to 1 again. Null without a profile that can be read and has
   * as many components.
   */
  throughProfile(parts: readonly number[]): Rgb | null;
}

/** @param path of its profile in the package; null when none is there. Read when a colour first asks for it */
export function colourSpace(element: XmlElement, path: string | null, pkg: OfdPackage): ColourSpace {
  let profile: ColourProfile | null | undefined;
  const known = new Map<string, Rgb | null>();
  return {
    element,
    hasProfile: (element.attributes.get('Profile')?.trim() ?? '') !== '',
    throughProfile: (parts) => {
      if (path === null) return null;
      profile ??= readProfile(path, pkg);
      const key = parts.join(' ');
      const before = known.get(key);
      if (before !== undefined) return before;
      const rgb = profile === null ? null : convert(parts, profile);
      known.set(key, rgb);
      return rgb;
    },
  };
}

function readProfile(path: string, pkg: OfdPackage): ColourProfile | null {
  try {
    return openColourProfile(pkg.read(path));
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

function convert(parts: readonly number[], { channels, toRgb }: ColourProfile): Rgb | null {
  if (parts.length !== channels) return null;
  try {
    const [red = 0, green = 0, blue = 0] = toRgb(Uint8Array.from(parts, (part) => Math.round(part * 255)));
    return [red / 255, green / 255, blue / 255];
  } catch {
    return null;
  }
}
