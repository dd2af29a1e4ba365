import fs from 'node:fs';
import { fileSource, type FileSource } from '#main/platform/files.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { readRange } from './byte-range.ts';

/** One file to be handed out. */
export interface NamedFile {
  readonly path: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Only so many bytes from the beginning are handed out: a PDF as it was when it was signed. */
  readonly firstBytes?: number;
}

/** Headers of every answer with content: nothing is sniffed, framed, cached, or read by another origin. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox",
};

const chunkBytes = 256 * 1024;

/** Hands out a file, or the range of it that is asked for. @throws DOC_NOT_FOUND when it is gone */
export function fileAnswer(request: Request, file: NamedFile): Response {
  const source = openSource(file);
  const size = Math.min(source.size, file.firstBytes ?? source.size);
  const range = readRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    source.close();
    return new Response(null, { status: 416, headers: { ...guardHeaders, 'content-range': `bytes */${size}` } });
  }
  const { start, end } = range ?? { start: 0, end: size };
  const headers = {
    ...guardHeaders,
    'accept-ranges': 'bytes',
    'content-type': file.contentType,
    'content-length': String(end - start),
    'content-disposition': `attachment; filename*=UTF-8''${encodeRfc8187(file.fileName)}`,
    ...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || start === end) {
    source.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamOf(source, start, end), { status, headers });
}

function openSource({ path, fileName }: NamedFile): FileSource {
  try {
    if (!fs.statSync(path).isFile()) throw new StationError('DOC_NOT_FOUND', { file: fileName });
    return fileSource(path);
  } catch (error) {
    if (error instanceof StationError) throw error;
    throw new StationError('DOC_NOT_FOUND', { file: fileName }, error);
  }
}

/** Reads as fast as the reader takes it; the file is closed at the end and when the reader leaves. */
function streamOf(source: FileSource, start: number, end: number): ReadableStream<Uint8Array> {
  let offset = start;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = source.read(offset, Math.min(chunkBytes, end - offset));
      offset += chunk.length;
      // A file that shrank gives a body shorter than announced, which the reader notices.
      if (chunk.length > 0) controller.enqueue(Uint8Array.from(chunk));
      if (offset < end && chunk.length > 0) return;
      source.close();
      controller.close();
    },
    cancel: () => source.close(),
  });
}

function encodeRfc8187(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
