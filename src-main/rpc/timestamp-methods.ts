import { randomBytes } from 'node:crypto';
import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { createTrustReading } from '#main/reader/trust-words.ts';
import { requestTimestamp } from '#main/stamping/timestamp-client.ts';
import { changeTimestampSettings, readTimestampSettings, timestampAddress } from '#main/stamping/timestamp-settings.ts';
import { transaction } from '#main/storage/database.ts';
import { judgeTimestamp } from '#main/verification/check-timestamp.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { TimestampSettings, TimestampTest } from '#shared/model/timestamp-settings.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function timestampMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock } = parts;
  const { timestamps } = guarded.station;
  return {
    read: timestamps.read.handler(() => readTimestampSettings(db)),
    change: timestamps.change.handler(({ input, context }) => {
      const { account } = signedIn(context);
      transaction(db, (tx) => changeTimestampSettings(tx, input, { account, at: clock.now() }));
      return readTimestampSettings(db);
    }),
    test: timestamps.test.handler(({ input }) => tryAuthority(parts, input)),
  };
}

/** @throws STAMP_TIMESTAMP_UNAVAILABLE, STATION_NOT_READY */
async function tryAuthority({ ready, clock }: StationParts, settings: TimestampSettings): Promise<TimestampTest> {
  const { identity, trust } = ready();
  const url = timestampAddress(settings, identity);
  if (url === null) throw new StationError('STAMP_TIMESTAMP_UNAVAILABLE', { detail: '@details.timestampsOff' });
  const stamped = randomBytes(32);
  const begun = performance.now();
  const token = await requestTimestamp({ url, stamped, signedAt: clock.now() });
  const tookMs = Math.round(performance.now() - begun);
  const { facts, genTime, authority, isTrusted } = judgeTimestamp(token, stamped, createTrustReading()(trust()));
  const doubts = facts.filter(({ state }) => state !== 'ok');
  return {
    genTime: (genTime ?? clock.now()).toISOString(),
    authority: authority?.commonName ?? '',
    policy: readTimestampToken(token).policy,
    tookMs,
    isTrusted,
    doubts: doubts.map(({ check, reason }) => (reason === undefined ? check : `${check}:${reason}`)),
  };
}
