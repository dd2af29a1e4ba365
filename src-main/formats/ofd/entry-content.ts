import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { refusal } from './refusal.ts';
import type { ZipEntry } from './zip-entry.ts';

const chunkBytes = 1 << 20;
/** Entries up to here are inflated in one call, which for thousands of small pages is far quicker than streams. */
const oneCallBytes = 8 << 20;

/**
 * The content of an entry, inflated, counted and checked against its stated size and CRC.
 *
 * @throws DOC_HOSTILE when the size lies or bytes hide behind the compressed data; DOC_BROKEN when the data is damaged
 */
export async function* entryChunks(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.inflatedBytes <= oneCallBytes && entry.compressedBytes <= oneCallBytes) {
    yield readEntry(source, entry);
    return;
  }
  let bytes = 0;
  let sum = 0;
  for await (const chunk of entry.method === 0 ? storedChunks(source, entry) : inflatedChunks(source, entry)) {
    bytes += chunk.length;
    if (bytes > entry.inflatedBytes) throw refusal('DOC_HOSTILE', 'zip-size', { path: entry.path });
    source.inflated?.(chunk.length);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  checkContent(entry, bytes, sum);
}

/** The whole content in one array; see `entryChunks` for what it throws. */
export function readEntry(source: ByteSource, entry: ZipEntry): Uint8Array {
  const stored = source.read(entry.dataStart, entry.compressedBytes);
  const content = entry.method === 0 ? stored : inflateAtOnce(stored, entry);
  checkContent(entry, content.length, crc32(content));
  source.inflated?.(content.length);
  return content;
}

function inflateAtOnce(deflated: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    // One byte of room more than stated shows a longer stream without inflating it.
    const result = inflateRawSync(deflated, { maxOutputLength: entry.inflatedBytes + 1, info: true });
    const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== deflated.length) throw hiddenBytes(entry, deflated.length - engine.bytesWritten);
    return buffer;
  } catch (error) {
    throw inflateFailure(entry, error);
  }
}

function* storedChunks(source: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  for (let at = 0; at < entry.compressedBytes; at += chunkBytes) {
    yield source.read(entry.dataStart + at, Math.min(chunkBytes, entry.compressedBytes - at));
  }
}

async function* inflatedChunks(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  const deflated = Readable.from(storedChunks(source, entry), { objectMode: false });
  pipeline(deflated, inflate, () => undefined);
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array;
  } catch (error) {
    throw inflateFailure(entry, error);
  }
  if (inflate.bytesWritten !== entry.compressedBytes) {
    throw hiddenBytes(entry, entry.compressedBytes - inflate.bytesWritten);
  }
}

function hiddenBytes(entry: ZipEntry, bytes: number): Error {
  return refusal('DOC_HOSTILE', 'zip-unlisted-bytes', { path: entry.path, offset: entry.localStart, bytes });
}

function inflateFailure(entry: ZipEntry, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return refusal('DOC_HOSTILE', 'zip-size', { path: entry.path }, error);
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return refusal('DOC_BROKEN', 'zip-data', { path: entry.path }, error);
  }
  return error;
}

function checkContent(entry: ZipEntry, bytes: number, sum: number): void {
  if (bytes !== entry.inflatedBytes) throw refusal('DOC_HOSTILE', 'zip-size', { path: entry.path });
  if (sum !== entry.crc32) throw refusal('DOC_BROKEN', 'zip-crc', { path: entry.path });
}
