import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import { requestTimestamp } from '#main/stamping/timestamp-client.ts';
import { readTimestampSettings } from '#main/stamping/timestamp-settings.ts';
import type { StationIdentity } from '#main/station/identity.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { registryTimestampPath } from '#shared/registry/timestamp-path.ts';
import type { TimestampSettings } from '#shared/model/timestamp-settings.ts';

/** Timestamps as the office decided them, asked for over the network. */
export function createTimestampDesk(
  db: ReadableDb,
  identity: Pick<StationIdentity, 'registryUrl'>,
): StampDesk['timestamps'] {
  const settings = (): TimestampSettings => readTimestampSettings(db);
  return {
    settings,
    ask: async (stamped, signedAt) => {
      const url = timestampAddress(settings(), identity);
      if (url === null) throw new StationError('STAMP_TIMESTAMP_UNAVAILABLE', { detail: '@details.timestampsOff' });
      return await requestTimestamp({ url, stamped, signedAt });
    },
  };
}

/** @returns null while timestamps are off */
export function timestampAddress(
  { source, url }: TimestampSettings,
  { registryUrl }: Pick<StationIdentity, 'registryUrl'>,
): string | null {
  if (source === 'registry') return new URL(registryTimestampPath, registryUrl).href;
  return source === 'address' ? url : null;
}
