import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What one run judges at most; the rest is counted. */
const mostFiles = 10_000;
const mostDepth = 32;

export interface FilesToVerify {
  readonly files: readonly string[];
  /** Files of the folders beyond the bound. */
  readonly leftOut: number;
}

/**
 * Folders become the PDF and OFD files inside them, in the order of their names; files stay as they are, whatever
 * their names say. Links inside folders are not followed: they lead out of what was asked for, or round in circles.
 */
export function filesToVerify(named: readonly string[]): FilesToVerify {
  const files: string[] = [];
  let leftOut = 0;
  const add = (file: string): void => {
    if (files.length < mostFiles) files.push(file);
    else leftOut += 1;
  };
  const walk = (folder: string, depth: number): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < mostDepth) walk(path, depth + 1);
      else if (entry.isFile() && /\.(pdf|ofd)$/i.test(entry.name)) add(path);
    }
  };
  for (const name of named) {
    if (isFolder(name)) walk(name, 0);
    else add(name);
  }
  return { files, leftOut };
}

/** What cannot be looked at is judged as a file, and its report says why. */
function isFolder(name: string): boolean {
  try {
    return lstatSync(name).isDirectory();
  } catch {
    return false;
  }
}
