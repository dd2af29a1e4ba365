import { StationError } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';
import { formatBox, formatMm, type Box } from './geometry.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { physicalBoxOf } from './page-area.ts';
import { refusal } from './refusal.ts';

/** Where a stamp goes in the words of Signature.xml: the page by its ID, the box in page space. */
export interface StampBox {
  readonly pageId: string;
  readonly boundary: Box;
}

/** Lengths are written with three decimals; a placement may lie that much over the edge. */
const toleranceMm = 0.001;

/**
 * Turns placements, which count from the corner of the displayed page, into page space, whose origin the physical
 * box need not share.
 *
 * @throws STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE; DOC_BROKEN when the page has no ID of its own
 */
export function stampBoxes(pkg: OfdPackage, document: OfdDocument, placements: readonly Placement[]): StampBox[] {
  return placements.map((placement) => {
    const page = document.pages[placement.page - 1];
    if (!page) {
      throw new StationError('STAMP_PAGE_NOT_FOUND', { page: placement.page, pages: document.pages.length });
    }
    if (page.id === '' || document.pages.filter(({ id }) => id === page.id).length > 1) {
      throw refusal('DOC_BROKEN', 'page-id-missing', { page: page.number });
    }
    const box = physicalBoxOf(pkg, document, page);
    const { xMm, yMm, widthMm, heightMm } = placement;
    const isInside =
      xMm >= -toleranceMm &&
      yMm >= -toleranceMm &&
      xMm + widthMm <= box.widthMm + toleranceMm &&
      yMm + heightMm <= box.heightMm + toleranceMm;
    if (!isInside) {
      throw new StationError('STAMP_PLACEMENT_OUTSIDE_PAGE', {
        page: page.number,
        box: `${formatBox(placement)} mm`,
        pageSize: `${formatMm(box.widthMm)}×${formatMm(box.heightMm)} mm`,
      });
    }
    return { pageId: page.id, boundary: { xMm: box.xMm + xMm, yMm: box.yMm + yMm, widthMm, heightMm } };
  });
}
