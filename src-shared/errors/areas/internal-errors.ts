import { bug, type ErrorRow } from '../error-row.ts';

export const internalErrors = {
  INTERNAL_UNEXPECTED: bug,
} as const satisfies Record<string, ErrorRow>;
