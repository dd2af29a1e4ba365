import type { Clock } from '#main/platform/clock.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import { requestTimestamp } from '#main/stamping/timestamp-client.ts';
import { readTimestampSettings, timestampAddress } from '#main/stamping/timestamp-settings.ts';
import type { StationIdentity } from '#main/station/identity.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { TimestampSettings } from '#shared/model/timestamp-settings.ts';

/** So long nobody asks an authority again that did not answer, or each file of a batch would wait for its deadline. */
const quietMs = 60_000;

/**
 * Timestamps as the office decided them, asked for over the network. Where they are required the authority is asked
 * every time.
 */
export function createTimestampDesk(
  db: ReadableDb,
  clock: Clock,
  identity: Pick<StationIdentity, 'registryUrl'>,
): StampDesk['timestamps'] {
  let silent: { readonly url: string; readonly sinceMs: number; readonly failure: unknown } | undefined;
  const settings = (): TimestampSettings => readTimestampSettings(db);
  return {
    settings,
    ask: async (stamped, signedAt) => {
      const decided = settings();
      const url = timestampAddress(decided, identity);
      if (url === null) throw new StationError('STAMP_TIMESTAMP_UNAVAILABLE', { detail: '@details.timestampsOff' });
      const nowMs = clock.now().getTime();
      const isQuiet = silent?.url === url && nowMs >= silent.sinceMs && nowMs < silent.sinceMs + quietMs;
      if (silent && isQuiet && !decided.isRequired) throw silent.failure;
      silent = undefined;
      try {
        return await requestTimestamp({ url, stamped, signedAt });
      } catch (failure) {
        silent = { url, sinceMs: clock.now().getTime(), failure };
        throw failure;
      }
    },
  };
}
