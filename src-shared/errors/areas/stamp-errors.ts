import { failed, failedRetryStop, failedStop, refused, unknownStop, type ErrorRow } from '../error-row.ts';

export const stampErrors = {
  STAMP_PLACEMENT_OUTSIDE_PAGE: refused,
  STAMP_PAGE_NOT_FOUND: refused,
  STAMP_SELF_CHECK_FAILED: failedStop,
  STAMP_OUTCOME_UNKNOWN: unknownStop,
  STAMP_NOT_UNSETTLED: refused,
  STAMP_EVIDENCE_MISSING: refused,
  STAMP_OUTPUT_EXISTS: refused,
  STAMP_DISK_FULL: failedStop,
  STAMP_CONTENTS_TOO_LARGE: failed,
  STAMP_PROFILE_UNSUPPORTED: refused,
  STAMP_TIMESTAMP_UNAVAILABLE: failedRetryStop,
  STAMP_TIMESTAMP_AWAITED: failedRetryStop,
  STAMP_STATION_BUSY: failedRetryStop,
  STAMP_PAGES_UNREADABLE: refused,
  STAMP_KEYWORD_NOT_FOUND: refused,
  STAMP_STRADDLE_TOO_FEW_PAGES: refused,
  STAMP_SLICE_TOO_THIN: refused,
  STAMP_TOO_MANY_PLACES: refused,
  STAMP_LOOK_NOT_IN_FORMAT: refused,
  STAMP_TEXT_NOT_DRAWABLE: refused,
} as const satisfies Record<string, ErrorRow>;
