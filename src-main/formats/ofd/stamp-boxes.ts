import { StationError } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';
import { isOnPage, shownBox } from '#shared/placing/shown-box.ts';
import { formatBox, formatMm, type Box } from './geometry.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { physicalBoxOf } from './page-area.ts';
import { refusal } from './refusal.ts';

/** Where a stamp goes in the words of Signature.xml: the page by its ID, the box in page space. */
export interface StampBox {
  readonly pageId: string;
  readonly boundary: Box;
  /** From the corner of the stamp. */
  readonly clip: Box | null;
}

/** Lengths are written with three decimals; a placement may lie that much over the edge. */
const toleranceMm = 0.0015;

/**
 * Turns placements, which count from the corner of the displayed page, into page space, whose origin the physical
 * box need not share. A slice of a straddle seal (骑缝章) is the whole seal with a Clip; the box may lie over the edge.
 *
 * @throws STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE; STAMP_LOOK_NOT_IN_FORMAT for what a StampAnnot cannot
 *   say; DOC_BROKEN when the page has no ID of its own
 */
export function stampBoxes(pkg: OfdPackage, document: OfdDocument, placements: readonly Placement[]): StampBox[] {
  const pagesById = Map.groupBy(document.pages, ({ id }) => id);
  return placements.map((placement) => {
    requireExpressible(placement);
    const page = document.pages[placement.page - 1];
    if (!page) {
      throw new StationError('STAMP_PAGE_NOT_FOUND', { page: placement.page, pages: document.pages.length });
    }
    if (page.id === '' || pagesById.get(page.id)?.length !== 1) {
      throw refusal('DOC_BROKEN', 'page-id-missing', { page: page.number });
    }
    const box = physicalBoxOf(pkg, document, page);
    const { xMm, yMm, widthMm, heightMm, clip = null } = placement;
    const shown = shownBox(placement);
    if (!isOnPage(shown, box, toleranceMm)) {
      throw new StationError('STAMP_PLACEMENT_OUTSIDE_PAGE', {
        page: page.number,
        box: `${formatBox(shown)} mm`,
        pageSize: `${formatMm(box.widthMm)}×${formatMm(box.heightMm)} mm`,
      });
    }
    return { pageId: page.id, boundary: { xMm: box.xMm + xMm, yMm: box.yMm + yMm, widthMm, heightMm }, clip };
  });
}

/** A StampAnnot has a box and a clip and nothing else (GB/T 33190-2016 clause 18.2.3). */
export function requireExpressible(placement: Placement): void {
  const { rotation, opacity, text } = placement;
  const look =
    rotation !== undefined ? 'lookRotation' : opacity !== undefined ? 'lookOpacity' : text ? 'lookText' : undefined;
  if (look === undefined) return;
  const facts = { format: 'OFD', page: placement.page, look: `@details.${look}` };
  throw new StationError('STAMP_LOOK_NOT_IN_FORMAT', facts);
}
