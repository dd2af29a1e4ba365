import { changeTimestampSettings, readTimestampSettings } from '#main/stamping/timestamp-settings.ts';
import { transaction } from '#main/storage/database.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function timestampMethods(guarded: ReturnType<typeof guardedContract>, { db, clock }: StationParts) {
  const { timestamps } = guarded.station;
  return {
    read: timestamps.read.handler(() => readTimestampSettings(db)),
    change: timestamps.change.handler(({ input, context }) => {
      const { account } = signedIn(context);
      transaction(db, (tx) => changeTimestampSettings(tx, input, { account, at: clock.now() }));
      return readTimestampSettings(db);
    }),
  };
}
