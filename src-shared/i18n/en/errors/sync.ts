import type { syncErrors } from '../../../errors/areas/sync-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const syncErrorWords = {
  SYNC_OFFLINE: {
    what: 'The registry cannot be reached.',
    why: 'Last success: {{last}}; {{pending}} items wait.',
    next: 'Work may go on while the status is fresh; items are sent when the line is back.',
  },
  SYNC_REJECTED: {
    what: 'The registry rejected the item.',
    why: '{{detail}}',
    next: 'Settle the reason it gives, then synchronise.',
  },
  SYNC_RECEIPT_INVALID: {
    what: 'The receipt signature is wrong.',
    why: '{{detail}}',
    next: 'Stop and check the registry certificate.',
  },
  SYNC_REPLAYED: {
    what: 'An older status was received and refused.',
    why: 'Known number {{known}}, received {{received}}.',
    next: 'Check the registry; this may be a replay.',
  },
  SYNC_NOT_ENROLLED: {
    what: 'This station is not enrolled.',
    why: 'It has no certificate.',
    next: 'Enrol it first.',
  },
  SYNC_CLOCK_SKEW: {
    what: 'The clocks differ too much.',
    why: '{{seconds}} seconds apart; {{limit}} allowed.',
    next: 'Set the clock right before stamping.',
  },
  SYNC_ROOT_MISMATCH: {
    what: 'The registry root does not match.',
    why: 'Expected {{expected}}, got {{actual}}.',
    next: 'Compare the digest with the registry by voice.',
  },
  SYNC_STATEMENT_FORKED: {
    what: 'The registry gave two different contents under one number.',
    why: 'Number {{number}}; both are kept.',
    next: 'Stop stamping and let the auditor settle it with the registry.',
  },
  SYNC_SERVER_UNTRUSTED: {
    what: 'The certificate of the registry server is not trusted; the connection was stopped.',
    why: '{{detail}}',
    next: 'Do not keep trying; let IT staff check the network and the server certificate.',
  },
  SYNC_NO_REGISTRY_THERE: {
    what: 'No registry can be reached at this address.',
    why: '{{url}} does not answer, or what answers is no registry ({{detail}}).',
    next: 'Check the address and the cable, then try again; if it still fails, call the registry.',
  },
} as const satisfies Record<keyof typeof syncErrors, ErrorWords>;
