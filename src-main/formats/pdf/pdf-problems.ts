import { type ErrorFacts, StationError } from '#shared/errors/station-error.ts';
import type { PdfDetail } from '#shared/i18n/zh-cn/pdf-details.ts';

/** The file does not follow ISO 32000 where it must. */
export function broken(reason: PdfDetail, facts: ErrorFacts = {}, cause?: unknown): StationError {
  return new StationError('DOC_BROKEN', { ...facts, reason, detail: `@pdf.${reason}` }, cause);
}

/** The file asks for more than any honest file needs: nesting, expansion, circles. */
export function hostile(reason: PdfDetail, facts: ErrorFacts = {}): StationError {
  return new StationError('DOC_HOSTILE', { ...facts, reason, detail: `@pdf.${reason}` });
}
