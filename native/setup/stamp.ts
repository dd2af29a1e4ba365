import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Folders } from './folders.ts';
import type { Part, PartName } from './parts.ts';

/** What the last successful build of a part was made from, and the libraries it gave (relative to the root). */
interface PartStamp {
  readonly fingerprint: string;
  readonly libraries: readonly string[];
}

type Stamp = Partial<Record<PartName, PartStamp>>;

/**
 * One value over the contents of a part's sources and the runtime. Contents and not times, because a fresh checkout
 * has new times and the same contents.
 *
 * @returns null when a source is missing, as before `npm ci`
 */
export function fingerprintOf(folders: Folders, part: Part, runtime: string): string | null {
  const hash = createHash('sha256').update(`${runtime}\0`);
  for (const path of part.sources) {
    if (!existsSync(path)) return null;
    const content = readFileSync(path);
    hash.update(`${relative(folders.root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether the part was built from these sources and all its results are still there. */
export function isCurrent(folders: Folders, part: Part, fingerprint: string | null): boolean {
  const stamp = readStamp(folders)[part.name];
  if (fingerprint === null || stamp?.fingerprint !== fingerprint) return false;
  return existsSync(part.addon) && stamp.libraries.every((path) => existsSync(join(folders.root, path)));
}

/** Remembers a finished build, with every library among its results. */
export function writeStamp(folders: Folders, part: Part, fingerprint: string): void {
  const libraries = readdirSync(part.results, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:node|so)$/.test(path))
    .map((path) => relative(folders.root, join(part.results, path)))
    .sort();
  const stamp: Stamp = { ...readStamp(folders), [part.name]: { fingerprint, libraries } };
  mkdirSync(folders.build, { recursive: true });
  writeFileSync(`${stampPath(folders)}.new`, `${JSON.stringify(stamp, null, 2)}\n`);
  renameSync(`${stampPath(folders)}.new`, stampPath(folders));
}

function readStamp(folders: Folders): Stamp {
  try {
    return JSON.parse(readFileSync(stampPath(folders), 'utf8')) as Stamp;
  } catch {
    // No stamp, or one cut short by a crash: everything is built again.
    return {};
  }
}

function stampPath(folders: Folders): string {
  return join(folders.build, '.stamp.json');
}
