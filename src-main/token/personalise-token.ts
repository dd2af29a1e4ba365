import { randomBytes } from 'node:crypto';
import type { Clock } from '#main/platform/clock.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { assembleCertificateRequest, certificationRequestInfo } from '#main/trust/certificate-request.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { useRefused } from '#main/warrant/warrant-office.ts';
import type { TokenHostClient } from './host-client.ts';
import type { TokenRef } from './host-protocol.ts';
import { bindSession, inSession } from './key-session.ts';
import { refuseOtherCertificate, writeContents } from './complete-token.ts';
import type { SealOnToken } from './seal-on-token.ts';
import type { SessionSignature } from './signing-session.ts';
import { hostOf, type TokenService } from './token-service.ts';
import type { TokenIdentity } from './token-state.ts';

/** What a token needs for a key pair to be born on it. */
export interface KeyBirth {
  readonly token: TokenRef;
  /** Up to 32 bytes in UTF-8; longer labels are cut at a character. */
  readonly label: string;
  readonly officerPin: string;
  readonly userPin: string;
  readonly use: CertificateRequestUse;
  readonly clock: Clock;
  /** Journal the signature on the request; called before the request leaves the room. */
  readonly onSignature?: (signature: SessionSignature) => void;
}

/** A key pair that was born on a token and waits for its certificate; holds no secret. */
export interface BornKey {
  readonly token: TokenRef;
  readonly ckaId: Uint8Array;
  /** 65 bytes. */
  readonly publicKey: Uint8Array;
}

export interface Personalisation extends KeyBirth {
  /** The CA: a PKCS#10 request in DER goes in, with the token it comes from; a certificate in DER comes out. */
  readonly issueCertificate: (requestDer: Uint8Array, token: TokenRef) => Promise<Uint8Array> | Uint8Array;
  /** The seal made for that certificate, when it is to be written on the token too. */
  readonly makeSeal?: (certificateDer: Uint8Array) => Promise<Uint8Array> | Uint8Array;
}

export interface PersonalisedToken {
  readonly identity: TokenIdentity;
  /** 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly certificate: Uint8Array;
  readonly sealOnToken: SealOnToken;
}

/**
 * Erase a token, set its PIN and let a key pair be born on it; everything that was on it is lost. The certificate may
 * take people days: it comes with `completeToken`.
 *
 * @returns the key, and a PKCS#10 request in DER that it signed
 * @throws TOKEN_ codes of each step, after which the token must be erased anew
 */
export async function bearKey(
  service: TokenService,
  order: KeyBirth,
): Promise<BornKey & { readonly request: Uint8Array }> {
  const host = hostOf(service);
  const token = await initialiseToken(service, order);
  const ckaId = new Uint8Array(randomBytes(16));
  const publicKey = await inSession(host, token, { user: 'user', pin: order.userPin }, (session) =>
    host.call('generateKeyPair', { session, ckaId, label: order.label }),
  );
  // Logged in anew for the key that exists now: it may demand its PIN again before it signs.
  const login = { user: 'user', pin: order.userPin, signingKey: ckaId } as const;
  return await inSession(host, token, login, async (session) => {
    const request = await signRequest(host, session, token, { ckaId, publicKey }, order);
    return { token, ckaId, publicKey, request };
  });
}

/**
 * Make a blank token into the token of a seal in one go: bear the key, have it certified, write certificate and seal.
 * For an issuing desk that is its own CA.
 *
 * @throws TRUST_CERT_MALFORMED; TOKEN_CONTENT_MISMATCH when the CA certified another key; TOKEN_ codes of each step,
 *   after which the token must be personalised anew
 */
export async function personaliseToken(service: TokenService, order: Personalisation): Promise<PersonalisedToken> {
  const host = hostOf(service);
  const { request, ...key } = await bearKey(service, order);
  const certificate = await order.issueCertificate(request, key.token);
  refuseOtherCertificate(key, certificate);
  const seal = await order.makeSeal?.(certificate);
  const contents = { label: order.label, certificate, seal };
  const sealOnToken = await inSession(host, key.token, { user: 'user', pin: order.userPin }, (session) =>
    writeContents(host, session, key, contents),
  );
  const { token, publicKey } = key;
  return { identity: { ...token, certificateSm3: sm3(certificate) }, publicKey, certificate, sealOnToken };
}

/**
 * Erase a token and give it its user PIN. A blank token takes the officer's PIN that is given here.
 * @returns the token as it is called from now on; a blank one gets its serial number here
 */
export async function initialiseToken(
  service: TokenService,
  order: Pick<Personalisation, 'token' | 'label' | 'officerPin' | 'userPin'>,
): Promise<TokenRef> {
  const host = hostOf(service);
  const { officerPin, userPin, label } = order;
  const { serial, manufacturer } = await host.call('initToken', { token: { ...order.token }, officerPin, label });
  const token = { serial, manufacturer };
  await inSession(host, token, { user: 'officer', pin: officerPin }, (session) =>
    host.call('initPin', { session, pin: userPin }),
  );
  return token;
}

const requestsTaken = new WeakSet<CertificateRequestUse>();

async function signRequest(
  host: TokenHostClient,
  session: number,
  token: TokenRef,
  key: { readonly ckaId: Uint8Array; readonly publicKey: Uint8Array },
  order: KeyBirth,
): Promise<Uint8Array> {
  const { use, clock, onSignature } = order;
  if (!CertificateRequestUse.isGenuine(use)) throw useRefused('forged');
  if (requestsTaken.has(use)) throw useRefused('useSpent');
  requestsTaken.add(use);
  const { publicKey } = key;
  const info = certificationRequestInfo({ subjectDer: distinguishedName(use.subject), publicKey });
  const bound = bindSession(host, session, token, { ...key, certificate: null });
  const signature = await bound.sign(sm2Digest(publicKey, info), info);
  onSignature?.({
    ...signature,
    useKind: use.kind,
    useId: use.useId,
    certificateSm3: null,
    tokenSerial: token.serial,
    at: clock.now(),
  });
  return assembleCertificateRequest({ info, signatureDer: signature.signatureDer });
}
