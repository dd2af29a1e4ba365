import type { FoundFile } from './verification-run.ts';

/** What one run judges at most; the rest is counted. */
const mostFiles = 10_000;
const mostDepth = 32;

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Files of folders that are no PDF and no OFD by their names, or beyond the bound. */
  readonly leftOut: number;
  readonly hasFolder: boolean;
}

const isInFolder = ({ path }: FoundFile): boolean => path.includes('/');

/** Of a folder the PDF and OFD by name, as on the command line; files chosen by themselves stay, whatever they are called. */
export function collectFiles(found: readonly FoundFile[]): FoundFiles {
  const files = found.filter((one) => !isInFolder(one) || /\.(pdf|ofd)$/i.test(one.path)).slice(0, mostFiles);
  const hasFolder = found.some(isInFolder);
  // Files somebody chose one by one stay in his order.
  const ordered = hasFolder ? files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) : files;
  return { files: ordered, leftOut: found.length - files.length, hasFolder };
}

/** Chosen in the system's dialog: a folder names the way to each file, files alone do not. */
export function chosenFiles(files: readonly File[]): FoundFiles {
  return collectFiles(files.map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/** Dropped: folders are walked through. The entries must be taken before anything is waited for. */
export async function droppedFiles(transfer: DataTransfer): Promise<FoundFiles> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return chosenFiles(plain);
  const found: FoundFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', 0, found);
  return collectFiles(found);
}

async function walk(entry: FileSystemEntry, above: string, depth: number, found: FoundFile[]): Promise<void> {
  // One more than is taken, so that what is left out is counted.
  if (found.length > 2 * mostFiles) return;
  const path = `${above}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    if (file) found.push({ path, file });
  } else if (depth < mostDepth) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (some.length === 0) return;
      for (const below of some) await walk(below, `${path}/`, depth + 1, found);
    }
  }
}
