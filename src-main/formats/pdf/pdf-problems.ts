import { StationError } from '#shared/errors/station-error.ts';

/** The file does not follow ISO 32000 where it must. */
export function broken(detail: string, cause?: unknown): StationError {
  return new StationError('DOC_BROKEN', { detail }, cause);
}

/** The file asks for more than any honest file needs: nesting, expansion, circles. */
export function hostile(detail: string): StationError {
  return new StationError('DOC_HOSTILE', { detail });
}
