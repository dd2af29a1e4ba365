import type { Clock } from '#main/platform/clock.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { KeyDesk } from '#main/stamping/stamp-desk.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { readDriverState, type DriverState } from '#main/token/driver-state.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { lastPinSet } from '#main/token/pin-age.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { openBatchSession } from '#main/token/batch-session.ts';
import { openSigningSession } from '#main/token/signing-session.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** Opens the key that a kept seal belongs to, for one warrant or for one batch; the PIN is asked by whoever holds the screen. */
export function createKeyDesk(deps: {
  db: ReadableDb;
  clock: Clock;
  tokens: () => TokenService;
  pinEntry: PinEntry;
}): KeyDesk {
  const { db, clock, tokens, pinEntry } = deps;
  const keyOf = (esId: string) => {
    const seal = readKeptSeal(db, esId);
    const { tokenSerial: serial, tokenManufacturer: manufacturer } = seal;
    return {
      clock,
      pinEntry,
      tokenIdentity: { serial, manufacturer, certificateSm3: sm3(seal.certificate) },
      // A training key signs only for a seal that was made for training and says so on its face.
      isTrainingKeyAllowed: seal.isTraining,
    };
  };
  return {
    open: (warrant, { documentName }) =>
      openSigningSession(tokens(), { use: warrant, documentName, ...keyOf(warrant.binding.sealEsId) }),
    openBatch: (batch, { esId, maxMinutes }) => openBatchSession(tokens(), { batch, maxMinutes, ...keyOf(esId) }),
    care: async ({ tokenSerial: serial, tokenManufacturer: manufacturer }) => {
      const token = { serial, manufacturer };
      return { pin: lastPinSet(db, token) ?? null, driver: await driverOf(tokens, db, token) };
    },
  };
}

/** A driver whose file is missing is a state like any other here; whoever wants to sign is told then. */
async function driverOf(tokens: () => TokenService, db: ReadableDb, token: TokenRef): Promise<DriverState> {
  try {
    return await readDriverState(tokens(), db, token);
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return { state: 'unread', enrolment: null };
  }
}
