import { basename } from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { readSignatureValue, rsToDer } from '#main/sm/signature-encoding.ts';
import { sm2VerifyDigest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { KeyUse } from '#main/warrant/key-use.ts';
import type { TokenHostClient } from './host-client.ts';
import type { HostTokenInfo, TokenRef } from './host-protocol.ts';
import { askForPin, type PinEntry, type PinQuestion } from './pin-entry.ts';
import { triesStateOf, triesWords } from './token-flags.ts';
import { tokenLeaving } from './token-monitor.ts';
import { summarise, type TokenIdentity, type TokenSummary } from './token-state.ts';

/** A logged-in session bound to one key. For this room alone: what may be signed is decided in `signing-session.ts`. */
export interface KeySession {
  readonly token: TokenRef;
  /** 65 bytes. */
  readonly publicKey: Uint8Array;
  /** 32 bytes; null for a key without a certificate. */
  readonly certificateSm3: Uint8Array | null;
  sign(e: Uint8Array, message: Uint8Array | null): Promise<VerifiedSignature>;
  close(): Promise<void>;
}

/** A signature that was verified with the key's own public key before it left this room. */
export interface VerifiedSignature {
  readonly e: Uint8Array;
  /** 64 bytes: r then s. */
  readonly signatureRs: Uint8Array;
  /** DER SEQUENCE of r and s, minimal. */
  readonly signatureDer: Uint8Array;
}

export interface PinAsking {
  readonly purpose: KeyUse['kind'];
  readonly pinEntry: PinEntry;
  readonly documentName?: string;
  /** One login for several signatures: how many, and for how long at most. */
  readonly batch?: PinQuestion['batch'];
  /** Default two minutes; then it counts as cancelled. */
  readonly pinTimeoutMs?: number;
  /** A station in production refuses software keys. */
  readonly isTrainingKeyAllowed: boolean;
}

/** Which key on the token, and what its signatures are verified with. */
interface BoundKey {
  readonly ckaId: Uint8Array;
  readonly certificate: Uint8Array | null;
  readonly publicKey: Uint8Array;
}

/**
 * Refuse a token that cannot be used, before a PIN is asked.
 * @throws TOKEN_PIN_LOCKED, TOKEN_PIN_NOT_SET, TOKEN_PIN_EXPIRED, TOKEN_TRAINING_KEY, TOKEN_NOT_RECOGNIZED
 */
export function refuseUnusable(token: TokenSummary, isTrainingKeyAllowed: boolean, modulePath: string): void {
  const { serial, triesState, model } = token;
  if (token.isTraining && !isTrainingKeyAllowed) throw new StationError('TOKEN_TRAINING_KEY', { serial });
  if (token.profileId === null) {
    throw new StationError('TOKEN_NOT_RECOGNIZED', {
      detail: '@token.missing.profile',
      model,
      file: basename(modulePath),
      serial,
    });
  }
  if (!token.isPinSet) throw new StationError('TOKEN_PIN_NOT_SET', { serial });
  if (triesState === 'locked') {
    throw new StationError('TOKEN_PIN_LOCKED', { serial, triesState, tries: triesWords(triesState) });
  }
  if (token.pinMustChange) throw new StationError('TOKEN_PIN_EXPIRED', { serial });
}

/**
 * The certified key of an identity: certificate found by its SM3, checked to hold an SM2 key.
 * @throws TOKEN_KEY_NOT_FOUND, TOKEN_CONTENT_MISMATCH
 */
export async function findCertifiedKey(host: TokenHostClient, identity: TokenIdentity): Promise<BoundKey> {
  const token = refOf(identity);
  const certificates = await host.call('certificates', { token });
  if (certificates.length === 0) {
    throw new StationError('TOKEN_KEY_NOT_FOUND', { detail: '@token.missing.certificate', serial: identity.serial });
  }
  const expected = Buffer.from(identity.certificateSm3);
  const found = certificates.find(({ der }) => expected.equals(sm3(der)));
  const publicKey = found === undefined ? null : readCertificate(found.der).publicKey;
  if (found === undefined || publicKey === null) {
    throw new StationError('TOKEN_CONTENT_MISMATCH', {
      detail: '@token.mismatch.certificate',
      serial: identity.serial,
    });
  }
  return { ckaId: found.ckaId, certificate: found.der, publicKey };
}

/**
 * Read the flags, ask for the PIN, log in. Nothing is signed here.
 * @throws what `refuseUnusable`, `askForPin` and the host's login throw
 */
export async function openKeySession(
  host: TokenHostClient,
  identity: TokenIdentity,
  asking: PinAsking,
): Promise<KeySession> {
  const token = refOf(identity);
  const info = await host.call('state', { token });
  refuseUnusable(summarise(info), asking.isTrainingKeyAllowed, host.modulePath);
  const key = await findCertifiedKey(host, identity);
  const pin = await askPinFor(host, info, asking);
  const session = await openOrRemoved(host, token);
  try {
    const forSeveral = asking.batch !== undefined;
    await host.call('login', { session, user: 'user', pin, signingKey: key.ckaId, forSeveral });
  } catch (error) {
    await closeQuietly(host, session);
    throw error;
  }
  return bindSession(host, session, token, key);
}

/** @throws TOKEN_PIN_LOCKED, and what `askForPin` throws */
export async function askPinFor(host: TokenHostClient, info: HostTokenInfo, asking: PinAsking): Promise<string> {
  const triesState = triesStateOf(info.flags);
  if (triesState === 'locked') throw new StationError('TOKEN_PIN_LOCKED', { serial: info.serial, triesState });
  const question: PinQuestion = {
    purpose: asking.purpose,
    tokenSerial: info.serial,
    triesState,
    minLength: info.minPinLength,
    maxLength: info.maxPinLength,
    ...(asking.documentName === undefined ? {} : { documentName: asking.documentName }),
    ...(asking.batch === undefined ? {} : { batch: asking.batch }),
  };
  return await askForPin(asking.pinEntry, question, {
    timeoutMs: asking.pinTimeoutMs ?? 120_000,
    tokenLeft: (signal) => tokenLeaving(host, refOf(info), info.series, signal),
  });
}

/** It was there a moment ago, before the PIN: absent now means pulled. */
async function openOrRemoved(host: TokenHostClient, token: TokenRef): Promise<number> {
  try {
    return await host.call('open', { token, isReadWrite: false });
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'TOKEN_ABSENT') throw error;
    throw new StationError('TOKEN_REMOVED', { serial: token.serial, mayHaveSigned: false }, error);
  }
}

