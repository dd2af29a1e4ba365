import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { ckrRows } from './ckr-rows.ts';

/**
 * What a PKCS#11 return value means to us.
 *
 * - `mayHaveSigned`: if `C_Sign` itself returned this, the key may have computed a signature that never reached us.
 *   The standard separates "was not there when the function was invoked" (CKR_TOKEN_NOT_PRESENT,
 *   CKR_SESSION_HANDLE_INVALID: nothing signed) from "went away during the function" (CKR_DEVICE_REMOVED,
 *   CKR_SESSION_CLOSED: unknown); so do we.
 * - `loginState`: `kept`, or `lost` when every session, handle and login of this token is void.
 * - `action`: what the host or the station does next; the custodian's next step is in the words of `code`.
 */
export interface CkrMeaning {
  readonly name: string;
  readonly value: number;
  readonly code: ErrorCode;
  readonly mayHaveSigned: boolean;
  readonly loginState: 'kept' | 'lost';
  readonly action: CkrAction;
}

/**
 * - `stop`: report it; nothing is tried again by program.
 * - `reread-flags`: the token's PIN flags have changed or may have; read them before anything is said about tries.
 * - `reopen-session`: close, open and log in again with a PIN asked anew.
 * - `wait-for-key`: the same key must come back.
 * - `restart-host`: the driver cannot be trusted any more; end the process.
 * - `find-again`: handles are stale; search by CKA_ID again.
 * - `enlarge-buffer`: the operation is still open; repeat with more room.
 * - `carry-on`: no failure in the places where it is expected.
 */
export type CkrAction =
  | 'stop'
  | 'reread-flags'
  | 'reopen-session'
  | 'wait-for-key'
  | 'restart-host'
  | 'find-again'
  | 'enlarge-buffer'
  | 'carry-on';

const byValue = new Map<number, CkrMeaning>(
  ckrRows.map(([name, value, code, mayHaveSigned, loginState, action]) => [
    value,
    { name, value, code, mayHaveSigned, loginState, action },
  ]),
);

/** CKR_VENDOR_DEFINED and everything above it. */
const VENDOR_DEFINED = 0x80000000;

/**
 * The meaning of one return value. A value this table does not know is said to be unknown and nothing more: it is
 * never taken for a wrong PIN, and after C_Sign it counts as "may have signed".
 */
export function meaningOfCkr(value: number): CkrMeaning {
  const known = byValue.get(value);
  if (known !== undefined) return known;
  const hex = value.toString(16).toUpperCase().padStart(8, '0');
  return {
    name: value >= VENDOR_DEFINED ? `CKR_VENDOR_DEFINED 0x${hex}` : `CKR 0x${hex}`,
    value,
    code: 'TOKEN_UNKNOWN_CKR',
    mayHaveSigned: true,
    loginState: 'kept',
    action: 'reread-flags',
  };
}

/** Every value with a deliberate row, in order. */
export function knownCkrs(): readonly CkrMeaning[] {
  return [...byValue.values()];
}
