import { collisionKey } from './entry-names.ts';
import { refusal } from './refusal.ts';

/** How a location had to be read to find its file; `exact` is what the standard asks for. */
export type LocationReading = 'exact' | 'backslash' | 'case' | 'from-root' | 'from-folder' | 'missing';

export interface ResolvedLocation {
  /** Absolute path of the file, or where it should have been. */
  readonly path: string;
  readonly reading: LocationReading;
}

/** The files of the package by path, and by the key that ignores case. */
export interface FileIndex {
  has(path: string): boolean;
  /** Path of the file whose collision key this is; unique, for collisions are refused on opening. */
  byKey(key: string): string | undefined;
}

export function indexFiles(paths: Iterable<string>): FileIndex {
  const exact = new Set(paths);
  const keys = new Map([...exact].map((path) => [collisionKey(path), path]));
  return { has: (path) => exact.has(path), byKey: (key) => keys.get(key) };
}

/**
 * Resolves an ST_Loc (GB/T 33190-2016 clause 7.4): a leading `/` is the package root, anything else counts from the
 * folder of the file that contains it. Producers deviate; each deviation is tried in a fixed order and named.
 * Percent signs mean themselves: nothing is decoded.
 *
 * @param folder absolute folder of the containing file, without trailing `/` (the root is the empty string)
 * @throws DOC_HOSTILE when the location leaves the package
 */
export function resolveLocation(location: string, folder: string, files: FileIndex, origin: string): ResolvedLocation {
  const trimmed = location.trim();
  const slashed = trimmed.replaceAll('\\', '/');
  const isAbsolute = slashed.startsWith('/');
  const first = join(isAbsolute ? '' : folder, slashed, origin, location);
  const fallback = isAbsolute ? tryJoin(folder, slashed) : tryJoin('', slashed);
  const plain: LocationReading = slashed === trimmed ? 'exact' : 'backslash';
  if (files.has(first)) return { path: first, reading: plain };
  if (fallback !== null && files.has(fallback)) {
    return { path: fallback, reading: isAbsolute ? 'from-folder' : 'from-root' };
  }
  for (const candidate of [first, fallback]) {
    const variant = candidate === null ? undefined : files.byKey(collisionKey(candidate));
    if (variant !== undefined) return { path: variant, reading: 'case' };
  }
  return { path: first, reading: 'missing' };
}

function join(folder: string, location: string, origin: string, shown: string): string {
  const joined = tryJoin(folder, location);
  if (joined === null) throw refusal('DOC_HOSTILE', 'path-escapes', { path: origin, location: shown });
  return joined;
}

/** @returns null when `..` leaves the root */
function tryJoin(folder: string, location: string): string | null {
  const segments = folder === '' ? [] : folder.slice(1).split('/');
  for (const segment of location.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return `/${segments.join('/')}`;
}

/** Folder of an absolute path, without trailing `/`. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
