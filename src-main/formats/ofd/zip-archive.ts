import type { Fact } from '#shared/model/verdict.ts';
import type { ByteSource } from '../byte-source.ts';
import { collisionKey, readEntryName, type NameNote } from './entry-names.ts';
import { descriptorLength, readLocalHeader, type LocalRecord } from './local-headers.ts';
import type { OfdLimits } from './package-limits.ts';
import { refusal } from './refusal.ts';
import { readDirectory, type DirectoryRecord } from './zip-directory.ts';
import { findZipEnd, type ZipEnd } from './zip-end.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface ZipArchive {
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[];
  /** `ofd.zipPrefix`, `ofd.zipSuffix`, `ofd.zipComment`, `ofd.zipNames`: tolerated, but shown in every report. */
  readonly warnings: readonly Fact[];
}

interface Listed {
  readonly record: DirectoryRecord;
  readonly path: string;
  readonly hasPortableName: boolean;
  readonly local: LocalRecord;
  localEnd: number;
}

/**
 * Opens the archive so that every reader would see the same files, or refuses: each byte between the first header
 * and the end belongs to exactly one entry, and the directory and the local headers say the same (ATK-30, ATK-31).
 */
export async function openArchive(source: ByteSource, limits: OfdLimits): Promise<ZipArchive> {
  const end = findZipEnd(source);
  const records = await readDirectory(source, end, limits);
  const nameNotes = new Map<NameNote, { count: number; path: string }>();
  const listed: Listed[] = records.map((record) => {
    const name = readEntryName(record.entry, limits);
    for (const note of name.notes) {
      nameNotes.set(note, { count: (nameNotes.get(note)?.count ?? 0) + 1, path: name.path });
    }
    checkKind(record, name.path);
    const local = readLocalHeader(source, record, end.archiveStart, name.path);
    return {
      record,
      path: name.path,
      hasPortableName: name.notes.length === 0,
      local,
      localEnd: local.dataEnd,
    };
  });
  checkSizes(listed, limits);
  checkCollisions(listed);
  const firstByte = checkLayout(source, listed, end);
  const warnings = [...outsideFacts(source, end, firstByte, limits), ...nameFacts(nameNotes)];
  return { entries: listed.map((item) => toEntry(item, end)), warnings };
}

function checkKind(record: DirectoryRecord, path: string): void {
  const { entry } = record;
  if (entry.isEncrypted()) throw refusal('DOC_HOSTILE', 'zip-encrypted-entry', { path });
  // The upper half holds the Unix mode when the writer set one: 0 unset, 4 folder, 8 plain file, 10 symbolic link.
  const kind = entry.externalFileAttributes >>> 28;
  if (kind !== 0 && kind !== 4 && kind !== 8) throw refusal('DOC_HOSTILE', 'zip-special-entry', { path });
  const method = entry.compressionMethod;
  if (method !== 0 && method !== 8) throw refusal('DOC_BROKEN', 'zip-method', { path, method });
  if (method === 0 && entry.compressedSize !== entry.uncompressedSize) {
    throw refusal('DOC_HOSTILE', 'zip-size', { path });
  }
  if (path.endsWith('/') && entry.uncompressedSize > 0) throw refusal('DOC_HOSTILE', 'zip-folder-content', { path });
}

function checkSizes(listed: readonly Listed[], limits: OfdLimits): void {
  let inflated = 0;
  let compressed = 0;
  for (const { record } of listed) {
    inflated += record.entry.uncompressedSize;
    compressed += record.entry.compressedSize;
  }
  if (inflated > limits.maxInflatedBytes) {
    throw refusal('DOC_TOO_LARGE', 'too-many-bytes', { actual: inflated, limit: limits.maxInflatedBytes });
  }
  if (inflated > limits.ratioFreeBytes && inflated > compressed * limits.maxRatio) {
    throw refusal('DOC_HOSTILE', 'zip-ratio', { bytes: inflated });
  }
}

