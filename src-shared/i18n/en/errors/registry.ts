import type { registryErrors } from '../../../errors/areas/registry-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const registryErrorWords = {
  REGISTRY_STATION_UNKNOWN: {
    what: 'The registry does not know this station.',
    why: '{{station}}',
    next: 'Enrol it first.',
  },
  REGISTRY_SIGNATURE_INVALID: {
    what: 'The envelope signature is wrong.',
    why: '{{detail}}',
    next: 'Check the station certificate.',
  },
  REGISTRY_SEQUENCE_GAP: {
    what: 'The sequence has a gap.',
    why: 'Expected {{expected}}, got {{received}}.',
    next: 'Send again from the gap.',
  },
  REGISTRY_INCONSISTENT: {
    what: 'The ledger is inconsistent with what was sent before.',
    why: '{{detail}}',
    next: 'Stop stamping and let the auditor check.',
  },
  REGISTRY_SEAL_STATE: {
    what: "The seal's state does not allow this.",
    why: 'State "{{state}}".',
    next: 'Follow the procedure.',
  },
  REGISTRY_APPLICATION_INVALID: {
    what: 'The application is not acceptable.',
    why: '{{detail}}',
    next: 'Correct it and submit again.',
  },
  REGISTRY_FORBIDDEN: {
    what: 'Not allowed.',
    why: '{{detail}}',
    next: 'Use an authorised account.',
  },
  REGISTRY_REQUEST_REUSED: {
    what: 'The request id was used before with other content.',
    why: 'Id {{id}} belongs to another request.',
    next: 'Send it again under a new id.',
  },
  REGISTRY_LEAF_INVALID: {
    what: 'A ledger leaf does not match its hash.',
    why: 'Leaf {{index}}: {{detail}}',
    next: 'Stop synchronising and check the ledger of this station.',
  },
  REGISTRY_ENROLMENT_REFUSED: {
    what: 'This station cannot be enrolled.',
    why: '{{detail}}',
    next: 'Ask the registry administrator for a new enrolment code.',
  },
  REGISTRY_MAKING_REFUSED: {
    what: 'The seal cannot be made.',
    why: '{{detail}}',
    next: 'Remove the cause and make it again.',
  },
  REGISTRY_CASE_CLOSED: {
    what: 'The registry did not grant the application for the seal.',
    why: 'Application {{caseId}} ended as “{{state}}”. Reason: {{reason}}',
    next: 'Mend what the reason names and apply again; the key is made anew, it carries no seal.',
  },
} as const satisfies Record<keyof typeof registryErrors, ErrorWords>;
