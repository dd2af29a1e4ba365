import type { ledgerErrors } from '../../../errors/areas/ledger-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const ledgerErrorWords = {
  LEDGER_BROKEN: {
    what: 'The ledger does not verify; stamping is locked.',
    why: 'Leaf {{index}}: {{detail}}',
    next: 'Keep everything as it is; system administrator and auditor must handle it together.',
  },
  LEDGER_DIVERGED: {
    what: 'The ledger disagrees with the registry.',
    why: 'The heads differ at size {{size}}; both are kept as evidence.',
    next: 'Stop stamping and contact the registry.',
  },
  LEDGER_NOT_FOUND: {
    what: 'There is no such entry.',
    why: '{{entry}}',
    next: 'Check the entry number.',
  },
  LEDGER_WRITE_FAILED: {
    what: 'The ledger cannot be written.',
    why: '{{detail}}',
    next: 'Check disk space and permissions.',
  },
  LEDGER_CHECKPOINT_INVALID: {
    what: 'A checkpoint signature is wrong.',
    why: '{{detail}}',
    next: 'Keep everything and report to the auditor.',
  },
  LEDGER_LEAF_INVALID: {
    what: 'The content does not fit the ledger format and was not recorded.',
    why: 'What does not fit: {{detail}}',
    next: 'Nothing was written; report this to support.',
  },
  LEDGER_CLOCK_BEHIND: {
    what: 'The clock of this PC is behind the last leaf of the ledger; stamping is refused.',
    why: 'Last leaf {{last}}, this PC {{now}}.',
    next: 'Set the clock; if the time in the ledger itself is wrong, system administrator and auditor must handle it together.',
  },
} as const satisfies Record<keyof typeof ledgerErrors, ErrorWords>;
