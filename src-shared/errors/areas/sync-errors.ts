import { failed, failedRetry, failedStop, refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const syncErrors = {
  SYNC_OFFLINE: failedRetry,
  SYNC_REJECTED: failed,
  SYNC_RECEIPT_INVALID: failedStop,
  SYNC_REPLAYED: failedStop,
  SYNC_NOT_ENROLLED: refused,
  SYNC_CLOCK_SKEW: failedStop,
  SYNC_ROOT_MISMATCH: refusedStop,
  SYNC_STATEMENT_FORKED: failedStop,
  SYNC_SERVER_UNTRUSTED: failedStop,
  SYNC_NO_REGISTRY_THERE: failedRetry,
} as const satisfies Record<string, ErrorRow>;
