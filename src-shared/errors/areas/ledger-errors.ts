import { failedStop, refused, refusedStop, type ErrorRow } from '../error-row.ts';

export const ledgerErrors = {
  LEDGER_BROKEN: failedStop,
  LEDGER_DIVERGED: failedStop,
  LEDGER_NOT_FOUND: refused,
  LEDGER_WRITE_FAILED: failedStop,
  LEDGER_CHECKPOINT_INVALID: failedStop,
  LEDGER_LEAF_INVALID: refusedStop,
  LEDGER_CLOCK_BEHIND: refusedStop,
} as const satisfies Record<string, ErrorRow>;