function checkCollisions(listed: readonly Listed[]): void {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { path } of listed) {
    const isFolder = path.endsWith('/');
    const key = collisionKey(isFolder ? path.slice(0, -1) : path);
    const taken = isFolder ? folders : files;
    if (taken.has(key)) throw refusal('DOC_HOSTILE', 'zip-duplicate-name', { path });
    taken.add(key);
  }
  for (const { path } of listed) {
    const segments = collisionKey(path).split('/');
    for (let count = 2; count < segments.length; count += 1) {
      if (files.has(segments.slice(0, count).join('/'))) throw refusal('DOC_HOSTILE', 'zip-file-and-folder', { path });
    }
  }
}

/** Every byte from the first local header to the directory belongs to one entry. @returns the first such byte. */
function checkLayout(source: ByteSource, listed: readonly Listed[], end: ZipEnd): number {
  const inOrder = listed.toSorted((a, b) => localStart(a, end) - localStart(b, end));
  for (const [index, item] of inOrder.entries()) {
    const next = inOrder[index + 1];
    const nextStart = next ? localStart(next, end) : end.directoryStart;
    const room = nextStart - item.local.dataEnd;
    if (room < 0) throw refusal('DOC_HOSTILE', 'zip-overlap', { path: item.path });
    if (item.local.hasDescriptor) {
      item.localEnd += descriptorLength(source, item.local.dataEnd, room, item.record.entry);
    }
    if (item.localEnd !== nextStart) {
      throw refusal('DOC_HOSTILE', 'zip-unlisted-bytes', { offset: item.localEnd, bytes: nextStart - item.localEnd });
    }
  }
  const first = inOrder[0];
  return first ? localStart(first, end) : end.directoryStart;
}

function localStart(item: Listed, end: ZipEnd): number {
  return end.archiveStart + item.record.entry.relativeOffsetOfLocalHeader;
}

function outsideFacts(source: ByteSource, end: ZipEnd, firstByte: number, limits: OfdLimits): Fact[] {
  const suffixBytes = source.size - end.archiveEnd;
  if (firstByte > limits.maxPrefixBytes) throw refusal('DOC_HOSTILE', 'zip-prefix-too-long', { bytes: firstByte });
  const regions = [
    { check: 'ofd.zipPrefix', place: 'prefix', offset: 0, bytes: firstByte },
    { check: 'ofd.zipComment', place: 'comment', offset: end.archiveEnd - end.commentBytes, bytes: end.commentBytes },
    { check: 'ofd.zipSuffix', place: 'suffix', offset: end.archiveEnd, bytes: suffixBytes },
  ];
  const present = regions.filter(({ bytes }) => bytes > 0);
  for (const { place, offset, bytes } of present) {
    if (hasArchiveMark(source.read(offset, bytes))) throw refusal('DOC_HOSTILE', 'zip-second-archive', { place });
  }
  return present.map(({ check, bytes }) => ({ check, state: 'warn', reason: 'foreign-bytes', evidence: { bytes } }));
}

/** A header, directory or end record where none belongs would give some readers another package. */
function hasArchiveMark(bytes: Uint8Array): boolean {
  const region = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006'].some((mark) => region.includes(mark, 0, 'latin1'));
}

function nameFacts(notes: ReadonlyMap<NameNote, { count: number; path: string }>): Fact[] {
  return [...notes].map(([reason, evidence]) => ({ check: 'ofd.zipNames', state: 'warn', reason, evidence }));
}

function toEntry(item: Listed, end: ZipEnd): ZipEntry {
  const { entry, recordStart, recordBytes } = item.record;
  return {
    path: item.path,
    isFolder: item.path.endsWith('/'),
    hasPortableName: item.hasPortableName,
    method: entry.compressionMethod === 0 ? 0 : 8,
    crc32: entry.crc32,
    compressedBytes: entry.compressedSize,
    inflatedBytes: entry.uncompressedSize,
    localStart: localStart(item, end),
    dataStart: item.local.dataStart,
    localEnd: item.localEnd,
    directoryStart: recordStart,
    directoryBytes: recordBytes,
  };
}
