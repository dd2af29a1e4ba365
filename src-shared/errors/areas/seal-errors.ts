import { refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const sealErrors = {
  SEAL_NOT_FOUND: refused,
  SEAL_MALFORMED: refused,
  SEAL_MAKER_SIGNATURE_INVALID: refusedStop,
  SEAL_MAKER_UNTRUSTED: refusedStop,
  SEAL_NOT_ACTIVE: refusedStop,
  SEAL_EXPIRED: refusedStop,
  SEAL_STATUS_STALE: refusedStop,
  SEAL_CERT_MISMATCH: refusedStop,
  SEAL_NOT_CUSTODIAN: refusedStop,
  SEAL_STATION_MISMATCH: refusedStop,
  SEAL_IMAGE_UNSUPPORTED: refused,
  SEAL_VERSION_UNSUPPORTED: refused,
} as const satisfies Record<string, ErrorRow>;
