import { StationError } from '#shared/errors/station-error.ts';
import { folderOf, resolveLocation } from '../location.ts';
import type { OfdDocument, OfdPackage } from '../package.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { colourSpace, type ColourSpace } from './colour-space.ts';
import { createDrawProblems, type DrawProblem, type DrawProblems } from './draw-problems.ts';

/** A file named by a resource, or null when the resource names none. */
export interface FileResource {
  readonly element: XmlElement;
  readonly path: string | null;
}

/** What pages refer to by ID (GB/T 33190-2016 clause 7.9); of two with the same ID the later one holds. */
export interface Resources {
  readonly fonts: ReadonlyMap<string, FileResource>;
  readonly media: ReadonlyMap<string, FileResource>;
  readonly colourSpaces: ReadonlyMap<string, ColourSpace>;
  readonly drawParams: ReadonlyMap<string, XmlElement>;
  readonly composites: ReadonlyMap<string, XmlElement>;
  /** `DefaultCS` of the document, or null for RGB. */
  readonly defaultColourSpace: string | null;
}

interface Growing {
  fonts: Map<string, FileResource>;
  media: Map<string, FileResource>;
  colourSpaces: Map<string, ColourSpace>;
  drawParams: Map<string, XmlElement>;
  composites: Map<string, XmlElement>;
}

interface SharedResources {
  readonly resources: Resources;
  /** Told again on every page. */
  readonly problems: readonly DrawProblem[];
}

/** Every page of a document refers to the same ones: they are read once for as long as the package is open. */
const known = new WeakMap<OfdDocument, SharedResources>();

/** PublicRes and DocumentRes of a document. What cannot be read is a problem, not an error. */
export function readDocumentResources(pkg: OfdPackage, document: OfdDocument, problems: DrawProblems): Resources {
  const shared = known.get(document) ?? readShared(pkg, document);
  known.set(document, shared);
  for (const { reason, about } of shared.problems) problems.add(reason, about);
  return shared.resources;
}

function readShared(pkg: OfdPackage, document: OfdDocument): SharedResources {
  const problems = createDrawProblems();
  const growing: Growing = {
    fonts: new Map(),
    media: new Map(),
    colourSpaces: new Map(),
    drawParams: new Map(),
    composites: new Map(),
  };
  for (const path of document.resourcePaths) readResourceFile(pkg, path, growing, problems);
  const resources = { ...growing, defaultColourSpace: defaultColourSpaceOf(pkg, document) };
  return { resources, problems: problems.list() };
}

/** The resources of a page or template: the document's, and those of its own PageRes files. */
export function withPageResources(
  pkg: OfdPackage,
  root: XmlElement,
  path: string,
  shared: Resources,
  problems: DrawProblems,
): Resources {
  const own = childrenOf(root, 'PageRes').filter(({ text }) => text.trim() !== '');
  if (own.length === 0) return shared;
  const growing: Growing = {
    fonts: new Map(shared.fonts),
    media: new Map(shared.media),
    colourSpaces: new Map(shared.colourSpaces),
    drawParams: new Map(shared.drawParams),
    composites: new Map(shared.composites),
  };
  for (const { text } of own) {
    try {
      readResourceFile(pkg, pkg.notes.resolve(text, folderOf(path), path), growing, problems);
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
      problems.add('resource-unreadable', text);
    }
  }
  return { ...growing, defaultColourSpace: shared.defaultColourSpace };
}

function readResourceFile(pkg: OfdPackage, path: string, into: Growing, problems: DrawProblems): void {
  let root: XmlElement;
  try {
    root = pkg.readXml(path).root;
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    problems.add('resource-unreadable', path);
    return;
  }
  const base = root.attributes.get('BaseLoc')?.trim() ?? '';
  const folders = [...(base === '' ? [] : [joinFolder(folderOf(path), base)]), folderOf(path)];
  const found = (location = ''): string | null =>
    location.trim() === '' ? null : locate(pkg, location.trim(), folders, path);
  const located = (element: XmlElement, child: string): FileResource => ({
    element,
    path: found(childrenOf(element, child)[0]?.text),
  });
  collect(root, 'Fonts', 'Font', (element) => into.fonts.set(idOf(element), located(element, 'FontFile')));
  collect(root, 'MultiMedias', 'MultiMedia', (element) => into.media.set(idOf(element), located(element, 'MediaFile')));
  collect(root, 'ColorSpaces', 'ColorSpace', (element) =>
    into.colourSpaces.set(idOf(element), colourSpace(element, found(element.attributes.get('Profile')), pkg)),
  );
  collect(root, 'DrawParams', 'DrawParam', (element) => into.drawParams.set(idOf(element), element));
  collect(root, 'CompositeGraphicUnits', 'CompositeGraphicUnit', (element) =>
    into.composites.set(idOf(element), element),
  );
}

function collect(root: XmlElement, list: string, item: string, take: (element: XmlElement) => void): void {
  for (const parent of childrenOf(root, list)) childrenOf(parent, item).forEach(take);
}

const idOf = (element: XmlElement): string => element.attributes.get('ID')?.trim() ?? '';

/** `Res` beside the resource file; a leading slash counts from the root. */
function joinFolder(folder: string, base: string): string {
  const slashed = base.replaceAll('\\', '/').replace(/\/+$/, '');
  return slashed.startsWith('/') ? slashed : `${folder}/${slashed}`;
}

/** Resources count from BaseLoc; some producers repeat BaseLoc in each location, some ignore it. Null when missing. */
function locate(pkg: OfdPackage, location: string, folders: readonly string[], origin: string): string | null {
  for (const folder of folders) {
    try {
      const { path, reading } = resolveLocation(location, folder, pkg.index, origin);
      if (reading !== 'missing') return path;
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
    }
  }
  return null;
}

function defaultColourSpaceOf(pkg: OfdPackage, document: OfdDocument): string | null {
  const common = childrenOf(pkg.readXml(document.body.rootPath).root, 'CommonData')[0];
  const space = common ? childrenOf(common, 'DefaultCS')[0]?.text.trim() : undefined;
  return space === undefined || space === '' ? null : space;
}
