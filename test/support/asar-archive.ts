import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file of an asar archive; a file beside the archive lies in `<archive>.unpacked`. */
export interface ArchivedFile {
  readonly path: string;
  readonly isUnpacked: boolean;
  readonly size: number;
  readonly offset: number;
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
}

/**
 * Reads the list of an asar archive: four lengths of 32 bits, of which the second is that of the header's frame and
 * the fourth that of the JSON, then the JSON, then the files.
 */
export function listArchive(archive: string): { readonly files: readonly ArchivedFile[]; readonly bytes: Buffer } {
  const bytes = readFileSync(archive);
  const start = 8 + bytes.readUInt32LE(4);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Node;
  const walk = (node: Node, path: string): ArchivedFile[] =>
    Object.entries(node.files ?? {}).flatMap(([name, child]) => {
      const here = path === '' ? name : `${path}/${name}`;
      if (child.files) return walk(child, here);
      const isUnpacked = child.unpacked === true;
      return [{ path: here, isUnpacked, size: child.size ?? 0, offset: start + Number(child.offset ?? 0) }];
    });
  return { files: walk(header, ''), bytes };
}

/** Lays the whole program out in a folder, as Electron would see it. */
export function extractArchive(archive: string, folder: string): void {
  const { files, bytes } = listArchive(archive);
  for (const { path, isUnpacked, size, offset } of files) {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    if (isUnpacked) copyFileSync(join(`${archive}.unpacked`, path), to);
    else writeFileSync(to, bytes.subarray(offset, offset + size));
  }
}
