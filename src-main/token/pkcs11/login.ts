import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { meaningOfCkr } from '../ckr-table.ts';
import { hasGotWorse, triesStateOf, triesWords, type TriesState } from '../token-flags.ts';
import { CkrFailure, callModule, isCkr, toStationError } from './ckr-failure.ts';
import { findPrivateKey, readBoolean } from './objects.ts';
import type { SessionBook, TokenSession } from './sessions.ts';
import type { TokenModule } from './token-module.ts';

const userTypes = { officer: 0, user: 1 } as const;
const CKA_ALWAYS_AUTHENTICATE = 0x202;

export interface LoginRequest {
  readonly user: 'user' | 'officer';
  readonly pin: string;
  readonly signingKey: Uint8Array | null;
  readonly forSeveral: boolean;
}

/**
 * Log in once. A PIN is never tried a second time, neither by us nor in another form.
 *
 * @throws TOKEN_PIN_INCORRECT with the tries state read anew; TOKEN_PIN_LOCKED, also when this very try locked the
 *   token; TOKEN_PIN_FORMAT; TOKEN_PIN_EACH_TIME; TOKEN_DEVICE_FAULT and others by the table of return values
 */
export function login(module: TokenModule, book: SessionBook, session: TokenSession, request: LoginRequest): void {
  const { user, pin, signingKey } = request;
  const before = triesStateNow(module, session, user);
  const wasOurs = book.isLoggedIn(session.slot);
  const attempt = () => callModule('C_Login', () => module.pkcs11.C_Login(session.handle, userTypes[user], pin));
  try {
    try {
      attempt();
    } catch (error) {
      if (!isCkr(error, 'CKR_USER_ALREADY_LOGGED_IN') || wasOurs) throw error;
      // Somebody else's login of which we know nothing: the PIN was not looked at. End it, so that it is.
      callModule('C_Logout', () => module.pkcs11.C_Logout(session.handle));
      attempt();
    }
  } catch (error) {
    if (!(error instanceof CkrFailure)) throw error;
    if (!(wasOurs && isCkr(error, 'CKR_USER_ALREADY_LOGGED_IN')))
      throw loginFailure(module, session, user, before, error);
  }
  session.loggedInAs = user;
  if (signingKey === null || !isAlwaysAuthenticated(module, session, signingKey)) return;
  // The PIN is kept for one signature and not a moment longer, so one login cannot give several with such a key. The
  // attribute of a private key shows only now; whoever asked closes the session.
  if (request.forSeveral) throw new StationError('TOKEN_PIN_EACH_TIME', { serial: session.ref.serial });
  session.contextPin = pin;
}

function isAlwaysAuthenticated(module: TokenModule, session: TokenSession, ckaId: Uint8Array): boolean {
  const key = findPrivateKey(module, session.handle, ckaId);
  return readBoolean(module, session.handle, key, CKA_ALWAYS_AUTHENTICATE) === true;
}

function loginFailure(
  module: TokenModule,
  session: TokenSession,
  user: 'user' | 'officer',
  before: TriesState | null,
  failure: CkrFailure,
): StationError {
  const info = tokenInfoNow(module, session);
  const after = info === null ? null : triesStateOf(info.flags, user);
  const profile =
    info === null ? null : module.profileFor({ manufacturer: info.manufacturerID.trim(), model: info.model.trim() });
  const sameAs = profile?.vendorCkrs.find((row) => row.value === failure.value)?.sameAs;
  const facts = {
    serial: session.ref.serial,
    ...(info === null ? {} : { min: Number(info.minPinLen), max: Number(info.maxPinLen) }),
    ...(after === null ? {} : { triesState: after, tries: triesWords(after) }),
  };
  const { code } = meaningOfCkr(sameAs ?? failure.value);
  const error = toStationError(failure, facts);
  return new StationError(codeOfLogin(code, before, after), error.facts, failure);
}

/**
 * Some modules answer a wrong PIN with a general failure. Only the token's own counter is believed: if it went down
 * the PIN was wrong; if it did not, the failure stays what the module called it.
 */
function codeOfLogin(code: ErrorCode, before: TriesState | null, after: TriesState | null): ErrorCode {
  const isCounted = before !== null && after !== null && hasGotWorse(before, after);
  const isVague = code === 'TOKEN_DEVICE_FAULT' || code === 'TOKEN_UNKNOWN_CKR';
  const isPinMatter = code === 'TOKEN_PIN_INCORRECT' || code === 'TOKEN_PIN_FORMAT' || isVague;
  if (after === 'locked' && isPinMatter) return 'TOKEN_PIN_LOCKED';
  return isVague && isCounted ? 'TOKEN_PIN_INCORRECT' : code;
}

function triesStateNow(module: TokenModule, session: TokenSession, user: 'user' | 'officer'): TriesState | null {
  const info = tokenInfoNow(module, session);
  return info === null ? null : triesStateOf(info.flags, user);
}

function tokenInfoNow(module: TokenModule, session: TokenSession) {
  try {
    return callModule('C_GetTokenInfo', () => module.pkcs11.C_GetTokenInfo(session.slot));
  } catch (error) {
    if (error instanceof CkrFailure) return null;
    throw error;
  }
}
