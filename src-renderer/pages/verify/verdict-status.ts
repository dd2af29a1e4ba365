import type { Verdict } from '#shared/model/verdict.ts';
import type { Status } from '../../components/status-word.tsx';

/** How a verdict looks, beside its word. */
export const verdictStatus = {
  valid: 'ok',
  invalid: 'refused',
  indeterminate: 'attention',
  unsigned: 'neutral',
  error: 'refused',
} as const satisfies Record<Verdict, Status>;
