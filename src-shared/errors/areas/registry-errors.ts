import { refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const registryErrors = {
  REGISTRY_STATION_UNKNOWN: refused,
  REGISTRY_SIGNATURE_INVALID: refusedStop,
  REGISTRY_SEQUENCE_GAP: refused,
  REGISTRY_INCONSISTENT: refusedStop,
  REGISTRY_SEAL_STATE: refused,
  REGISTRY_APPLICATION_INVALID: refused,
  REGISTRY_FORBIDDEN: refused,
  REGISTRY_REQUEST_REUSED: refused,
  REGISTRY_LEAF_INVALID: refusedStop,
  REGISTRY_ENROLMENT_REFUSED: refused,
  REGISTRY_MAKING_REFUSED: refused,
  REGISTRY_CASE_CLOSED: refused,
} as const satisfies Record<string, ErrorRow>;
