import type { ByteSource } from '#main/formats/byte-source.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

/** Real files carry bytes before the header; readers look for it within the first kilobyte. */
const headWindow = 1024;

/**
 * What a file is, judged by its content and never by its extension.
 *
 * @throws DOC_EMPTY, DOC_FORMAT_UNKNOWN
 */
export function detectFormat(source: ByteSource): DocumentFormat {
  if (source.size === 0) throw new StationError('DOC_EMPTY');
  const head = Buffer.from(source.read(0, headWindow)).toString('latin1');
  if (head.includes('%PDF-')) return 'PDF';
  if (head.includes('PK\u0003\u0004')) return 'OFD';
  throw new StationError('DOC_FORMAT_UNKNOWN');
}
