import { StationError } from '#shared/errors/station-error.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { TokenHostClient } from './host-client.ts';
import type { TokenRef } from './host-protocol.ts';
import type { TokenService } from './token-service.ts';
import { knownProfiles } from './vendor-profiles/known-profiles.ts';

/** Labels of our data objects. A seal that does not fit is represented by its SM3 (HN-14). */
const sealLabel = 'electronic seal';
const sealDigestLabel = 'electronic seal SM3';
/** Header and attributes of an object, generously. */
const objectOverheadBytes = 512;

/** How much of the seal is on the token. */
export type SealOnToken = 'seal' | 'digest' | 'none';

/**
 * Write the seal, or its SM3 when the token has no room for it, in a read-write session of the user.
 * @param sealDer the seal as its maker signed it
 * @throws TOKEN_FULL when not even 32 bytes fit
 */
export async function writeSealOnToken(
  host: TokenHostClient,
  session: number,
  token: TokenRef,
  sealDer: Uint8Array,
): Promise<Exclude<SealOnToken, 'none'>> {
  const { freePublicBytes, profileId } = await host.call('state', { token });
  const room = Math.min(
    knownProfiles.find((profile) => profile.id === profileId)?.maxObjectBytes ?? 2048,
    (freePublicBytes ?? Number.POSITIVE_INFINITY) - objectOverheadBytes,
  );
  if (sealDer.length <= room) {
    try {
      await host.call('writeData', { session, label: sealLabel, value: sealDer });
      return 'seal';
    } catch (error) {
      // The token knows its room better than its own figures say.
      if (!(error instanceof StationError) || error.code !== 'TOKEN_FULL') throw error;
    }
  }
  await host.call('writeData', { session, label: sealDigestLabel, value: sm3(sealDer) });
  return 'digest';
}

/**
 * Compare the seal on file with what the token carries.
 * @throws TOKEN_CONTENT_MISMATCH when the token carries another one
 */
export async function checkSealOnToken(
  service: TokenService,
  token: TokenRef,
  sealDer: Uint8Array,
): Promise<SealOnToken> {
  const seal = await service.readData(token, sealLabel);
  const digest = seal === null ? await service.readData(token, sealDigestLabel) : null;
  const [found, expected] = seal === null ? [digest, sm3(sealDer)] : [seal, sealDer];
  if (found === null) return 'none';
  if (!Buffer.from(found).equals(expected)) {
    throw new StationError('TOKEN_CONTENT_MISMATCH', { detail: '@token.mismatch.sealObject', serial: token.serial });
  }
  return seal === null ? 'digest' : 'seal';
}

/** The seal itself when the token carries it whole. */
export function readSealOnToken(service: TokenService, token: TokenRef): Promise<Uint8Array | null> {
  return service.readData(token, sealLabel);
}
