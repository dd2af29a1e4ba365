import { crc32, deflateRawSync } from 'node:zlib';

/** The fields a header states; an attack states something else in one of the two places. */
export interface ZipHeader {
  name: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  compressed: number;
  inflated: number;
  extra: Uint8Array;
  attributes: number;
}

export interface RawZipEntry {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  /** Overrides of what the local header, the central directory, or both say. */
  readonly local?: Partial<ZipHeader>;
  readonly central?: Partial<ZipHeader>;
  readonly both?: Partial<ZipHeader>;
  /** The compressed data instead of the true one. */
  readonly data?: Uint8Array;
  readonly descriptor?: Uint8Array;
  /** Bytes before the local header. */
  readonly gap?: Uint8Array;
  /** Left out of the directory, or listed without a record of its own at the offset of the first entry. */
  readonly isHidden?: boolean;
  readonly isGhost?: boolean;
}

export interface RawZipFrame {
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly comment?: Uint8Array;
  /** Number of entries the end record states. */
  readonly count?: number;
  readonly directoryOffset?: number;
}

const text = (value: string | Uint8Array) => (typeof value === 'string' ? Buffer.from(value, 'utf8') : value);

/** Composes an archive byte by byte, so that a test can lie in any field. Honest unless told otherwise. */
export function rawZip(entries: readonly RawZipEntry[], frame: RawZipFrame = {}): Uint8Array {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  const add = (bytes: Uint8Array) => {
    body.push(bytes);
    offset += bytes.length;
  };
  for (const entry of entries) {
    if (entry.gap) add(entry.gap);
    const start = entry.isGhost ? 0 : offset;
    const content = text(entry.content);
    const data = entry.data ?? (entry.isStored ? content : deflateRawSync(content));
    const honest: ZipHeader = {
      name: text(entry.name),
      flags: 0x800,
      method: entry.isStored ? 0 : 8,
      crc: crc32(content),
      compressed: data.length,
      inflated: content.length,
      extra: new Uint8Array(),
      attributes: 0,
      ...entry.both,
    };
    if (!entry.isGhost) {
      add(localHeader({ ...honest, ...entry.local }));
      add(data);
      if (entry.descriptor) add(entry.descriptor);
    }
    if (!entry.isHidden) directory.push(centralHeader({ ...honest, ...entry.central }, start));
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  const comment = frame.comment ?? new Uint8Array();
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(frame.count ?? directory.length, 8);
  end.writeUInt16LE(frame.count ?? directory.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(frame.directoryOffset ?? offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const none = new Uint8Array();
  return Buffer.concat([frame.prefix ?? none, ...body, records, end, comment, frame.suffix ?? none]);
}

function fields(header: ZipHeader): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(header.flags, 2);
  bytes.writeUInt16LE(header.method, 4);
  bytes.writeUInt32LE(0x5a21_0000, 6);
  bytes.writeUInt32LE(header.crc >>> 0, 10);
  bytes.writeUInt32LE(header.compressed, 14);
  bytes.writeUInt32LE(header.inflated, 18);
  bytes.writeUInt16LE(header.name.length, 22);
  bytes.writeUInt16LE(header.extra.length, 24);
  return bytes;
}

function localHeader(header: ZipHeader): Uint8Array {
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields(header), header.name, header.extra]);
}

function centralHeader(header: ZipHeader, offset: number): Uint8Array {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(header.attributes >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const made = Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1');
  return Buffer.concat([made, fields(header), rest, header.name, header.extra]);
}
