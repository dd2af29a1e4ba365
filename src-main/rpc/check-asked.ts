import { checkPlacements } from '#main/documents/check-placements.ts';
import type { KeptDocument } from '#main/documents/document-repository.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { signatureProfileOf } from '#shared/model/signature-profile.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { withDocument } from './document-methods.ts';
import type { StationParts } from './station-parts.ts';

/**
 * Can this be stamped on this document at all: the places lie on its pages, and its format has the form that is asked
 * for?
 *
 * @throws STAMP_PAGE_NOT_FOUND and others of `checkPlacements`; STAMP_PROFILE_UNSUPPORTED
 */
export async function checkAsked(
  parts: StationParts,
  document: KeptDocument,
  asked: Pick<RequestDraft, 'placements' | 'signatureProfile'>,
): Promise<void> {
  const { desk } = parts.ready();
  const { format } = document;
  await withDocument(parts, document, (source) => checkPlacements(format, source, asked.placements, desk.textFont));
  if (signatureProfileOf(asked) === 'compatible' && format !== 'PDF') {
    throw new StationError('STAMP_PROFILE_UNSUPPORTED', { format });
  }
}
