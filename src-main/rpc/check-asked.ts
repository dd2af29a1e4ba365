import type { KeptDocument } from '#main/documents/document-repository.ts';
import type { AskedStamp } from '#main/documents/rehearse-stamp.ts';
import { keptPath } from './document-methods.ts';
import type { StationParts } from './station-parts.ts';

/**
 * Can this be stamped on this document at all: do the places lie on its pages, has its format the form that is asked
 * for, and does what was signed before allow it?
 *
 * @throws STAMP_PAGE_NOT_FOUND and others of `rehearseStamp`
 */
export async function checkAsked(parts: StationParts, document: KeptDocument, asked: AskedStamp): Promise<void> {
  await parts.reader.rehearse(keptPath(parts, document), document.format, asked);
}
