import { failed, failedRetryStop, failedStop, refused, unknownStop, type ErrorRow } from '../error-row.ts';

export const stampErrors = {
  STAMP_PLACEMENT_OUTSIDE_PAGE: refused,
  STAMP_PAGE_NOT_FOUND: refused,
  STAMP_SELF_CHECK_FAILED: failedStop,
  STAMP_OUTCOME_UNKNOWN: unknownStop,
  STAMP_OUTPUT_EXISTS: refused,
  STAMP_DISK_FULL: failedStop,
  STAMP_CONTENTS_TOO_LARGE: failed,
  STAMP_STATION_BUSY: failedRetryStop,
} as const satisfies Record<string, ErrorRow>;
