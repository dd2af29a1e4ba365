import { readFile } from 'node:fs/promises';
import { sm3 } from '#main/sm/sm3.ts';
import type { SelfTestUse } from '#main/warrant/key-use.ts';
import { openSigningSession, type OpenSigningSession, type SessionSignature } from './signing-session.ts';
import { hostOf, type TokenService } from './token-service.ts';
import type { TokenIdentity } from './token-state.ts';

/** What one successful self-test has shown: this key, through this driver file, by this profile. */
export interface Enrolment {
  readonly identity: TokenIdentity;
  readonly profileId: string;
  readonly modulePath: string;
  /** 32 bytes: SM3 of the driver's file. */
  readonly moduleSm3: Uint8Array;
  /** As the library calls itself. */
  readonly library: string;
  readonly testedAt: Date;
}

/**
 * Sign one fixed statement with the custodian present and verify it: the only way to learn whether a model, a driver
 * and a profile fit, since PKCS#11 has no names for SM2. It is done once per key and driver, never by trying modes
 * one after another.
 *
 * @returns the enrolment to keep, and the signature to journal
 * @throws what opening a session and signing throw; TOKEN_SIGNATURE_INVALID means that the profile does not fit
 */
export async function selfTest(
  service: TokenService,
  input: OpenSigningSession<SelfTestUse>,
): Promise<{ readonly enrolment: Enrolment; readonly signature: SessionSignature }> {
  const state = await service.readTokenState(input.tokenIdentity);
  const session = await openSigningSession(service, input);
  try {
    const signature = await session.signStatement();
    const { modulePath, module } = hostOf(service);
    const enrolment: Enrolment = {
      identity: input.tokenIdentity,
      profileId: state.present ? (state.profileId ?? '') : '',
      modulePath,
      moduleSm3: sm3(await readFile(modulePath)),
      library: `${module.manufacturer} ${module.description} ${module.version}`,
      testedAt: input.clock.now(),
    };
    return { enrolment, signature };
  } finally {
    await session.close();
  }
}
