import type { rpcErrors } from '../../../errors/areas/rpc-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const rpcErrorWords = {
  RPC_INVALID_INPUT: {
    what: 'The input is not valid.',
    why: '{{detail}}',
    next: 'Correct it and try again.',
  },
  RPC_FORBIDDEN: {
    what: 'Your role may not do this.',
    why: 'Needs: {{roles}}.',
    next: 'Let a person with that role do it.',
  },
  RPC_SIGNED_OUT: {
    what: 'You are not signed in.',
    why: 'There is no valid session.',
    next: 'Sign in again.',
  },
  RPC_SIGN_IN_FAILED: {
    what: 'Account or password is wrong.',
    why: '{{detail}}',
    next: 'Check and try again; five failures lock the account.',
  },
  RPC_ACCOUNT_LOCKED: {
    what: 'The account is locked.',
    why: 'Too many failures.',
    next: 'Ask the system administrator.',
  },
  RPC_PASSWORD_MUST_CHANGE: {
    what: 'First give yourself a password of your own.',
    why: 'The present one was given by an administrator, for one sign-in.',
    next: 'Sign in, change it, then go on.',
  },
  RPC_ONE_TIME_PASSWORD_OVER: {
    what: 'The password given by the administrator has run out.',
    why: 'Such a password is good for a limited time.',
    next: 'Ask the system administrator for another one.',
  },
  RPC_NOT_FOUND: {
    what: 'There is no such operation.',
    why: '{{detail}}',
    next: 'Check the command or the version.',
  },
  RPC_LOCAL_ONLY: {
    what: 'A screen may not name places of this computer.',
    why: 'The request names one ({{field}}), which the command line alone may do.',
    next: 'Choose or drop the file on the screen, or use the command line.',
  },
  RPC_QUESTION_OVER: {
    what: 'This question is over.',
    why: 'It was answered, ran out of time, or was put to somebody else.',
    next: 'Go back to the stamping page and start again if need be.',
  },
  RPC_CHANNEL_LOST: {
    what: 'The connection to the local service was lost.',
    why: 'The local service does not answer; it may be starting again.',
    next: 'The connection is being made again. If it does not come back, open SealKeeper anew.',
  },
} as const satisfies Record<keyof typeof rpcErrors, ErrorWords>;
