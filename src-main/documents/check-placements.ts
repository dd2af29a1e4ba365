import type { ByteSource } from '#main/formats/byte-source.ts';
import { requireExpressible } from '#main/formats/ofd/stamp-boxes.ts';
import { textOutlines } from '#main/formats/pdf/text-outlines.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Placement } from '#shared/model/placement.ts';
import { requireOnPage } from '#shared/placing/expand-rules.ts';
import { pageSizes } from './page-sizes.ts';

/**
 * Refuses places that could never be stamped, before anybody is asked to approve them.
 *
 * @throws STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE, STAMP_LOOK_NOT_IN_FORMAT, STAMP_TEXT_NOT_DRAWABLE,
 *   DOC_*
 */
export async function checkPlacements(
  format: DocumentFormat,
  source: ByteSource,
  placements: readonly Placement[],
  textFont: () => Uint8Array | undefined,
): Promise<void> {
  const sizes = await pageSizes(format, source);
  for (const placement of placements) {
    if (format === 'OFD') requireExpressible(placement);
    requireOnPage(placement, sizes.size(placement.page));
  }
  const texts = placements.flatMap(({ text }) => (text ? [text.value] : []));
  if (texts.length > 0) requireDrawable(texts, textFont());
}

/** @throws STAMP_TEXT_NOT_DRAWABLE */
function requireDrawable(texts: readonly string[], font: Uint8Array | undefined): void {
  if (!font) throw new StationError('STAMP_TEXT_NOT_DRAWABLE', { character: '' });
  const glyphPath = textOutlines(font);
  for (const character of new Set(texts.join(''))) glyphPath(character);
}
