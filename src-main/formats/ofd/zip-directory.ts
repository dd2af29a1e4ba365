import { PassThrough, type Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl';
import type { ByteSource } from '../byte-source.ts';
import type { OfdLimits } from './package-limits.ts';
import { refusal } from './refusal.ts';
import type { ZipEnd } from './zip-end.ts';

/** One record of the central directory, with the raw bytes it was read from. Offsets count from the archive start. */
export interface DirectoryRecord {
  readonly entry: Entry;
  /** Absolute offset of the record in the file. */
  readonly recordStart: number;
  readonly recordBytes: number;
}

/** yauzl reads through this; our sources are synchronous, and the window hides what lies around the archive. */
class WindowReader extends RandomAccessReader {
  readonly #source: ByteSource;
  readonly #start: number;

  constructor(source: ByteSource, start: number) {
    super();
    this.#source = source;
    this.#start = start;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const bytes = this.#source.read(this.#start + position, length);
    buffer.set(bytes, offset);
    callback(null, bytes.length);
  }

  /** Contents are inflated by `entry-content.ts`, which counts and checks; nothing is streamed through yauzl. */
  override _readStreamForRange(): Readable {
    return new PassThrough();
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

/**
 * The central directory, read by yauzl over exactly the bytes of the archive.
 *
 * @throws DOC_TOO_LARGE before reading when there are too many entries or their names too long; DOC_HOSTILE when the number of entries lies;
 * DOC_BROKEN when a record cannot be read
 */
export async function readDirectory(source: ByteSource, end: ZipEnd, limits: OfdLimits): Promise<DirectoryRecord[]> {
  if (end.entryCount > limits.maxEntries) {
    throw refusal('DOC_TOO_LARGE', 'too-many-entries', { actual: end.entryCount, limit: limits.maxEntries });
  }
  if (end.directoryBytes > limits.maxDirectoryBytes) {
    throw refusal('DOC_TOO_LARGE', 'too-many-bytes', { actual: end.directoryBytes, limit: limits.maxDirectoryBytes });
  }
  const records: DirectoryRecord[] = [];
  let recordStart = end.directoryStart;
  try {
    const window = end.archiveEnd - end.archiveStart;
    const zip = await fromRandomAccessReaderPromise(new WindowReader(source, end.archiveStart), window, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    for await (const entry of zip.eachEntry()) {
      const recordBytes = 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      records.push({ entry, recordStart, recordBytes });
      recordStart += recordBytes;
    }
  } catch (error) {
    throw refusal('DOC_BROKEN', 'zip-directory-place', {}, error);
  }
  // A directory longer or shorter than its records hides entries from one kind of reader.
  if (recordStart !== end.directoryStart + end.directoryBytes || records.length !== end.entryCount) {
    throw refusal('DOC_HOSTILE', 'zip-entry-count');
  }
  return records;
}
