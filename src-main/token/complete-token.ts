import { StationError } from '#shared/errors/station-error.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { TokenHostClient } from './host-client.ts';
import { askPinFor, inSession, refuseUnusable, type PinAsking } from './key-session.ts';
import type { BornKey } from './personalise-token.ts';
import { writeSealOnToken, type SealOnToken } from './seal-on-token.ts';
import { hostOf, type TokenService } from './token-service.ts';
import { summarise } from './token-state.ts';

/** What is written beside a key once it was certified. */
export interface KeyContents {
  readonly label: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** The seal made for that certificate, as its maker signed it. */
  readonly seal?: Uint8Array | undefined;
}

/**
 * Write certificate and seal beside a key that was born on this token earlier. The PIN is asked now: nobody kept it
 * while people decided. What an interrupted attempt has
 * already written is replaced.
 *
 * @throws TOKEN_CONTENT_MISMATCH for a certificate of another key, or when the token holds another key by now;
 *   TOKEN_ABSENT, TOKEN_WRONG_KEY, TOKEN_PIN_*, TOKEN_FULL, TRUST_CERT_MALFORMED
 */
export async function completeToken(
  service: TokenService,
  key: BornKey,
  contents: KeyContents,
  asking: Omit<PinAsking, 'purpose'>,
): Promise<SealOnToken> {
  const host = hostOf(service);
  refuseOtherCertificate(key, contents.certificate);
  const info = await host.call('state', { token: key.token });
  refuseUnusable(summarise(info), asking.isTrainingKeyAllowed, host.modulePath);
  const pin = await askPinFor(host, info, { ...asking, purpose: 'certificate-request' });
  return inSession(host, key.token, { user: 'user', pin }, async (session) => {
    const held = await host.call('publicKey', { session, ckaId: key.ckaId });
    if (!Buffer.from(held).equals(key.publicKey)) throw otherKey(key);
    return writeContents(host, session, key, contents);
  });
}

/** In a read-write session of the user. */
export async function writeContents(
  host: TokenHostClient,
  session: number,
  { token, ckaId }: BornKey,
  { label, certificate, seal }: KeyContents,
): Promise<SealOnToken> {
  await host.call('writeCertificate', { session, ckaId, label, der: certificate });
  return seal === undefined ? 'none' : await writeSealOnToken(host, session, token, seal);
}

/** @throws TOKEN_CONTENT_MISMATCH when the CA certified another key */
export function refuseOtherCertificate(key: BornKey, certificate: Uint8Array): void {
  const certified = readCertificate(certificate).publicKey;
  if (certified === null || !Buffer.from(certified).equals(key.publicKey)) throw otherKey(key);
}

function otherKey({ token }: BornKey): StationError {
  return new StationError('TOKEN_CONTENT_MISMATCH', { detail: '@token.mismatch.publicKey', serial: token.serial });
}
