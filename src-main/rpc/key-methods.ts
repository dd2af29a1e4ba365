import { readKeptSeal, type KeptSeal } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { inTurn } from '#main/stamping/station-turn.ts';
import { authenticate } from '#main/station/people.ts';
import { transaction } from '#main/storage/database.ts';
import { recordEnrolment } from '#main/token/enrolment-repository.ts';
import { recordPinSet } from '#main/token/pin-age.ts';
import { changePinAsking } from '#main/token/pin-change.ts';
import { selfTest } from '#main/token/self-test.ts';
import type { TokenIdentity } from '#main/token/token-state.ts';
import { SelfTestUse } from '#main/warrant/key-use.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { KeyCareView } from '#shared/contract/station.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { pinAge, pinChangeRule } from '#shared/policy/pin-rule.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

/** What a custodian does for his key besides stamping with it. */
export function keyMethods({ station: { key } }: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    care: key.care.handler(({ input }) => keyCare(parts, readKeptSeal(parts.db, input.esId))),
    changePin: key.changePin.handler(({ input, context }) => changePin(parts, input.esId, signedIn(context))),
    selfTest: key.selfTest.handler(({ input, context }) => testKey(parts, input, signedIn(context))),
  };
}

async function keyCare(parts: StationParts, seal: KeptSeal): Promise<KeyCareView> {
  const { desk, profile } = parts.ready();
  const { pin, driver } = await desk.key.care(seal);
  const { enrolment } = driver;
  return {
    pin: {
      ...pinAge(profile.profile, pin?.at.getTime() ?? null, parts.clock.now().getTime()),
      setAt: pin && officeTime(pin.at),
      how: pin && pin.how,
    },
    change: pinChangeRule(profile.profile),
    test: {
      driver: driver.state,
      testedAt: enrolment && officeTime(enrolment.testedAt),
      library: enrolment && enrolment.library,
      profileId: enrolment && enrolment.profileId,
      moduleSm3: enrolment && toHex(enrolment.moduleSm3),
    },
  };
}

/** @throws SEAL_NOT_FOUND, SEAL_NOT_CUSTODIAN */
function ownSeal(parts: StationParts, esId: string, { account }: SignedInPerson): KeptSeal {
  const seal = readKeptSeal(parts.db, esId);
  if (seal.custodian === account) return seal;
  throw new StationError('SEAL_NOT_CUSTODIAN', { custodian: seal.custodian });
}

/** Where the regulation keeps the change to an authority, nothing is asked and nothing reaches the key (HN-18). */
async function changePin(parts: StationParts, esId: string, by: SignedInPerson): Promise<KeyCareView> {
  const { db, clock, events, entries } = parts;
  const { desk, profile } = parts.ready();
  const seal = ownSeal(parts, esId, by);
  const rule = pinChangeRule(profile.profile);
  if (rule.mode === 'by-application') {
    const authority = rule.authority ?? '@details.issuingAuthority';
    throw new StationError('TOKEN_PIN_BY_APPLICATION', { authority });
  }
  const identity = identityOf(seal);
  try {
    await inTurn(desk, () => changePinAsking(parts.tokens(), identity, entries.pinChange));
  } finally {
    // Also a wrong old PIN changed something: the tries.
    events.emit({ type: 'token.changed' });
  }
  const set = { how: 'changed', account: by.account, at: clock.now() } as const;
  transaction(db, (tx) => recordPinSet(tx, identity, set));
  return await keyCare(parts, seal);
}

/** A use of the key like any other: its custodian, once more with his password; asked for the PIN; journaled. */
async function testKey(
  parts: StationParts,
  order: { readonly esId: string; readonly password: string },
  by: SignedInPerson,
): Promise<KeyCareView> {
  const { db, clock, ids, events, entries } = parts;
  const { desk } = parts.ready();
  const seal = ownSeal(parts, order.esId, by);
  await authenticate(db, by.account, order.password, clock.now());
  const input = {
    use: new SelfTestUse(ids.uuid()),
    tokenIdentity: identityOf(seal),
    clock,
    pinEntry: entries.pin,
    isTrainingKeyAllowed: seal.isTraining,
  };
  try {
    await inTurn(desk, async () => {
      const { enrolment, signature } = await selfTest(parts.tokens(), input);
      transaction(db, (tx) => {
        journalSignature(tx, signature);
        recordEnrolment(tx, enrolment);
      });
    });
  } finally {
    events.emit({ type: 'token.changed' });
  }
  return await keyCare(parts, seal);
}

function identityOf({ tokenSerial, tokenManufacturer, certificate }: KeptSeal): TokenIdentity {
  return { serial: tokenSerial, manufacturer: tokenManufacturer, certificateSm3: sm3(certificate) };
}
