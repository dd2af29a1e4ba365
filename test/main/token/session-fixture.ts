import { adjustableClock } from '#main/platform/clock.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import { openSigningSession, type SessionSignature, type StampingSession } from '#main/token/signing-session.ts';
import type { PinAnswer, PinEntry, PinQuestion } from '#main/token/pin-entry.ts';
import type { TokenService } from '#main/token/token-service.ts';
import type { TokenIdentity } from '#main/token/token-state.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { openOffice, reservedWarrant } from '#test/main/warrant/warrant-fixture.ts';

/** What a stamp would sign; its content does not matter to the token room. */
export const tbs = new TextEncoder().encode('to-be-signed data of a stamp');
export const sessionClock = adjustableClock(new Date('2026-03-02T09:00:00Z'));

/** A screen that answers as it is told and remembers what it was asked. */
export interface ScriptedPinEntry extends PinEntry {
  readonly asked: PinQuestion[];
}

export function answerWith(...answers: Array<string | PinAnswer>): ScriptedPinEntry {
  const asked: PinQuestion[] = [];
  const rest = [...answers];
  return {
    asked,
    async askPin(question) {
      asked.push(question);
      const next = rest.shift() ?? { kind: 'cancelled' };
      return typeof next === 'string' ? { kind: 'pin', pin: next } : next;
    },
  };
}

/** A warrant for this key, reserved for the digest of `tbs`, with its office. */
export function warrantFor(key: PersonalisedSoftkey) {
  const opened = openOffice();
  const e = sm2Digest(key.publicKey, tbs);
  const warrant = reservedWarrant(opened, e, {
    signerCertSm3: key.identity.certificateSm3,
    tokenSerial: key.identity.serial,
  });
  return { ...opened, warrant, e };
}

export function openFor(
  service: TokenService,
  key: { readonly identity: TokenIdentity },
  warrant: StampingWarrant,
  pinEntry: PinEntry,
): Promise<StampingSession> {
  return openSigningSession(service, {
    use: warrant,
    tokenIdentity: key.identity,
    pinEntry,
    documentName: '关于放假的通知.pdf',
    isTrainingKeyAllowed: true,
    clock: sessionClock,
  });
}

/** Open, sign the digest of `tbs` once, close. */
export async function stampOnce(
  service: TokenService,
  key: PersonalisedSoftkey,
  pinEntry: PinEntry = answerWith(key.userPin),
): Promise<SessionSignature> {
  const { warrant, e } = warrantFor(key);
  const session = await openFor(service, key, warrant, pinEntry);
  try {
    return await session.sign(e, tbs);
  } finally {
    await session.close();
  }
}
