import { crc32, deflateRawSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import type { ZipEntry } from './zip-entry.ts';

/**
 * A part of the new archive: an entry of the old one copied as it is, one whose name alone is written anew in UTF-8,
 * or a new file.
 */
export type ZipPart =
  | { readonly kept: ZipEntry }
  | { readonly renamed: ZipEntry }
  | { readonly path: string; readonly content: Uint8Array };

const copyBytes = 1 << 20;
const wide16 = 0xffff;
const wide32 = 0xffffffff;
const utf8Flag = 0x800;

/**
 * Writes an archive. Kept entries keep every byte of their local record and of their directory record but the offset,
 * so what earlier signatures protect is not even compressed again.
 *
 * @param at time stamp of the new entries, written as Chinese legal time (UTC+8) on every machine
 * @returns the bytes in order; the same arguments give the same bytes
 */
export function* writeArchive(source: ByteSource, parts: readonly ZipPart[], at: Date): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const start = offset;
    const written = recordOf(source, part, at);
    for (const chunk of written.local) {
      offset += chunk.length;
      yield chunk;
    }
    directory.push(placedAt(written.central, start));
  }
  let directoryBytes = 0;
  for (const record of directory) {
    directoryBytes += record.length;
    yield record;
  }
  yield endRecord(parts.length, directoryBytes, offset);
}

interface WrittenRecord {
  readonly local: Iterable<Uint8Array>;
  /** Directory record whose offset is still to be set. */
  readonly central: Buffer;
}

function keptRecord(source: ByteSource, entry: ZipEntry): WrittenRecord {
  const central = Buffer.from(source.read(entry.directoryStart, entry.directoryBytes));
  return { local: copyRange(source, entry.localStart, entry.localEnd), central };
}

function* copyRange(source: ByteSource, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += copyBytes) yield source.read(at, Math.min(copyBytes, end - at));
}

function recordOf(source: ByteSource, part: ZipPart, at: Date): WrittenRecord {
  if ('kept' in part) return keptRecord(source, part.kept);
  if ('renamed' in part) {
    const { path, method, crc32: sum, compressedBytes, inflatedBytes, dataStart } = part.renamed;
    const data = copyRange(source, dataStart, dataStart + compressedBytes);
    return plainRecord({ path, method, sum, compressedBytes, inflatedBytes, at }, data);
  }
  const { path, content } = part;
  const deflated = deflateRawSync(content, { level: 9 });
  const isSmaller = deflated.length < content.length;
  const data = isSmaller ? deflated : content;
  const sizes = { compressedBytes: data.length, inflatedBytes: content.length };
  return plainRecord({ path, method: isSmaller ? 8 : 0, sum: crc32(content), ...sizes, at }, [data]);
}

interface PlainHeader {
  readonly path: string;
  readonly method: 0 | 8;
  readonly sum: number;
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  readonly at: Date;
}

function plainRecord(header: PlainHeader, data: Iterable<Uint8Array>): WrittenRecord {
  const name = Buffer.from(header.path.slice(1), 'utf8');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Flag, 2);
  fields.writeUInt16LE(header.method, 4);
  fields.writeUInt32LE(dosDateTime(header.at), 6);
  fields.writeUInt32LE(header.sum, 10);
  fields.writeUInt32LE(header.compressedBytes, 14);
  fields.writeUInt32LE(header.inflatedBytes, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name]);
  const made = Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1');
  return { local: chain([local], data), central: Buffer.concat([made, fields, Buffer.alloc(14), name]) };
}

function* chain(head: Iterable<Uint8Array>, tail: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield* head;
  yield* tail;
}

/** MS-DOS date in the upper half, time in the lower, at UTC+8. */
function dosDateTime(at: Date): number {
  const china = new Date(at.getTime() + 8 * 3_600_000);
  const year = Math.min(Math.max(china.getUTCFullYear(), 1980), 2107);
  const date = ((year - 1980) << 9) | ((china.getUTCMonth() + 1) << 5) | china.getUTCDate();
  const time = (china.getUTCHours() << 11) | (china.getUTCMinutes() << 5) | (china.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}

const offsetField = 42;
const nameLengthField = 28;
const extraLengthField = 30;

/** The directory record with its offset: in the fixed field, or in its ZIP64 field where the record has one for it. */
function placedAt(central: Buffer, offset: number): Buffer {
  if (central.readUInt32LE(offsetField) === wide32) {
    const at = wideOffsetPosition(central);
    if (at !== null) {
      central.writeBigUInt64LE(BigInt(offset), at);
      return central;
    }
  }
  if (offset < wide32) {
    central.writeUInt32LE(offset, offsetField);
    return central;
  }
  return withWideOffset(central, offset);
}

/** Position of the offset inside the ZIP64 extra field: after the sizes that are there. */
function wideOffsetPosition(central: Buffer): number | null {
  const field = findWideField(central);
  if (!field) return null;
  const sizes = [20, 24].filter((position) => central.readUInt32LE(position) === wide32).length;
  const at = field.start + 4 + sizes * 8;
  return at + 8 <= field.end ? at : null;
}

function findWideField(central: Buffer): { start: number; end: number } | null {
  const first = 46 + central.readUInt16LE(nameLengthField);
  const end = first + central.readUInt16LE(extraLengthField);
  for (let at = first; at + 4 <= end;) {
    const next = at + 4 + central.readUInt16LE(at + 2);
    if (central.readUInt16LE(at) === 0x0001) return { start: at, end: Math.min(next, end) };
    at = next;
  }
  return null;
}

/** Appends the offset to the ZIP64 field, or a field of its own before the others. */
function withWideOffset(central: Buffer, offset: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE(BigInt(offset));
  const field = findWideField(central);
  const at = field ? field.end : 46 + central.readUInt16LE(nameLengthField);
  const inserted = field ? value : Buffer.concat([Buffer.from([1, 0, 8, 0]), value]);
  const placed = Buffer.concat([central.subarray(0, at), inserted, central.subarray(at)]);
  if (field) placed.writeUInt16LE(placed.readUInt16LE(field.start + 2) + 8, field.start + 2);
  placed.writeUInt16LE(placed.readUInt16LE(extraLengthField) + inserted.length, extraLengthField);
  placed.writeUInt32LE(wide32, offsetField);
  return placed;
}

function endRecord(count: number, directoryBytes: number, directoryStart: number): Buffer {
  const isWide = count >= wide16 || directoryBytes >= wide32 || directoryStart >= wide32;
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(Math.min(count, wide16), 8);
  end.writeUInt16LE(Math.min(count, wide16), 10);
  end.writeUInt32LE(Math.min(directoryBytes, wide32), 12);
  end.writeUInt32LE(Math.min(directoryStart, wide32), 16);
  return isWide ? Buffer.concat([wideEndRecord(count, directoryBytes, directoryStart), end]) : end;
}

function wideEndRecord(count: number, directoryBytes: number, directoryStart: number): Buffer {
  const record = Buffer.alloc(76);
  record.write('PK\u0006\u0006', 0, 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(directoryStart), 48);
  record.write('PK\u0006\u0007', 56, 'latin1');
  record.writeBigUInt64LE(BigInt(directoryStart + directoryBytes), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
