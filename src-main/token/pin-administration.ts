import { inSession } from './key-session.ts';
import type { TokenRef } from './host-protocol.ts';
import { hostOf, type TokenService } from './token-service.ts';

/**
 * Change the user's PIN. The login with the old one comes first, so that a wrong old PIN is answered like at any
 * other login, with the tries state read anew; it costs one try and is not repeated.
 *
 * Whether people may do this themselves is for the profile to say (U-CUS-10); this room only does it.
 * @throws TOKEN_PIN_INCORRECT, TOKEN_PIN_LOCKED, TOKEN_PIN_FORMAT for the new PIN, TOKEN_ABSENT, TOKEN_WRONG_KEY
 */
export async function changePin(
  service: TokenService,
  token: TokenRef,
  pins: { readonly oldPin: string; readonly newPin: string },
): Promise<void> {
  const host = hostOf(service);
  const { oldPin, newPin } = pins;
  await inSession(host, token, { user: 'user', pin: oldPin }, (session) =>
    host.call('changePin', { session, oldPin, newPin }),
  );
}

/**
 * Set a new user PIN with the officer's, which also unlocks the token. For the issuing desk.
 * @throws TOKEN_PIN_INCORRECT and TOKEN_PIN_LOCKED about the officer's PIN
 */
export async function unlockToken(
  service: TokenService,
  token: TokenRef,
  pins: { readonly officerPin: string; readonly newUserPin: string },
): Promise<void> {
  const host = hostOf(service);
  const pin = pins.newUserPin;
  await inSession(host, token, { user: 'officer', pin: pins.officerPin }, (session) =>
    host.call('initPin', { session, pin }),
  );
}