/** A session that is logged in, bound to one key. Signing checks the certificate on the token each time. */
export function bindSession(host: TokenHostClient, session: number, token: TokenRef, key: BoundKey): KeySession {
  const { ckaId, certificate, publicKey } = key;
  return {
    token,
    publicKey,
    certificateSm3: certificate === null ? null : sm3(certificate),
    async sign(e, message) {
      const answer = await host.call('sign', { session, ckaId, certificate, publicKey, e, message });
      const value = readSignatureValue(answer.signature);
      // The one check that catches a wrong mechanism, a wrong key, a wrong use of Z and a lying driver.
      if (value === null || !sm2VerifyDigest(publicKey, e, value.rs)) {
        const { serial } = token;
        throw new StationError('TOKEN_SIGNATURE_INVALID', {
          serial,
          mechanism: answer.mechanism,
          mayHaveSigned: false,
        });
      }
      return { e: e.slice(), signatureRs: value.rs, signatureDer: rsToDer(value.rs) };
    },
    close: () => closeQuietly(host, session),
  };
}

/** Log out and close; a token that has gone is closed by itself. */
export async function closeQuietly(host: TokenHostClient, session: number): Promise<void> {
  await host.call('close', { session }).catch(() => {});
}

/** Run `act` in a read-write session that is logged in, and close it whatever happens. */
export async function inSession<T>(
  host: TokenHostClient,
  token: TokenRef,
  login: { readonly user: 'user' | 'officer'; readonly pin: string; readonly signingKey?: Uint8Array },
  act: (session: number) => Promise<T>,
): Promise<T> {
  const session = await host.call('open', { token, isReadWrite: true });
  try {
    await host.call('login', {
      session,
      user: login.user,
      pin: login.pin,
      signingKey: login.signingKey ?? null,
      forSeveral: false,
    });
    return await act(session);
  } finally {
    await closeQuietly(host, session);
  }
}

function refOf(token: TokenRef): TokenRef {
  return { serial: token.serial, manufacturer: token.manufacturer };
}
