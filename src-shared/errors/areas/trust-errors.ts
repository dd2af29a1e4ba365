import { refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const trustErrors = {
  TRUST_CERT_MALFORMED: refused,
  TRUST_CRL_MALFORMED: refused,
  TRUST_OCSP_MALFORMED: refused,
  TRUST_REQUEST_INVALID: refused,
  TRUST_CHAIN_INCOMPLETE: refusedStop,
  TRUST_CHAIN_INVALID: refusedStop,
  TRUST_CERT_EXPIRED: refusedStop,
  TRUST_CERT_REVOKED: refusedStop,
  TRUST_KEY_USAGE: refusedStop,
  TRUST_LIST_UNREADABLE: refused,
} as const satisfies Record<string, ErrorRow>;
