import { StationError } from '#shared/errors/station-error.ts';
import type { OfdPage } from '../document-file.ts';
import type { OfdDocument, OfdPackage } from '../package.ts';

/**
 * @param documentIndex 0-based
 * @param pageNumber 1-based
 * @throws STAMP_PAGE_NOT_FOUND
 */
export function pageOf(
  pkg: OfdPackage,
  documentIndex: number,
  pageNumber: number,
): { document: OfdDocument; page: OfdPage } {
  const document = pkg.documents[documentIndex];
  const page = document?.pages[pageNumber - 1];
  if (!document || !page) {
    throw new StationError('STAMP_PAGE_NOT_FOUND', { page: pageNumber, pages: document?.pages.length ?? 0 });
  }
  return { document, page };
}
