import type { SelfTestUse } from '#main/warrant/key-use.ts';
import { digestOfModule } from './driver-state.ts';
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
  const session = await openSigningSession(service, input);
  try {
    const signature = await session.signStatement();
    return { enrolment: await enrolmentOf(service, input.tokenIdentity, input.clock.now()), signature };
  } finally {
    await session.close();
  }
}

/**
 * What a signature just made and verified has shown. A self-test's, or the proof with which a seal is taken into use:
 * it was made by the same driver and profile, and verified in the same way.
 */
export async function enrolmentOf(service: TokenService, identity: TokenIdentity, testedAt: Date): Promise<Enrolment> {
  const state = await service.readTokenState(identity);
  const { modulePath, module } = hostOf(service);
  return {
    identity,
    profileId: state.present ? (state.profileId ?? '') : '',
    modulePath,
    moduleSm3: await digestOfModule(modulePath),
    library: `${module.manufacturer} ${module.description} ${module.version}`,
    testedAt,
  };
}
