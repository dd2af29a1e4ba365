import type { HostTokenInfo, TokenCertificate, TokenRef } from './host-protocol.ts';
import { tokenFlag, triesStateOf, type TriesState } from './token-flags.ts';

/**
 * Which key this is: serial number, manufacturer and the SM3 of its signing certificate. Never the slot, which is a
 * matter of the socket, and never the label, which anyone can set.
 */
export interface TokenIdentity extends TokenRef {
  /** 32 bytes: SM3 of the certificate's DER. */
  readonly certificateSm3: Uint8Array;
}

export interface TokenSummary extends TokenRef {
  readonly model: string;
  /** For the eye only. */
  readonly label: string;
  readonly firmware: string;
  readonly triesState: TriesState;
  readonly pinMustChange: boolean;
  /** False for a token that was not personalised. */
  readonly isPinSet: boolean;
  readonly isInitialized: boolean;
  /** The PIN is entered on the token's own keypad; not supported by the binding, so it is shown and refused. */
  readonly hasOwnKeypad: boolean;
  readonly isTraining: boolean;
  readonly profileId: string | null;
  readonly minPinLength: number;
  readonly maxPinLength: number;
  readonly freePublicBytes: number | null;
  readonly series: number;
}

export interface PresentToken extends TokenSummary {
  readonly present: true;
  readonly certificates: readonly TokenCertificate[];
}

export type TokenState = PresentToken | { readonly present: false; readonly serial: string; readonly others: string };

export function summarise(info: HostTokenInfo): TokenSummary {
  const has = (flag: number) => (info.flags & flag) !== 0;
  return {
    serial: info.serial,
    manufacturer: info.manufacturer,
    model: info.model,
    label: info.label,
    firmware: info.firmware,
    triesState: triesStateOf(info.flags),
    pinMustChange: has(tokenFlag.userPinToBeChanged),
    isPinSet: has(tokenFlag.userPinInitialized),
    isInitialized: has(tokenFlag.tokenInitialized),
    hasOwnKeypad: has(tokenFlag.protectedAuthenticationPath),
    isTraining: info.isTraining,
    profileId: info.profileId,
    minPinLength: info.minPinLength,
    maxPinLength: info.maxPinLength,
    freePublicBytes: info.freePublicBytes,
    series: info.series,
  };
}
