/** One file or folder of the package, checked against its local header. Offsets are absolute in the source. */
export interface ZipEntry {
  /** Absolute path in the package, `/`-separated; a folder ends with `/`. */
  readonly path: string;
  readonly isFolder: boolean;
  /** False when the archive names it in GB 18030, in undeclared UTF-8 or with back-slashes: other readers differ. */
  readonly hasPortableName: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  /** The local header begins here ... */
  readonly localStart: number;
  readonly dataStart: number;
  /** ... and the record, with its data descriptor, ends before this offset: the range to copy untouched. */
  readonly localEnd: number;
  /** The record in the central directory, for copying it untouched but for the offset. */
  readonly directoryStart: number;
  readonly directoryBytes: number;
}
