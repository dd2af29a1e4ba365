import type { ByteSource } from '../byte-source.ts';
import { refusal } from './refusal.ts';

/**
 * Where the archive lies inside the file, all offsets absolute. Real files have vendor bytes before the archive
 * (their directory then counts from the archive, not from the file) or after it.
 */
export interface ZipEnd {
  /** Offset that the directory calls 0. */
  readonly archiveStart: number;
  readonly directoryStart: number;
  readonly directoryBytes: number;
  readonly entryCount: number;
  readonly commentBytes: number;
  /** First byte after the archive and its comment. */
  readonly archiveEnd: number;
}

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
/** The longest comment, and as much again for bytes after the archive. */
const tailBytes = 2 * 0xffff + endBytes;

/**
 * Finds the end record from the tail. The last record in the file is the only candidate: falling back to an earlier
 * one would let two readers choose different directories.
 *
 * @throws DOC_BROKEN when there is none or when it does not fit the file
 */
export function findZipEnd(source: ByteSource): ZipEnd {
  const tailStart = Math.max(0, source.size - tailBytes);
  const tail = Buffer.from(source.read(tailStart, source.size - tailStart));
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endSignature) return readEnd(source, tailStart + at, tail.subarray(at));
  }
  throw refusal('DOC_BROKEN', 'zip-not-zip');
}

function readEnd(source: ByteSource, endStart: number, record: Buffer): ZipEnd {
  if (record.readUInt16LE(4) !== 0 && record.readUInt16LE(4) !== 0xffff) throw refusal('DOC_BROKEN', 'zip-multi-disk');
  const commentBytes = record.readUInt16LE(20);
  const archiveEnd = endStart + endBytes + commentBytes;
  if (archiveEnd > source.size) throw refusal('DOC_BROKEN', 'zip-directory-place');
  const stated = {
    entryCount: record.readUInt16LE(10),
    directoryBytes: record.readUInt32LE(12),
    directoryOffset: record.readUInt32LE(16),
  };
  if (record.readUInt16LE(8) !== stated.entryCount) throw refusal('DOC_HOSTILE', 'zip-entry-count');
  const wide = readEnd64(source, endStart);
  const directoryEnd = wide ? wide.start : endStart;
  const values = wide ?? stated;
  if (wide && !agrees(stated, wide)) throw refusal('DOC_HOSTILE', 'zip-wide-records');
  const directoryStart = directoryEnd - values.directoryBytes;
  const archiveStart = directoryStart - values.directoryOffset;
  if (directoryStart < 0 || archiveStart < 0) throw refusal('DOC_BROKEN', 'zip-directory-place');
  if (wide && archiveStart + wide.locatedAt !== wide.start) throw refusal('DOC_HOSTILE', 'zip-wide-records');
  const { directoryBytes, entryCount } = values;
  return { archiveStart, directoryStart, directoryBytes, entryCount, commentBytes, archiveEnd };
}

interface WideEnd {
  readonly start: number;
  readonly locatedAt: number;
  readonly entryCount: number;
  readonly directoryBytes: number;
  readonly directoryOffset: number;
}

/** The ZIP64 record, which every known writer puts right before its locator. */
function readEnd64(source: ByteSource, endStart: number): WideEnd | null {
  const locatorStart = endStart - locatorBytes;
  if (locatorStart < end64Bytes) return null;
  const locator = Buffer.from(source.read(locatorStart, locatorBytes));
  if (locator.readUInt32LE(0) !== locatorSignature) return null;
  const start = locatorStart - end64Bytes;
  const record = Buffer.from(source.read(start, end64Bytes));
  if (record.readUInt32LE(0) !== end64Signature || record.readBigUInt64LE(4) !== BigInt(end64Bytes - 12)) {
    throw refusal('DOC_BROKEN', 'zip-wide-records');
  }
  if (record.readUInt32LE(16) !== 0) throw refusal('DOC_BROKEN', 'zip-multi-disk');
  return {
    start,
    locatedAt: safeNumber(locator.readBigUInt64LE(8)),
    entryCount: safeNumber(record.readBigUInt64LE(32)),
    directoryBytes: safeNumber(record.readBigUInt64LE(40)),
    directoryOffset: safeNumber(record.readBigUInt64LE(48)),
  };
}

function safeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw refusal('DOC_HOSTILE', 'zip-wide-records');
  return Number(value);
}

/** The short record must repeat the wide one wherever it does not say "see the wide one". */
function agrees(
  stated: { entryCount: number; directoryBytes: number; directoryOffset: number },
  wide: WideEnd,
): boolean {
  return (
    (stated.entryCount === 0xffff || stated.entryCount === wide.entryCount) &&
    (stated.directoryBytes === 0xffffffff || stated.directoryBytes === wide.directoryBytes) &&
    (stated.directoryOffset === 0xffffffff || stated.directoryOffset === wide.directoryOffset)
  );
}
