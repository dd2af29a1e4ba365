import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { rawZip } from './raw-zip.ts';

export type FileEdits = Readonly<Record<string, string | Uint8Array | null | ((text: string) => string)>>;

/**
 * The package with files changed, added or (null) removed, packed anew with correct checksums: what an attacker with a
 * ZIP tool can do. Paths are absolute.
 */
export async function editOfd(bytes: Uint8Array, edits: FileEdits): Promise<Uint8Array> {
  const pkg = await openOfd(memorySource(bytes));
  const contents = new Map<string, string | Uint8Array>([...pkg.files.keys()].map((path) => [path, pkg.read(path)]));
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) contents.delete(path);
    else if (typeof edit === 'function') contents.set(path, edit(new TextDecoder().decode(pkg.read(path))));
    else contents.set(path, edit);
  }
  return rawZip([...contents].map(([path, content]) => ({ name: path.slice(1), content })));
}
