import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPackage } from '../package.ts';
import type { XmlElement } from '../xml-tree.ts';
import type { DrawLimits } from './draw-limits.ts';
import { openOutlineFont, type OutlineFont } from './outline-font.ts';
import type { Resources } from './resources.ts';
import { substituteFor, type SubstituteFont } from './substitute-font.ts';
import { flagAttribute } from './values.ts';

/** A font a text asks for: its outlines when they are embedded and readable, and what stands in for it. */
export interface PageFont {
  /** Name for people, as the file has it. */
  readonly name: string;
  /** Distinguishes its glyphs from those of other fonts in one drawing. */
  readonly key: string;
  readonly outlines: OutlineFont | null;
  /** The program's own font, for characters without an embedded outline; null where nobody gave one. */
  readonly standIn: OutlineFont | null;
  readonly state: 'embedded' | 'unreadable' | 'not-embedded' | 'missing';
  readonly substitute: SubstituteFont;
  readonly isBold: boolean;
}

export interface FontShelf {
  find(id: string | undefined, resources: Resources): PageFont;
}

/** Fonts of a package stay open while the package is: every page uses the same ones. */
const opened = new WeakMap<OfdPackage, Map<string, OutlineFont | null>>();

export function createFontShelf(pkg: OfdPackage, limits: DrawLimits, standIn: OutlineFont | null): FontShelf {
  const files = opened.get(pkg) ?? new Map<string, OutlineFont | null>();
  opened.set(pkg, files);

  function open(path: string): OutlineFont | null {
    const known = files.get(path);
    if (known !== undefined) return known;
    const font = openFile(path);
    files.set(path, font);
    return font;
  }

  function openFile(path: string): OutlineFont | null {
    if ((pkg.files.get(path)?.inflatedBytes ?? 0) > limits.maxFontBytes) return null;
    try {
      return openOutlineFont(pkg.read(path), limits.fontDeadlineMs);
    } catch (error) {
      if (error instanceof StationError) return null;
      throw error;
    }
  }

  return {
    find(id, { fonts }) {
      const font = id === undefined ? undefined : fonts.get(id.trim());
      if (!font) return { ...nameless, standIn };
      const { element, path } = font;
      const name = element.attributes.get('FontName')?.trim() || (element.attributes.get('FamilyName')?.trim() ?? '');
      const outlines = path === null ? null : open(path);
      const substitute = substituteOf(element, name);
      const state = outlines ? 'embedded' : hasFile(element) ? 'unreadable' : 'not-embedded';
      return { name, key: path ?? '', outlines, standIn, state, substitute, isBold: substitute.isBold };
    },
  };
}

const nameless: PageFont = {
  name: '',
  key: '',
  outlines: null,
  standIn: null,
  state: 'missing',
  substitute: substituteFor('', false),
  isBold: false,
};

const hasFile = (element: XmlElement): boolean => element.children.some(({ name }) => name === 'FontFile');

function substituteOf(element: XmlElement, name: string): SubstituteFont {
  const family = element.attributes.get('FamilyName') ?? '';
  const found = substituteFor(`${name} ${family}`, flagAttribute(element, 'FixedWidth', false));
  return {
    family: found.family,
    isBold: found.isBold || flagAttribute(element, 'Bold', false),
    isItalic: found.isItalic || flagAttribute(element, 'Italic', false),
  };
}
