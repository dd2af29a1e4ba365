import { describe, expectTypeOf, it } from 'vitest';
import { ApprovedUse, type UseBinding } from '#main/warrant/approved-use.ts';
import type { ActivationProofUse, CertificateRequestUse, KeyUse, SelfTestUse } from '#main/warrant/key-use.ts';
import { SealMakingUse } from '#main/warrant/seal-making-use.ts';
import { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { openSigningSession, type SessionFor, type StampingSession } from '#main/token/signing-session.ts';
import type { TokenService } from '#main/token/token-service.ts';

/**
 * What must not compile. These functions are never called: `tsc --noEmit` is the test, and an error that is expected
 * and does not come fails it.
 */
export function withoutAUse(service: TokenService, pinEntry: PinEntry, e: Uint8Array): void {
  const rest = {
    tokenIdentity: { serial: '', manufacturer: '', certificateSm3: e },
    pinEntry,
    isTrainingKeyAllowed: true,
    clock: { now: () => new Date(0) },
  };
  // @ts-expect-error a session is opened for a use
  void openSigningSession(service, rest);
  // @ts-expect-error an object of the same shape is not a warrant
  void openSigningSession(service, { ...rest, use: { kind: 'stamping', warrantId: 'w' } });
  // @ts-expect-error a digest is not a use
  void openSigningSession(service, { ...rest, use: e });
  // @ts-expect-error a token service signs nothing by itself
  void service.sign(e);
}

export function forged(binding: UseBinding, e: Uint8Array): unknown[] {
  return [
    // @ts-expect-error only the warrant office mints a warrant
    new StampingWarrant('w', binding, () => {}),
    // @ts-expect-error a symbol of the same name is not the office's
    new StampingWarrant(Symbol('warrant office'), 'w', binding, () => {}),
    // @ts-expect-error only the approvals room mints an approved use
    new ApprovedUse(Symbol('approvals'), binding),
    // @ts-expect-error only the registry mints a seal-making use
    new SealMakingUse(Symbol('registry'), { useId: 'm', sealEsId: 's', sealInfoSm3: e }),
  ];
}

export function otherBytes(session: SessionFor<SelfTestUse>, e: Uint8Array): void {
  // @ts-expect-error a use without a warrant brings no digest of its own
  void session.sign(e);
}

describe('uses of a key', () => {
  it('are a closed list', () => {
    type Listed = StampingWarrant | CertificateRequestUse | ActivationProofUse | SelfTestUse | SealMakingUse;
    expectTypeOf<KeyUse>().toEqualTypeOf<Listed>();
  });

  it('give a session that signs a digest from outside only for a stamping warrant', () => {
    expectTypeOf<SessionFor<StampingWarrant>>().toEqualTypeOf<StampingSession>();
    expectTypeOf<SessionFor<SelfTestUse>>().not.toHaveProperty('sign');
    expectTypeOf<SessionFor<ActivationProofUse>>().not.toHaveProperty('sign');
  });
});
