import type { stampErrors } from '../../../errors/areas/stamp-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const stampErrorWords = {
  STAMP_PLACEMENT_OUTSIDE_PAGE: {
    what: 'The stamp lies outside the page.',
    why: 'Page {{page}}, position {{box}}, page size {{pageSize}}.',
    next: 'Move the stamp.',
  },
  STAMP_PAGE_NOT_FOUND: {
    what: 'Page {{page}} does not exist.',
    why: 'The document has {{pages}} pages.',
    next: 'Choose another page.',
  },
  STAMP_SELF_CHECK_FAILED: {
    what: 'The result did not verify; it was not released.',
    why: '{{detail}}',
    next: 'Report entry {{entry}} to support.',
  },
  STAMP_OUTCOME_UNKNOWN: {
    what: 'The outcome is unknown.',
    why: 'Entry {{entry}} has an intent; the key may have signed.',
    next: 'Let custodian and auditor settle it in the register.',
  },
  STAMP_OUTPUT_EXISTS: {
    what: 'The target exists already.',
    why: '{{file}}',
    next: 'Choose another place; nothing is overwritten.',
  },
  STAMP_DISK_FULL: {
    what: 'There is not enough disk space.',
    why: '{{needed}} needed, {{free}} free.',
    next: 'Free some space and try again.',
  },
  STAMP_CONTENTS_TOO_LARGE: {
    what: 'The signature is larger than its placeholder.',
    why: '{{needed}} bytes needed, {{reserved}} reserved.',
    next: 'Report this to support.',
  },
  STAMP_STATION_BUSY: {
    what: 'Another stamping job is running.',
    why: 'One key serves one job at a time.',
    next: 'Wait for it to end and try again.',
  },
} as const satisfies Record<keyof typeof stampErrors, ErrorWords>;
