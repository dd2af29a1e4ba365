import type { ByteSource } from '#main/formats/byte-source.ts';
import { requireOfdRoom } from '#main/formats/ofd/may-stamp.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { requireExpressible } from '#main/formats/ofd/stamp-boxes.ts';
import { rehearsePdf } from '#main/formats/pdf/rehearse-pdf.ts';
import { textOutlines } from '#main/formats/pdf/text-outlines.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Placement } from '#shared/model/placement.ts';
import { signatureProfileOf, type SignatureProfile } from '#shared/model/signature-profile.ts';
import { requireOnPage } from '#shared/placing/expand-rules.ts';
import { pageSizes } from './page-sizes.ts';

/** What is going to be asked of the key, as far as the document has a say in it. */
export interface AskedStamp {
  readonly placements: readonly Placement[];
  readonly signatureProfile?: SignatureProfile | undefined;
}

/**
 * Refuses what could never be stamped, before anybody is asked to approve it: places off their pages, looks and forms
 * the format does not have, and a seal that earlier signatures forbid or would not outlive.
 *
 * @throws STAMP_PAGE_NOT_FOUND, STAMP_PLACEMENT_OUTSIDE_PAGE, STAMP_LOOK_NOT_IN_FORMAT, STAMP_TEXT_NOT_DRAWABLE,
 *   STAMP_PROFILE_UNSUPPORTED, DOC_SIGNING_FORBIDDEN, DOC_LOCKED_BY_SIGNATURE and others of DOC_*
 */
export async function rehearseStamp(
  format: DocumentFormat,
  source: ByteSource,
  { placements, ...asked }: AskedStamp,
  textFont: () => Uint8Array | undefined,
): Promise<void> {
  if (format !== 'PDF' && signatureProfileOf(asked) === 'compatible') {
    throw new StationError('STAMP_PROFILE_UNSUPPORTED', { format });
  }
  const sizes = await pageSizes(format, source);
  for (const placement of placements) {
    if (format === 'OFD') requireExpressible(placement);
    requireOnPage(placement, sizes.size(placement.page));
  }
  const texts = placements.flatMap(({ text }) => (text ? [text.value] : []));
  const font = texts.length > 0 ? textFont() : undefined;
  if (texts.length > 0) requireDrawable(texts, font);
  if (format === 'PDF') rehearsePdf(source, placements, font);
  else requireOfdRoom(await openOfd(source));
}

/** @throws STAMP_TEXT_NOT_DRAWABLE */
function requireDrawable(texts: readonly string[], font: Uint8Array | undefined): void {
  if (!font) throw new StationError('STAMP_TEXT_NOT_DRAWABLE', { character: '' });
  const glyphPath = textOutlines(font);
  for (const character of new Set(texts.join(''))) glyphPath(character);
}
