import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { FinishedDocument } from '#main/formats/prepared.ts';
import { copyPrefix, freeBytes, syncFolder, writeDurably } from '#main/platform/files.ts';
import { createSm3, type Sm3Hash } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** Names a stamped document will bear; both lie in one folder, so that the last step is a rename. */
export interface OutputPlace {
  readonly outputPath: string;
  readonly temporaryPath: string;
}

const reserveBytes = 200 * 1024 * 1024;

/**
 * Where the result goes: the original name with the entry number in front, which is unique.
 *
 * @throws STAMP_OUTPUT_EXISTS, STAMP_DISK_FULL (output x 3 + 200 MB must be free)
 */
export function planOutput(folder: string, fileName: string, entryText: string, originalBytes: number): OutputPlace {
  requireSpace(folder, originalBytes);
  const outputPath = path.join(folder, `${entryText}-${safeName(fileName)}`);
  if (fs.existsSync(outputPath)) throw new StationError('STAMP_OUTPUT_EXISTS', { file: outputPath });
  return { outputPath, temporaryPath: path.join(folder, `.${entryText}.part`) };
}

/**
 * The folder is there, made if need be, and has room.
 *
 * @param others bytes of results that are to lie there as well, such as the rest of a batch
 * @throws STAMP_DISK_FULL; STATION_STORAGE_FAILED for a folder that cannot be made
 */
export function requireSpace(folder: string, originalBytes: number, others = 0): void {
  const needed = originalBytes * 3 + others + reserveBytes;
  const free = storageFailure(folder, () => {
    fs.mkdirSync(folder, { recursive: true });
    return freeBytes(folder);
  });
  if (free >= needed) return;
  throw new StationError('STAMP_DISK_FULL', { needed: megabytes(needed), free: megabytes(free) });
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1048576)} MB`;

const isSafe = (character: string): boolean => character >= ' ' && !'\\/:*?"<>|'.includes(character);

/** File systems take 255 bytes (UTF-8) or 255 units (UTF-16) in a name; the entry number goes in front of this. */
const maxNameBytes = 220;

/** A name that no file system and no shell takes for something else; the end with the suffix is what is kept. */
function safeName(fileName: string): string {
  const characters = [...path.basename(fileName)].map((character) => (isSafe(character) ? character : '_'));
  let bytes = 0;
  const start = characters.findLastIndex((character) => (bytes += Buffer.byteLength(character)) > maxNameBytes);
  return characters.slice(start + 1).join('');
}

export interface WrittenDigests {
  readonly sm3: string;
  readonly sha256: string;
}

/** What the original left in the hash states, so that an appended part continues them without reading again. */
export interface OriginalStates {
  readonly path: string;
  readonly sm3: Sm3Hash;
  readonly sha256: ReturnType<typeof createHash>;
}

/** Writes the finished document under its temporary name, flushed to the disk. @returns its digests */
export function writeTemporary(
  place: OutputPlace,
  finished: FinishedDocument,
  original: OriginalStates,
): WrittenDigests {
  const sm3 = finished.keepsOriginal ? original.sm3.clone() : createSm3();
  const sha256 = finished.keepsOriginal ? original.sha256.copy() : createHash('sha256');
  function* digesting(): Iterable<Uint8Array> {
    for (const chunk of finished.chunks) {
      sm3.update(chunk);
      sha256.update(chunk);
      yield chunk;
    }
  }
  if (finished.keepsOriginal) copyPrefix(original.path, place.temporaryPath, digesting());
  else writeDurably(place.temporaryPath, digesting());
  return { sm3: Buffer.from(sm3.digest()).toString('hex'), sha256: sha256.digest('hex') };
}

/**
 * Gives the verified file its final name, without ever replacing another file: a link is made, which fails where a
 * file stands, and then the temporary name goes. File systems without links fall back to a rename. Doing it again
 * after a crash between the two is harmless.
 *
 * @throws STAMP_OUTPUT_EXISTS, STATION_STORAGE_FAILED
 */
export function release(place: OutputPlace): void {
  const { temporaryPath, outputPath } = place;
  if (!fs.existsSync(temporaryPath) && fs.existsSync(outputPath)) return;
  storageFailure(outputPath, () => {
    if (!isSameFile(temporaryPath, outputPath)) giveName(place);
    fs.rmSync(temporaryPath, { force: true });
  });
  syncFolder(path.dirname(outputPath));
}

function giveName({ temporaryPath, outputPath }: OutputPlace): void {
  try {
    fs.linkSync(temporaryPath, outputPath);
  } catch (error) {
    if (fs.existsSync(outputPath)) throw new StationError('STAMP_OUTPUT_EXISTS', { file: outputPath }, error);
    fs.renameSync(temporaryPath, outputPath);
  }
}

/** Two names of one file: a crash came between the link and the removal of the temporary name. */
function isSameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((file) => fs.statSync(file, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

function storageFailure<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof StationError) throw error;
    const detail = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new StationError('STATION_STORAGE_FAILED', { detail, path: file }, error);
  }
}

export function removeTemporary(place: OutputPlace): void {
  fs.rmSync(place.temporaryPath, { force: true });
}
