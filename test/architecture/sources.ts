import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Files of a folder of the checkout, by extension, as paths relative to the root with forward slashes. */
export function filesUnder(folder: string, extension: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extension.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|build[^/]*|\.cache)\//.test(path))
    .toSorted();
}

export function text(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export interface Import {
  readonly from: string;
  /** A path relative to the root, or the name of a package or `node:` module. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const statement = /^\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;
const rooms: Readonly<Record<string, string>> = {
  '#shared/': 'src-shared/',
  '#main/': 'src-main/',
  '#registry/': 'src-registry/',
  '#test/': 'test/',
};

function resolve(from: string, specifier: string): string {
  for (const [prefix, folder] of Object.entries(rooms)) {
    if (specifier.startsWith(prefix)) return folder + specifier.slice(prefix.length);
  }
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/');
  return specifier;
}

export function importsOf(from: string): readonly Import[] {
  const source = text(from);
  const found: Import[] = [];
  for (const match of source.matchAll(statement)) {
    found.push({ from, to: resolve(from, match[3]!), isTypeOnly: match[2] !== undefined });
  }
  for (const match of source.matchAll(dynamic)) {
    found.push({ from, to: resolve(from, match[1]!), isTypeOnly: false });
  }
  return found;
}

export const sources = ['src-shared', 'src-main', 'src-registry'].flatMap((folder) => filesUnder(folder, /\.tsx?$/));
export const imports = sources.flatMap(importsOf);
