import type { Clock } from '#main/platform/clock.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { ActivationProofUse, SelfTestUse } from '#main/warrant/key-use.ts';
import { SealMakingUse } from '#main/warrant/seal-making-use.ts';
import type { JournaledSignature } from '#main/warrant/signature-journal.ts';
import { StampingWarrant, useRefused } from '#main/warrant/warrant-office.ts';
import { openKeySession, type PinAsking, type VerifiedSignature } from './key-session.ts';
import { limited, type LimitedSession } from './session-limits.ts';
import { hostOf, type TokenService } from './token-service.ts';
import type { TokenIdentity } from './token-state.ts';
import { refuseOtherBytes } from './stamping-form.ts';
import { statementFor } from './use-statements.ts';

/** A use whose key has a certificate; a certificate request is made while a token is personalised. */
export type CertifiedUse = StampingWarrant | ActivationProofUse | SelfTestUse | SealMakingUse;

export interface OpenSigningSession<Use extends CertifiedUse> extends Omit<PinAsking, 'purpose' | 'batch'> {
  readonly use: Use;
  readonly tokenIdentity: TokenIdentity;
  readonly clock: Clock;
  /** How long a login may stand before its signature is asked for; default five minutes. */
  readonly maxMinutes?: number;
}

/** A verified signature, ready to be journaled before anything else is done with it. */
export interface SessionSignature extends VerifiedSignature, JournaledSignature {
  readonly signatureRs: Uint8Array;
  readonly e: Uint8Array;
}

interface Closeable {
  /** Log out and close. Always call it; it never throws. */
  close(): Promise<void>;
}

export interface StampingSession extends Closeable {
  /**
   * Sign the digest the warrant was reserved for, once the bytes behind it were seen to be a stamp of this warrant.
   *
   * @param e 32 bytes: SM3(Z || to-be-signed data)
   * @param message the to-be-signed data: TBS_Sign, or the signed attributes of the compatible profile; it must give
   *   `e`, and a token that hashes by itself gets it
   * @throws TOKEN_USE_REFUSED; TOKEN_REMOVED, TOKEN_TIMEOUT, TOKEN_HOST_CRASHED and others with the fact
   *   `mayHaveSigned`; TOKEN_CONTENT_MISMATCH, TOKEN_WRONG_KEY when the key was changed; TOKEN_SIGNATURE_INVALID
   */
  sign(e: Uint8Array, message: Uint8Array): Promise<SessionSignature>;
}

export interface SealMakingSession extends Closeable {
  /** @param sealInfo the exact bytes whose SM3 the use names */
  signSealInfo(sealInfo: Uint8Array): Promise<SessionSignature>;
}

export interface StatementSession extends Closeable {
  /** Sign the statement this room builds from the use. */
  signStatement(): Promise<SessionSignature & { readonly statement: Uint8Array }>;
}

export type SessionFor<Use extends CertifiedUse> = Use extends StampingWarrant
  ? StampingSession
  : Use extends SealMakingUse
    ? SealMakingSession
    : StatementSession;

/** Non-stamping uses that have been taken to a key; warrants keep their own book. */
const taken = new WeakSet<CertifiedUse>();

/**
 * Log in to the key for one permitted use. The PIN is asked here, last, after everything that can be refused without
 * it; a cancelled or wrong PIN ends here and nothing was signed.
 *
 * A session gives one signature; one login for several warrants is `openBatchSession`.
 *
 * @throws TOKEN_USE_REFUSED for a forged use or one for another key; TOKEN_ABSENT, TOKEN_WRONG_KEY; TOKEN_PIN_LOCKED
 *   without asking; TOKEN_PIN_CANCELLED, TOKEN_PIN_FINAL_TRY, TOKEN_PIN_FORMAT without spending a try;
 *   TOKEN_PIN_INCORRECT with `triesState`; the others of the table of return values
 */
export async function openSigningSession<Use extends CertifiedUse>(
  service: TokenService,
  input: OpenSigningSession<Use>,
): Promise<SessionFor<Use>> {
  const use: CertifiedUse = input.use;
  refuseForged(use);
  if (use instanceof StampingWarrant) refuseOtherKey(use, input.tokenIdentity);
  const key = await openKeySession(hostOf(service), input.tokenIdentity, { ...input, purpose: use.kind });
  const session = limited(key, { clock: input.clock, maxMinutes: input.maxMinutes ?? 5, maxSignatures: 1 });
  return sessionOf(use, session, input.clock) as SessionFor<Use>;
}

function sessionOf(
  use: CertifiedUse,
  session: LimitedSession,
  clock: Clock,
): StampingSession | SealMakingSession | StatementSession {
  const close = () => session.close();
  const finish = (useId: string, signature: VerifiedSignature): SessionSignature => ({
    ...signature,
    useKind: use.kind,
    useId,
    certificateSm3: session.certificateSm3,
    tokenSerial: session.token.serial,
    at: clock.now(),
  });
  if (use instanceof StampingWarrant) {
    return {
      close,
      async sign(e, message) {
        refuseOtherBytes(use, session.publicKey, e, message);
        // First the session, so that an expired one does not use the warrant up.
        session.refuseOver();
        StampingWarrant.take(use, e);
        return finish(use.warrantId, await session.sign(e, message));
      },
    };
  }
  const signOnce = async (message: Uint8Array): Promise<SessionSignature> => {
    if (taken.has(use)) throw useRefused('useSpent');
    session.refuseOver();
    taken.add(use);
    return finish(use.useId, await session.sign(sm2Digest(session.publicKey, message), message));
  };
  if (use instanceof SealMakingUse) {
    return {
      close,
      async signSealInfo(sealInfo) {
        if (!isSame(sm3(sealInfo), use.sealInfoSm3)) throw useRefused('otherDigest');
        return await signOnce(sealInfo);
      },
    };
  }
  return {
    close,
    async signStatement() {
      const statement = statementFor(use);
      return { ...(await signOnce(statement)), statement };
    },
  };
}

function refuseForged(use: CertifiedUse): void {
  const isGenuine =
    StampingWarrant.isGenuine(use) ||
    ActivationProofUse.isGenuine(use) ||
    SelfTestUse.isGenuine(use) ||
    SealMakingUse.isGenuine(use);
  if (!isGenuine) throw useRefused('forged');
}

/** A warrant names the certificate and the token it was approved for. */
function refuseOtherKey(warrant: StampingWarrant, identity: TokenIdentity): void {
  const { signerCertSm3, tokenSerial } = warrant.binding;
  if (tokenSerial !== identity.serial || !isSame(signerCertSm3, identity.certificateSm3)) {
    throw useRefused('otherCertificate');
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
