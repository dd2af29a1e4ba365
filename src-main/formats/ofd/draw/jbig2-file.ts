/** A JBIG2 picture (ITU-T T.88) as decoders of PDF want it: segments one after the other, without a file header. */
export interface Jbig2Stream {
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

const magic = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a];
const pageInformation = 48;
const unknownLength = 0xffffffff;
const mostSegments = 10_000;

interface Segment {
  readonly type: number;
  readonly headBytes: Uint8Array;
  /** Offset behind the header. */
  readonly end: number;
  readonly dataLength: number;
}

/** Null when the bytes are no JBIG2, or say no size. OFD files hold whole files and bare streams alike. */
export function readJbig2(bytes: Uint8Array): Jbig2Stream | null {
  const hasHead = magic.every((byte, at) => bytes[at] === byte);
  const flags = hasHead ? (bytes[8] ?? 0) : 1;
  const start = hasHead ? ((flags & 2) === 0 ? 13 : 9) : 0;
  const isSequential = (flags & 1) === 1;
  const stream = isSequential ? bytes.subarray(start) : inOrder(bytes, start);
  const page = stream && firstPage(stream);
  return stream && page ? { bytes: stream, ...page } : null;
}

/** Size in the first page information segment; everything before it is passed over. */
function firstPage(stream: Uint8Array): { widthPx: number; heightPx: number } | null {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  let at = 0;
  for (let count = 0; count < mostSegments; count += 1) {
    const segment = readHeader(stream, view, at);
    if (!segment) return null;
    if (segment.type === pageInformation && segment.end + 8 <= stream.length) {
      const [widthPx, heightPx] = [view.getUint32(segment.end), view.getUint32(segment.end + 4)];
      return widthPx > 0 && heightPx > 0 && heightPx !== unknownLength ? { widthPx, heightPx } : null;
    }
    at = segment.end + segment.dataLength;
  }
  return null;
}

/** In a file for random access all headers stand before all data; a stream has each beside its data. */
function inOrder(bytes: Uint8Array, start: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const endOfFile = 51;
  const segments: Segment[] = [];
  for (let at = start; segments.length < mostSegments && segments.at(-1)?.type !== endOfFile;) {
    const segment = readHeader(bytes, view, at);
    if (!segment || segment.dataLength === unknownLength) return null;
    segments.push(segment);
    at = segment.end;
  }
  const parts: Uint8Array[] = [];
  let data = segments.at(-1)?.end ?? bytes.length;
  for (const { headBytes, dataLength } of segments) {
    if (data + dataLength > bytes.length) return null;
    parts.push(headBytes, bytes.subarray(data, data + dataLength));
    data += dataLength;
  }
  return Buffer.concat(parts);
}

/** Clause 7.2: number, type, segments it builds on, page, length. Null when it does not fit into the bytes. */
function readHeader(bytes: Uint8Array, view: DataView, start: number): Segment | null {
  if (start + 11 > bytes.length) return null;
  const number = view.getUint32(start);
  const flags = bytes[start + 4] ?? 0;
  const short = (bytes[start + 5] ?? 0) >> 5;
  const count = short === 7 ? view.getUint32(start + 5) & 0x1fffffff : short;
  const retained = short === 7 ? 4 + Math.ceil((count + 1) / 8) : 1;
  const numberBytes = number <= 256 ? 1 : number <= 65_536 ? 2 : 4;
  const pageBytes = (flags & 0x40) === 0 ? 1 : 4;
  const lengthAt = start + 5 + retained + count * numberBytes + pageBytes;
  if (lengthAt + 4 > bytes.length) return null;
  const end = lengthAt + 4;
  return { type: flags & 0x3f, headBytes: bytes.subarray(start, end), end, dataLength: view.getUint32(lengthAt) };
}
