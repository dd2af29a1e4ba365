import { failed, failedRetry, refused, type ErrorRow } from '../error-row.ts';

export const docErrors = {
  DOC_NOT_FOUND: refused,
  DOC_FORMAT_UNKNOWN: refused,
  DOC_TOO_LARGE: refused,
  DOC_EMPTY: refused,
  DOC_BROKEN: refused,
  DOC_SIGNATURE_MALFORMED: refused,
  DOC_ENCRYPTED: refused,
  DOC_HOSTILE: refused,
  DOC_SIGNING_FORBIDDEN: refused,
  DOC_LOCKED_BY_SIGNATURE: refused,
  // XA-L-30: of a batch one altered file is refused and the others go on.
  DOC_CHANGED_SINCE_APPROVAL: refused,
  DOC_BLANK: refused,
  DOC_CLASSIFIED: refused,
  DOC_UNFINISHED: refused,
  DOC_PAGE_NOT_DRAWN: refused,
  DOC_READER_TIMEOUT: failed,
  DOC_READER_MEMORY: failed,
  DOC_READER_BUDGET: refused,
  DOC_READER_CRASHED: failedRetry,
} as const satisfies Record<string, ErrorRow>;
