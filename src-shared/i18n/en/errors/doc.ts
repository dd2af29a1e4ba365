import type { docErrors } from '../../../errors/areas/doc-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const docErrorWords = {
  DOC_NOT_FOUND: {
    what: 'File "{{file}}" was not found.',
    why: 'The path does not exist or cannot be read.',
    next: 'Check where the file is and choose it again.',
  },
  DOC_FORMAT_UNKNOWN: {
    what: 'The file is neither PDF nor OFD.',
    why: 'The content decides, not the extension.',
    next: 'Export it as PDF or OFD and submit again.',
  },
  DOC_TOO_LARGE: {
    what: 'The file exceeds a limit.',
    why: 'It has {{actual}}; the limit is {{limit}}.',
    next: 'Split it, or ask the security administrator to change the limit.',
  },
  DOC_EMPTY: {
    what: 'The file is empty.',
    why: 'It has no bytes.',
    next: 'Export it again and submit.',
  },
  DOC_BROKEN: {
    what: 'The file is damaged.',
    why: '{{detail}}',
    next: 'Export the file again with its original program.',
  },
  DOC_ENCRYPTED: {
    what: 'The file is encrypted.',
    why: 'Encrypted files cannot be sealed so that everybody can verify them.',
    next: 'Remove the protection and submit again.',
  },
  DOC_HOSTILE: {
    what: 'The file has a suspicious structure and was refused.',
    why: '{{detail}}',
    next: 'Do not use it; report its origin to the security administrator.',
  },
  DOC_SIGNATURE_MALFORMED: {
    what: 'The signature data in the document are malformed and cannot be verified.',
    why: 'They do not follow the structure of GB/T 38540 or GB/T 35275 ({{detail}}).',
    next: 'Ask the issuing body for an intact document; do not rely on this signature until then.',
  },
  DOC_SIGNING_FORBIDDEN: {
    what: 'The file forbids another signature.',
    why: '{{detail}}',
    next: 'Ask its producer for a version that may be sealed.',
  },
  DOC_LOCKED_BY_SIGNATURE: {
    what: 'An earlier signature locks the file.',
    why: '{{detail}}',
    next: 'Another seal would break it; use an unlocked version.',
  },
  DOC_CHANGED_SINCE_APPROVAL: {
    what: 'The file changed after it was approved.',
    why: 'Its digest was {{approved}} and is now {{actual}}.',
    next: 'Submit a new request; do not replace an approved file.',
  },
  DOC_BLANK: {
    what: 'The document is blank.',
    why: 'The page to be sealed has no content.',
    next: 'Complete it and submit again; approval cannot lift this rule.',
  },
  DOC_CLASSIFIED: {
    what: 'The document bears a secrecy mark.',
    why: 'This system handles unclassified documents only; found: {{mark}}.',
    next: 'Handle it under the secrecy rules and remove it from this PC.',
  },
  DOC_UNFINISHED: {
    what: 'The document is unfinished.',
    why: '{{detail}}',
    next: 'Complete it and submit again.',
  },
  DOC_PAGE_NOT_DRAWN: {
    what: 'Page {{page}} cannot be shown here.',
    why: 'The station does not draw the pages of this file.',
    next: 'Open the original with another reader.',
  },
} as const satisfies Record<keyof typeof docErrors, ErrorWords>;
