import { failedRetryStop, failedStop, refused, type ErrorRow } from '../error-row.ts';

export const stationErrors = {
  STATION_NOT_READY: refused,
  STATION_ALREADY_SET_UP: refused,
  STATION_PERSON_EXISTS: refused,
  STATION_ROLE_CONFLICT: refused,
  STATION_PERSON_UNKNOWN: refused,
  STATION_OWN_ACCOUNT: refused,
  STATION_LAST_ADMINISTRATOR: refused,
  STATION_CONSENT_NEEDED: refused,
  STATION_DATA_IN_USE: failedRetryStop,
  STATION_DATA_NEWER: failedStop,
  STATION_STORAGE_FAILED: failedStop,
  STATION_SECRETS_CLOSED: failedStop,
  STATION_PROFILE_INVALID: refused,
  STATION_NOT_RUNNING: refused,
  STATION_REAL_KEY_REFUSED: refused,
  STATION_SEAL_PENDING: refused,
  STATION_SEAL_NOT_MADE: refused,
} as const satisfies Record<string, ErrorRow>;
