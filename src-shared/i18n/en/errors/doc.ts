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
  DOC_READER_TIMEOUT: {
    what: 'Reading this file took longer than allowed and was stopped.',
    why: 'Files are read in a process of their own; {{seconds}} seconds were not enough. Files of odd structure cost time in this way. Nothing else is affected.',
    next: 'Do not open the file again and again. Ask its sender, or export it anew from the original program, and report its origin to the security administrator.',
  },
  DOC_READER_MEMORY: {
    what: 'Reading this file took more memory than allowed and was stopped.',
    why: 'Files are read in a process of their own, which may use {{megabytes}} MB. Files that unpack to an odd size cost memory in this way. Nothing else is affected.',
    next: 'Do not open the file again and again. Ask its sender, or export it anew from the original program, and report its origin to the security administrator.',
  },
  DOC_READER_BUDGET: {
    what: 'Reading this file took more work than allowed and was stopped.',
    why: '{{detail}}',
    next: 'Do not use the file, and report its origin to the security administrator. If it is an ordinary file, export it anew from the original program.',
  },
  DOC_READER_CRASHED: {
    what: 'The process that read this file ended before it was done.',
    why: 'Files are read in a process of their own, and it ended ({{detail}}). Nothing else is affected; the next reading starts it anew.',
    next: 'Try again. If it happens again, do not use the file and hand it to the security administrator.',
  },
} as const satisfies Record<keyof typeof docErrors, ErrorWords>;
