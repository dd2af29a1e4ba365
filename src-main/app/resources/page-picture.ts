import { openOfd, type OfdPackage } from '#main/formats/ofd/package.ts';
import { fileSource } from '#main/platform/files.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { guardHeaders, type NamedFile } from './file-answer.ts';
import { contentTypes } from './resource-files.ts';

/** Draws one page of an OFD package. @param documentIndex 0-based @param page 1-based */
export type DrawOfdPage = (
  pkg: OfdPackage,
  documentIndex: number,
  page: number,
) => { readonly svg: string; readonly problems: readonly string[] };

/**
 * One page of an OFD file as SVG, with what could not be drawn named in `x-sealkeeper-problems` (a JSON list,
 * percent-encoded). Pages of PDF are drawn by the screen itself.
 *
 * @throws DOC_PAGE_NOT_DRAWN, STAMP_PAGE_NOT_FOUND, DOC_*
 */
export async function pagePicture(file: NamedFile, page: number, draw: DrawOfdPage | null): Promise<Response> {
  if (draw === null || file.contentType !== contentTypes.OFD) throw new StationError('DOC_PAGE_NOT_DRAWN', { page });
  const source = fileSource(file.path);
  try {
    const pkg = await openOfd(source);
    const pages = pkg.documents[0]?.pages.length ?? 0;
    if (page < 1 || page > pages) throw new StationError('STAMP_PAGE_NOT_FOUND', { page, pages });
    const { svg, problems } = draw(pkg, 0, page);
    const headers = {
      ...guardHeaders,
      'content-type': 'image/svg+xml; charset=utf-8',
      'x-sealkeeper-problems': encodeURIComponent(JSON.stringify(problems)),
    };
    return new Response(svg, { headers });
  } finally {
    source.close();
  }
}
