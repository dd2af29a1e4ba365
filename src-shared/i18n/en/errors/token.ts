import type { tokenErrors } from '../../../errors/areas/token-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const tokenErrorWords = {
  TOKEN_ABSENT: {
    what: 'No USB Key was found.',
    why: 'It is not plugged in or the driver does not see it.',
    next: 'Plug in the key of this seal and try again.',
  },
  TOKEN_REMOVED: {
    what: 'The USB Key was removed.',
    why: 'It was disconnected during the operation.',
    next: 'Plug the same key in again; see the register for the outcome.',
  },
  TOKEN_WRONG_KEY: {
    what: 'This is not the key of the seal.',
    why: 'Expected serial {{expected}}, found {{actual}}.',
    next: 'Plug in the right key.',
  },
  TOKEN_PIN_INCORRECT: {
    what: 'The PIN is incorrect.',
    why: '{{tries}}',
    next: 'Another wrong PIN may lock the key; check it before you try again.',
  },
  TOKEN_PIN_LOCKED: {
    what: 'The key is locked.',
    why: 'All PIN tries are used up; serial {{serial}}.',
    next: 'Ask for unlocking in the way the rules provide.',
  },
  TOKEN_PIN_FINAL_TRY: {
    what: 'Only one PIN try is left.',
    why: 'Another wrong PIN locks the key.',
    next: 'Check the PIN; confirm explicitly before the last try.',
  },
  TOKEN_PIN_FORMAT: {
    what: 'The PIN has the wrong length or characters.',
    why: 'It must have {{min}} to {{max}} characters.',
    next: 'Check it and enter it again.',
  },
  TOKEN_PIN_EXPIRED: {
    what: 'The PIN has expired.',
    why: 'The key demands a new PIN.',
    next: 'Change it, then stamp.',
  },
  TOKEN_PIN_CANCELLED: {
    what: 'The PIN was not entered; nothing was stamped.',
    why: 'It was cancelled or timed out.',
    next: 'Start again when ready; no entry number was used.',
  },
  TOKEN_PIN_NOT_SET: {
    what: 'The key has no user PIN.',
    why: 'It is not personalised.',
    next: 'Return it to the issuer.',
  },
  TOKEN_PIN_EACH_TIME: {
    what: 'This key wants the PIN for every signature and cannot stamp a batch.',
    why: 'Key {{serial}} authenticates each signature by itself; the program keeps no PIN.',
    next: 'No entry number was used. Stamp the files one by one, or use a key that allows a batch.',
  },
  TOKEN_PIN_UNFIT: {
    what: 'The new PIN cannot be used; nothing was changed.',
    why: '{{detail}}',
    next: 'Enter it again; no try was spent and the old PIN stands.',
  },
  TOKEN_PIN_TOO_OLD: {
    what: 'The PIN is too old; change it before stamping.',
    why: 'It has been in use for {{days}} days; {{limit}} are allowed.',
    next: 'Change the PIN under "Seals and keys", then stamp again.',
  },
  TOKEN_PIN_BY_APPLICATION: {
    what: 'This regulation does not let you change the PIN yourself.',
    why: 'A change is applied for at {{authority}}, with supporting papers.',
    next: 'Open the application under "Seals and keys", fill it in and hand it in.',
  },
  TOKEN_DRIVER_CHANGED: {
    what: 'The driver of the key was replaced; test the key before stamping.',
    why: "The driver's file differs from the one this key was tested with at {{at}}.",
    next: 'Find out who replaced it; when that is clear, run the self-test under "Seals and keys".',
  },
  TOKEN_PROFILE_UNKNOWN: {
    what: 'There is no vendor profile "{{profile}}".',
    why: 'Those that can be named: {{known}}.',
    next: 'Correct SEALKEEPER_PKCS11_PROFILE; leave it out where the family is not known.',
  },
  TOKEN_NOT_LOGGED_IN: {
    what: 'The key is no longer logged in.',
    why: 'It was reset or used by another program.',
    next: 'Enter the PIN again; nothing was signed.',
  },
  TOKEN_BUSY: {
    what: 'The key is in use elsewhere.',
    why: '{{detail}}',
    next: 'Close the other program and try again.',
  },
  TOKEN_FULL: {
    what: 'The key is full.',
    why: '{{detail}}',
    next: 'Ask the issuer to make room.',
  },
  TOKEN_KEY_NOT_FOUND: {
    what: 'No signing key or certificate on the token.',
    why: '{{detail}}',
    next: 'Check that the issuer has personalised it.',
  },
  TOKEN_MECHANISM_UNSUPPORTED: {
    what: 'The key does not support the mechanism.',
    why: '{{detail}}',
    next: 'Report model and driver to support.',
  },
  TOKEN_DEVICE_FAULT: {
    what: 'The key or its driver failed.',
    why: 'Return value {{ckr}}.',
    next: 'Plug it in again; else use another port or call support.',
  },
  TOKEN_REJECTED_BY_USER: {
    what: 'Cancelled on the key.',
    why: 'The key reports a refusal.',
    next: 'Start again when ready.',
  },
  TOKEN_SIGNATURE_INVALID: {
    what: 'The key returned a bad signature; nothing was sealed.',
    why: 'It does not verify with the certificate.',
    next: 'Stop using the key and have it tested.',
  },
  TOKEN_TIMEOUT: {
    what: 'The key did not answer.',
    why: 'Waited {{seconds}} seconds and ended the key process.',
    next: 'Check the register before stamping again.',
  },
  TOKEN_HOST_CRASHED: {
    what: 'The key process ended unexpectedly.',
    why: '{{detail}}',
    next: 'Check the register before stamping again.',
  },
  TOKEN_MODULE_NOT_LOADED: {
    what: 'The PKCS#11 module cannot be loaded.',
    why: '{{detail}}',
    next: 'Check its path and architecture, or reinstall it.',
  },
  TOKEN_NOT_RECOGNIZED: {
    what: 'The USB Key is not recognised.',
    why: 'The driver does not know it or no profile fits its model ({{detail}}).',
    next: 'Check model and driver and report both to support.',
  },
  TOKEN_CONTENT_MISMATCH: {
    what: 'What is on the key differs from the seal on file.',
    why: '{{detail}}',
    next: 'Stop using the key and have the issuer check it.',
  },
  TOKEN_UNKNOWN_CKR: {
    what: 'The key returned an unknown code.',
    why: 'Code {{ckr}}.',
    next: 'Do not keep trying; report the code to support.',
  },
  TOKEN_USE_REFUSED: {
    what: 'There is no valid permission to use the key.',
    why: '{{detail}}',
    next: 'Use the key through the stamping procedure.',
  },
  TOKEN_TRAINING_KEY: {
    what: 'This is a training key.',
    why: 'Software keys are for training and tests.',
    next: 'Use an approved USB Key.',
  },
} as const satisfies Record<keyof typeof tokenErrors, ErrorWords>;
