import fs from 'node:fs';
import path from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';

/**
 * Files whose loss or half-writing would matter.
 *
 * Durable means: the bytes were handed to the disk (fsync), not only to the operating system. A disk that lies about
 * its cache is beyond what a program can see.
 */

/** Nobody else on the PC reads what the station keeps; a released file is given wider rights by whoever releases it. */
const ownerOnly = 0o600;

/**
 * Write a whole file and hand it to the disk. An existing file of that name is replaced, so `path` should be a
 * temporary name beside the final place; {@link renameDurably} then gives it its name.
 *
 * A symbolic link, folder or device at `path` is refused (ATK-32). After a failure the half-written file is removed.
 *
 * @throws STATION_STORAGE_FAILED (disk full, no permission, device error)
 */
export function writeDurably(file: string, chunks: Iterable<Uint8Array>): void {
  refuseOtherThanFile(file);
  const flags = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_TRUNC;
  writeThrough(file, flags, chunks);
}

/**
 * Write `original` followed by `chunks` and hand it to the disk. The original's bytes are cloned by the file system
 * where it can do that, so a large document is not copied through this process.
 *
 * @throws STATION_STORAGE_FAILED
 */
export function copyPrefix(original: string, file: string, chunks: Iterable<Uint8Array>): void {
  refuseOtherThanFile(file);
  guarded(file, () => {
    fs.rmSync(file, { force: true });
    fs.copyFileSync(original, file, fs.constants.COPYFILE_FICLONE);
    fs.chmodSync(file, ownerOnly);
  });
  writeThrough(file, fs.constants.O_WRONLY | fs.constants.O_APPEND, chunks);
}

/**
 * Give a file its final name, for good: rename, then hand the folder entries to the disk. A file already there is
 * replaced in one step.
 *
 * @throws STATION_STORAGE_FAILED
 */
export function renameDurably(from: string, to: string): void {
  guarded(to, () => fs.renameSync(from, to));
  syncFolder(path.dirname(to));
  if (path.dirname(from) !== path.dirname(to)) syncFolder(path.dirname(from));
}

/** Remove a file if it is there, for good. @throws STATION_STORAGE_FAILED */
export function removeDurably(file: string): void {
  guarded(file, () => fs.rmSync(file, { force: true }));
  syncFolder(path.dirname(file));
}

/** Bytes an ordinary user may still write on the disk that holds `folder`. */
export function freeBytes(folder: string): number {
  const disk = fs.statfsSync(folder);
  return disk.bavail * disk.bsize;
}

/** Hand a folder's entries to the disk. Windows has no such call for folders; NTFS journals renames by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  guarded(folder, () => {
    const handle = fs.openSync(folder, fs.constants.O_RDONLY);
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

function writeThrough(file: string, flags: number, chunks: Iterable<Uint8Array>): void {
  // Windows has no O_NOFOLLOW, and creating links there needs a privilege.
  const handle = guarded(file, () => fs.openSync(file, flags | (fs.constants.O_NOFOLLOW ?? 0), ownerOnly));
  let isComplete = false;
  try {
    guarded(file, () => {
      for (const chunk of chunks) writeAll(handle, chunk);
      fs.fsyncSync(handle);
    });
    isComplete = true;
  } finally {
    fs.closeSync(handle);
    if (!isComplete) fs.rmSync(file, { force: true });
  }
}

function refuseOtherThanFile(file: string): void {
  const found = guarded(file, () => fs.lstatSync(file, { throwIfNoEntry: false }));
  if (found && !found.isFile()) throw new StationError('STATION_STORAGE_FAILED', { detail: 'not a file', path: file });
}

function writeAll(handle: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += fs.writeSync(handle, bytes, written, bytes.length - written);
}

function guarded<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StationError('STATION_STORAGE_FAILED', { detail: error.code, path: file }, error);
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** A file read by ranges. The same shape as the formats' byte source, so parsers take it as it is. */
export interface FileSource {
  /** Bytes; fixed when the file was opened. */
  readonly size: number;
  /** Bytes `[offset, offset + length)`, cut at the end. Not to be written into; valid after closing too. */
  read(offset: number, length: number): Uint8Array;
  /** The same into memory of the caller; nothing is kept of it. @returns how many bytes were read */
  readInto(target: Uint8Array, offset: number): number;
  /** For who reads it by offsets in another way; good until the source is closed. */
  descriptor(): number;
  close(): void;
}

const windowBytes = 64 * 1024;
const keptWindows = 32;

/**
 * Open a file for reading by ranges. Short reads come from the last windows of 64 KiB, because parsers jump around a
 * few places; a range longer than a window is read directly. At most 2 MiB are held, whatever the size of the file.
 *
 * A file that shrinks while it is open gives short reads, never bytes of its own making.
 */
export function fileSource(file: string): FileSource {
  const handle = fs.openSync(file, fs.constants.O_RDONLY);
  const size = fs.fstatSync(handle).size;
  const windows = new Map<number, Uint8Array>();

  function readWindow(number: number): Uint8Array {
    const kept = windows.get(number);
    if (kept) {
      windows.delete(number);
      windows.set(number, kept);
      return kept;
    }
    const start = number * windowBytes;
    const fresh = readFully(handle, start, Math.min(windowBytes, size - start));
    windows.set(number, fresh);
    const [oldest] = windows.keys();
    if (windows.size > keptWindows && oldest !== undefined) windows.delete(oldest);
    return fresh;
  }

  return {
    size,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (offset < 0 || end <= offset) return new Uint8Array(0);
      const first = Math.floor(offset / windowBytes);
      const isInOneWindow = Math.floor((end - 1) / windowBytes) === first;
      if (!isInOneWindow) return readFully(handle, offset, end - offset);
      return readWindow(first).subarray(offset - first * windowBytes, end - first * windowBytes);
    },
    readInto(target, offset) {
      return offset < 0 ? 0 : fill(handle, target.subarray(0, Math.max(0, size - offset)), offset);
    },
    descriptor: () => handle,
    close() {
      windows.clear();
      fs.closeSync(handle);
    },
  };
}

function readFully(handle: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, fill(handle, bytes, offset));
}

/** @returns how many bytes were there */
function fill(handle: number, target: Uint8Array, offset: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = fs.readSync(handle, target, filled, target.length - filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}
