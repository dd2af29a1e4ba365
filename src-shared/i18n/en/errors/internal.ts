import type { internalErrors } from '../../../errors/areas/internal-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const internalErrorWords = {
  INTERNAL_UNEXPECTED: {
    what: 'Something unexpected happened.',
    why: '{{detail}}',
    next: 'Report this to support; recorded entries are safe.',
  },
} as const satisfies Record<keyof typeof internalErrors, ErrorWords>;
