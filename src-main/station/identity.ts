import { createQueries, get, run } from '#main/storage/queries.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { StationSchema } from './station-schema.ts';

/** What this PC is: which unit's station, under which regulation, at which registry. */
export interface StationIdentity {
  readonly stationId: string;
  readonly unitName: string;
  /** 统一社会信用代码, 18 characters (GB 32100). */
  readonly unitCode: string;
  readonly profileId: string;
  readonly registryUrl: string;
  /** SM3 of the registry's root certificate in lower-case hex, compared by voice at enrolment. */
  readonly registryRootSm3: string;
  readonly createdAt: string;
}

const queries = createQueries<StationSchema>();

export function findIdentity(db: ReadableDb): StationIdentity | undefined {
  const row = get(db, queries.selectFrom('station_identity').selectAll());
  return (
    row && {
      stationId: row.station_id,
      unitName: row.unit_name,
      unitCode: row.unit_code,
      profileId: row.profile_id,
      registryUrl: row.registry_url,
      registryRootSm3: row.registry_root_sm3,
      createdAt: row.created_at,
    }
  );
}

/** @throws STATION_NOT_READY before the station is set up */
export function readIdentity(db: ReadableDb): StationIdentity {
  const identity = findIdentity(db);
  if (!identity) throw new StationError('STATION_NOT_READY', { detail: '@details.setUpFirst' });
  return identity;
}

/** Written once in a station's life. @throws STATION_ALREADY_SET_UP */
export function writeIdentity(tx: WriteTransaction, identity: StationIdentity): void {
  if (findIdentity(tx)) throw new StationError('STATION_ALREADY_SET_UP', { detail: '@details.alreadySetUp' });
  run(
    tx,
    queries.insertInto('station_identity').values({
      id: 1,
      station_id: identity.stationId,
      unit_name: identity.unitName,
      unit_code: identity.unitCode,
      profile_id: identity.profileId,
      registry_url: identity.registryUrl,
      registry_root_sm3: identity.registryRootSm3,
      created_at: identity.createdAt,
    }),
  );
}
