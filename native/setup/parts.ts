import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from './folders.ts';

export type PartName = 'pkcs11js' | 'native';

/** A thing that is built by itself, and only when its own sources change. */
export interface Part {
  readonly name: PartName;
  /** Files the result depends on, absolute, in a fixed order. */
  readonly sources: readonly string[];
  /** The addon it must give, absolute. */
  readonly addon: string;
  /** Where its results lie, absolute. */
  readonly results: string;
}

export function partsOf(folders: Folders): readonly Part[] {
  const pkcs11Results = join(folders.pkcs11js, 'build', 'Release');
  return [
    {
      name: 'pkcs11js',
      // The version says what the sources are: an installed package does not change.
      sources: [join(folders.pkcs11js, 'package.json'), join(folders.pkcs11js, 'binding.gyp')],
      addon: join(pkcs11Results, 'pkcs11.node'),
      results: pkcs11Results,
    },
    {
      name: 'native',
      sources: nativeSources(folders.native),
      addon: join(folders.build, 'gm', 'gm.node'),
      results: folders.build,
    },
  ];
}

/** Sources below native/; results of builds, tests and hidden files are not sources. */
function nativeSources(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'test') return [];
    if (entry.isDirectory()) return /^build(?:-|$)/.test(entry.name) ? [] : nativeSources(path);
    return entry.isFile() ? [path] : [];
  });
}
