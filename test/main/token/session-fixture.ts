import { writeTbsSign } from '#main/formats/ses/write.ts';
import { adjustableClock } from '#main/platform/clock.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import { openSigningSession, type SessionSignature, type StampingSession } from '#main/token/signing-session.ts';
import type { PinAnswer, PinEntry, PinQuestion } from '#main/token/pin-entry.ts';
import type { TokenService } from '#main/token/token-service.ts';
import type { TokenIdentity } from '#main/token/token-state.ts';
import type { UseBinding } from '#main/warrant/approved-use.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import type { PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { openOffice, reservedWarrant } from '#test/main/warrant/warrant-fixture.ts';

const authority = demoAuthority();

const sealDer = makeSeal(authority.maker, authority.signer, { esId: '31010000000001' });

/** What a stamp of the seal profile signs over a document, around the seal that the fixture's warrants name. */
export function tbsOver(dataHash: Uint8Array): Uint8Array {
  return writeTbsSign({
    sealDer,
    time: new Date('2026-03-02T09:00:00Z'),
    dataHash,
    propertyInfo: 'ByteRange:[0 1 2 3]',
  });
}

export const tbs = tbsOver(new Uint8Array(32).fill(9));
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

/** A warrant for this key, reserved for the digest of a message, with its office. */
export function warrantFor(key: PersonalisedSoftkey, message: Uint8Array = tbs, changes: Partial<UseBinding> = {}) {
  const opened = openOffice();
  const e = sm2Digest(key.publicKey, message);
  const warrant = reservedWarrant(opened, e, {
    signerCertSm3: key.identity.certificateSm3,
    tokenSerial: key.identity.serial,
    ...changes,
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
