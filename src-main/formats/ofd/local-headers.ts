import type { ByteSource } from '../byte-source.ts';
import { refusal } from './refusal.ts';
import type { DirectoryRecord } from './zip-directory.ts';

/** What the local header of an entry adds: where its data and its record end. Offsets are absolute. */
export interface LocalRecord {
  readonly dataStart: number;
  readonly dataEnd: number;
  readonly hasDescriptor: boolean;
}

const localSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
const localBytes = 30;
const wide = 0xffffffff;
/** Bits that change what an entry contains: encrypted, descriptor, patch, strong encryption, UTF-8, masked. */
const comparedFlags = 0x1 | 0x8 | 0x20 | 0x40 | 0x800 | 0x2000;

/**
 * Reads the local header and holds it to the directory: a stream reader sees the one, a central reader the other,
 * so name, method, flags, checksum and sizes must agree (attacks.md, table of readers).
 *
 * @throws DOC_HOSTILE naming the first field that differs
 */
export function readLocalHeader(
  source: ByteSource,
  record: DirectoryRecord,
  archiveStart: number,
  path: string,
): LocalRecord {
  const { entry } = record;
  const start = archiveStart + entry.relativeOffsetOfLocalHeader;
  const header = Buffer.from(source.read(start, localBytes));
  if (header.length < localBytes || header.readUInt32LE(0) !== localSignature) {
    throw refusal('DOC_BROKEN', 'zip-local-header', { path });
  }
  const nameBytes = header.readUInt16LE(26);
  const extraBytes = header.readUInt16LE(28);
  const variable = Buffer.from(source.read(start + localBytes, nameBytes + extraBytes));
  const differs = (field: string) => refusal('DOC_HOSTILE', 'zip-header-mismatch', { path, field });

  if (!variable.subarray(0, nameBytes).equals(entry.fileNameRaw)) throw differs('name');
  if (header.readUInt16LE(8) !== entry.compressionMethod) throw differs('method');
  const flags = header.readUInt16LE(6);
  if ((flags & comparedFlags) !== (entry.generalPurposeBitFlag & comparedFlags)) throw differs('flags');
  const hasDescriptor = (flags & 0x8) !== 0;
  const stated = readSizes(header, variable.subarray(nameBytes));
  const isDeferred = hasDescriptor && header.readUInt32LE(14) === 0 && stated.compressed === 0;
  if (!isDeferred) {
    if (header.readUInt32LE(14) !== entry.crc32) throw differs('crc');
    if (stated.compressed !== entry.compressedSize || stated.inflated !== entry.uncompressedSize) throw differs('size');
  }
  const dataStart = start + localBytes + nameBytes + extraBytes;
  const dataEnd = dataStart + entry.compressedSize;
  if (dataEnd > source.size) throw refusal('DOC_BROKEN', 'zip-local-header', { path });
  return { dataStart, dataEnd, hasDescriptor };
}

function readSizes(header: Buffer, extra: Buffer): { compressed: number; inflated: number } {
  const compressed = header.readUInt32LE(18);
  const inflated = header.readUInt32LE(22);
  if (compressed !== wide && inflated !== wide) return { compressed, inflated };
  const field = zip64Field(extra);
  let at = 0;
  const next = (value: number): number => {
    if (value !== wide || !field || field.length < at + 8) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  const wideInflated = next(inflated);
  return { compressed: next(compressed), inflated: wideInflated };
}

function zip64Field(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 0x0001) return extra.subarray(at + 4, end);
    at = end;
  }
  return null;
}

/**
 * Length of the data descriptor at `offset`, between the data and the next record.
 *
 * @param room bytes up to the next record; the descriptor must fill it exactly, so that nothing hides there
 * @returns 0 when there is none that repeats the directory
 */
export function descriptorLength(
  source: ByteSource,
  offset: number,
  room: number,
  expected: { crc32: number; compressedSize: number; uncompressedSize: number },
): number {
  if (room !== 12 && room !== 16 && room !== 20 && room !== 24) return 0;
  const bytes = Buffer.from(source.read(offset, room));
  if (bytes.length < room) return 0;
  const isSigned = room === 16 || room === 24;
  if (isSigned && bytes.readUInt32LE(0) !== descriptorSignature) return 0;
  const body = isSigned ? bytes.subarray(4) : bytes;
  const isWide = room >= 20;
  const compressed = isWide ? Number(body.readBigUInt64LE(4)) : body.readUInt32LE(4);
  const inflated = isWide ? Number(body.readBigUInt64LE(12)) : body.readUInt32LE(8);
  const repeats =
    body.readUInt32LE(0) === expected.crc32 &&
    compressed === expected.compressedSize &&
    inflated === expected.uncompressedSize;
  return repeats ? room : 0;
}
