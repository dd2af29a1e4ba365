import type { ByteSource } from '#main/formats/byte-source.ts';
import { readOfdPageSizes } from '#main/formats/ofd/document-facts.ts';
import { openOfd, type OfdPackage } from '#main/formats/ofd/package.ts';
import { pageGeometry } from '#main/formats/pdf/page-geometry.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

export interface PageSizes {
  readonly count: number;
  /** Size of a page as it is shown. @param page 1-based @throws STAMP_PAGE_NOT_FOUND */
  size(page: number): { readonly widthMm: number; readonly heightMm: number };
}

/** Pages of a document and how large each is shown. @throws DOC_* */
export async function pageSizes(format: DocumentFormat, source: ByteSource): Promise<PageSizes> {
  if (format === 'PDF') {
    const file = openPdf(source);
    return { count: file.pageCount, size: (page) => pageGeometry(file.objects, file.pages.page(page)) };
  }
  return ofdPageSizes(await openOfd(source));
}

/** The same of a package that is open. @throws DOC_BROKEN */
export function ofdPageSizes(pkg: OfdPackage): PageSizes {
  const pages = readOfdPageSizes(pkg);
  return {
    count: pages.length,
    size: (page) => {
      const found = pages[page - 1];
      if (!found) throw new StationError('STAMP_PAGE_NOT_FOUND', { page, pages: pages.length });
      return found;
    },
  };
}
