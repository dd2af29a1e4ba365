import type { Clock } from '#main/platform/clock.ts';
import { ApprovedBatch } from '#main/warrant/approved-batch.ts';
import { StampingWarrant, useRefused } from '#main/warrant/warrant-office.ts';
import { openKeySession, type PinAsking } from './key-session.ts';
import { limited } from './session-limits.ts';
import type { SessionSignature } from './signing-session.ts';
import { refuseOtherBytes } from './stamping-form.ts';
import { hostOf, type TokenService } from './token-service.ts';
import type { TokenIdentity } from './token-state.ts';

export interface OpenBatchSession extends Omit<PinAsking, 'purpose' | 'batch'> {
  readonly batch: ApprovedBatch;
  readonly tokenIdentity: TokenIdentity;
  readonly clock: Clock;
  /** How long the login stands at most, however many documents are left. */
  readonly maxMinutes: number;
}

/**
 * One login for the documents of one approved batch: bounded by their list, by their number and by time. It is no
 * permission: each signature needs the warrant of its own document, which is taken once.
 */
export interface BatchSession {
  readonly endsAt: Date;
  /** Nothing more is signed: its time or its number is used up, or it was closed. */
  readonly isOver: boolean;
  /**
   * @throws TOKEN_USE_REFUSED for a warrant that is forged, of another document than the list has, or was taken
   *   before, and when the session is over; the others as `StampingSession.sign`
   */
  sign(warrant: StampingWarrant, e: Uint8Array, message: Uint8Array): Promise<SessionSignature>;
  /** Log out and close. Always call it; it never throws. */
  close(): Promise<void>;
}

/**
 * Log in to the key for a batch. The PIN is asked once, with the number of documents and the minutes it is good for.
 *
 * @throws what `openSigningSession` throws; TOKEN_PIN_EACH_TIME for a key that demands the PIN for each signature:
 *   nothing keeps a PIN, so such a key stamps one document at a time
 */
export async function openBatchSession(service: TokenService, input: OpenBatchSession): Promise<BatchSession> {
  const { batch, tokenIdentity, clock, maxMinutes } = input;
  if (!ApprovedBatch.isGenuine(batch)) throw useRefused('forged');
  const isSameKey = Buffer.from(batch.signerCertSm3).equals(tokenIdentity.certificateSm3);
  if (batch.tokenSerial !== tokenIdentity.serial || !isSameKey) throw useRefused('otherCertificate');
  const asked = { documents: batch.size, minutes: maxMinutes };
  const key = await openKeySession(hostOf(service), tokenIdentity, {
    ...input,
    purpose: 'stamping',
    documentName: batch.title,
    batch: asked,
  });
  const session = limited(key, { clock, maxMinutes, maxSignatures: batch.size });
  return {
    endsAt: session.endsAt,
    get isOver() {
      return session.isOver;
    },
    close: () => session.close(),
    async sign(warrant, e, message) {
      if (!StampingWarrant.isGenuine(warrant)) throw useRefused('forged');
      const { binding, warrantId } = warrant;
      if (!batch.permits(binding.requestId, binding.documentDigestSm3)) throw useRefused('notInBatch');
      const isSameCertificate = Buffer.from(binding.signerCertSm3).equals(tokenIdentity.certificateSm3);
      if (binding.tokenSerial !== tokenIdentity.serial || !isSameCertificate) throw useRefused('otherCertificate');
      refuseOtherBytes(warrant, session.publicKey, e, message);
      // First the session, so that an expired one does not use the warrant up.
      session.refuseOver();
      StampingWarrant.take(warrant, e);
      const signature = await session.sign(e, message);
      return {
        ...signature,
        useKind: 'stamping',
        useId: warrantId,
        certificateSm3: session.certificateSm3,
        tokenSerial: session.token.serial,
        at: clock.now(),
      };
    },
  };
}
