import type { stationErrors } from '../../../errors/areas/station-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const stationErrorWords = {
  STATION_NOT_READY: {
    what: 'The station is not set up.',
    why: '{{detail}}',
    next: 'Finish the set-up, or run the demonstration.',
  },
  STATION_ALREADY_SET_UP: {
    what: 'The station is set up already.',
    why: '{{detail}}',
    next: 'Use another data folder to start again.',
  },
  STATION_PERSON_EXISTS: {
    what: 'Account "{{account}}" exists.',
    why: 'Accounts are unique.',
    next: 'Choose another name.',
  },
  STATION_ROLE_CONFLICT: {
    what: 'These roles exclude each other.',
    why: '{{detail}}',
    next: 'Give them to different people.',
  },
  STATION_PERSON_UNKNOWN: {
    what: 'There is no account "{{account}}", or it was ended.',
    why: 'Nothing more is done to an ended account.',
    next: 'Check the account.',
  },
  STATION_OWN_ACCOUNT: {
    what: 'This cannot be done to your own account.',
    why: 'An administrator neither grants himself roles nor resets or ends himself.',
    next: 'Your own password is changed under "Settings"; anything else is done by another administrator.',
  },
  STATION_LAST_ADMINISTRATOR: {
    what: 'This is the last {{role}}: the account cannot be ended or given other roles.',
    why: 'System administrator, security administrator and auditor must each be somebody.',
    next: 'Add the successor first.',
  },
  STATION_CONSENT_NEEDED: {
    what: 'Another person must consent: a {{role}}.',
    why: 'Whoever can set a password can sign in as that person, so nobody does it alone.',
    next: 'Let the {{role}} enter account and password on this screen.',
  },
  STATION_DATA_IN_USE: {
    what: 'The data folder is in use.',
    why: '{{path}}',
    next: 'Close the other program and try again.',
  },
  STATION_DATA_NEWER: {
    what: 'A newer version of this program has used the data folder; this version cannot open it.',
    why: '{{path}} has a data structure this version does not know: {{detail}}',
    next: 'Install the newest version; do not use an older one on this data.',
  },
  STATION_STORAGE_FAILED: {
    what: 'Data cannot be written or read.',
    why: 'File {{path}}; the system says {{detail}}.',
    next: 'Check disk space, disk health and folder permissions, then try again.',
  },
  STATION_SECRETS_CLOSED: {
    what: 'The key that protects this computer’s own key cannot be opened.',
    why: '{{path}}: {{detail}}',
    next: 'Use the desktop program (its command line: --cli) as the same system user; after a change of computer or user, set up and enrol anew.',
  },
  STATION_PROFILE_INVALID: {
    what: 'The policy profile is invalid.',
    why: '{{detail}}',
    next: 'Use the profile delivered by the registry.',
  },
  STATION_NOT_RUNNING: {
    what: 'SealKeeper is not running.',
    why: 'There is no launch secret in the data folder {{path}}.',
    next: 'Start SealKeeper first, then open another link.',
  },
  STATION_REAL_KEY_REFUSED: {
    what: 'A real key is not used from a browser.',
    why: 'The key driver that is set is not the training key: {{path}}.',
    next: 'Use a real key in the desktop program; to use it from a browser all the same, start with --allow-real-key.',
  },
  STATION_SEAL_PENDING: {
    what: 'A seal is being made already.',
    why: 'Application {{caseId}} has not ended.',
    next: 'Wait until it is done; to have it cancelled, call the registry.',
  },
  STATION_SEAL_NOT_MADE: {
    what: 'The seal has not been made yet and cannot be written onto the key.',
    why: 'The registry is still working on application {{caseId}}.',
    next: 'Wait until the registry has made it.',
  },
} as const satisfies Record<keyof typeof stationErrors, ErrorWords>;
