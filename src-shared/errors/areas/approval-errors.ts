import { refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const approvalErrors = {
  APPROVAL_NOT_FOUND: refused,
  APPROVAL_MISSING: refused,
  APPROVAL_EXPIRED: refused,
  APPROVAL_SPENT: refused,
  APPROVAL_SAME_PERSON: refused,
  APPROVAL_NO_AUTHORITY: refused,
  APPROVAL_NOT_VIEWED: refused,
  APPROVAL_STATE: refused,
  APPROVAL_SIGNATURE_INVALID: refusedStop,
  APPROVAL_FIELDS_MISSING: refused,
  APPROVAL_OUT_OF_SCOPE: refused,
  APPROVAL_IN_BATCH: refused,
  APPROVAL_BATCH_SIZE: refused,
  APPROVAL_BATCH_TWICE: refused,
  APPROVAL_BATCH_NOT_VIEWED: refused,
  APPROVAL_REST_NOT_ATTESTED: refused,
} as const satisfies Record<string, ErrorRow>;
