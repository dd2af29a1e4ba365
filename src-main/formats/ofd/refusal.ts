import { StationError, type ErrorFacts } from '#shared/errors/station-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import type { OfdDetail } from '#shared/i18n/zh-cn/ofd-details.ts';

/**
 * An expected refusal of an OFD file.
 *
 * @param reason stable key; it goes into `facts.reason`, and `facts.detail` names its sentence in the catalogue, which
 * takes the other facts. Paths inside the package are shortened, for they come from the file.
 */
export function refusal(code: ErrorCode, reason: OfdDetail, facts: ErrorFacts = {}, cause?: unknown): StationError {
  const shown: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(facts)) shown[name] = typeof value === 'string' ? shorten(value) : value;
  return new StationError(code, { ...shown, reason, detail: `@ofd.${reason}` }, cause);
}

const longestShown = 200;

function shorten(value: string): string {
  // Control characters could move the cursor of a terminal that shows the error.
  const plain = value.replace(/\p{Cc}/gu, '\uFFFD');
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
}
