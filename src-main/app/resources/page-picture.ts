import type { DocumentReader } from '#main/reader/document-reader.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { guardHeaders, type NamedFile } from './file-answer.ts';
import { contentTypes } from './resource-files.ts';

/** A header has little room: so many problems are named, and the rest is counted by nobody. */
const namedProblems = 20;

/**
 * One page of an OFD file as SVG, with what could not be drawn named in `x-sealkeeper-problems` (a JSON list,
 * percent-encoded). Pages of PDF are drawn by the screen itself.
 *
 * @param page 1-based
 * @throws DOC_PAGE_NOT_DRAWN for a file that is no OFD; STAMP_PAGE_NOT_FOUND, DOC_*
 */
export async function pagePicture(
  reader: DocumentReader,
  file: NamedFile,
  page: number,
  stamps: 'draw' | 'leave-out' = 'draw',
  signal?: AbortSignal,
): Promise<Response> {
  if (file.contentType !== contentTypes.OFD) throw new StationError('DOC_PAGE_NOT_DRAWN', { page });
  const { svg, problems } = await reader.drawPage(file.path, page, stamps, signal);
  const headers = {
    ...guardHeaders,
    'content-type': 'image/svg+xml; charset=utf-8',
    'x-sealkeeper-problems': encodeURIComponent(JSON.stringify(problems.slice(0, namedProblems))),
  };
  return new Response(svg, { headers });
}
