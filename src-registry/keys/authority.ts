import type { SignedStatement, StatementPurpose } from '#shared/registry/signed-statement.ts';
import type { SealMakingUse } from '#main/warrant/seal-making-use.ts';

/**
 * The registry's keys, as the rest of it sees them: what may be signed, and the public certificates. The demonstration
 * keeps the keys in files; an HSM would stand behind the same interface.
 */
export interface Authority {
  /** Name of this registry in its statements. */
  readonly registry: string;
  readonly isDemonstration: boolean;
  /** DER. */
  readonly root: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly signing: Uint8Array;
  readonly makers: readonly Uint8Array[];
  /** Of the timestamp authority for training. */
  readonly timestamping: Uint8Array;
  signStatement<T>(purpose: StatementPurpose, statement: T): SignedStatement<T>;
  /** Was this statement signed by this registry's key? */
  isOwnStatement(purpose: StatementPurpose, statement: unknown, signature: string): boolean;
  /**
   * Certify a machine key or the key of a seal.
   *
   * @param request PKCS#10, DER; the subject asked for is not taken over
   * @throws REGISTRY_ENROLMENT_REFUSED or REGISTRY_APPLICATION_INVALID (by `purpose`) for a request that is not readable
   * or not signed by the key it names
   */
  issue(request: Uint8Array, purpose: IssuePurpose): Uint8Array;
  /** Sign the attributes of a timestamp token. @returns DER of {r, s} */
  signTimestamp(attributes: Uint8Array): Uint8Array;
  /** Sign the information structure of one seal, which the use names by its digest. @returns DER of {r, s} */
  signSealInfo(use: SealMakingUse, sealInfo: Uint8Array): Uint8Array;
}

/**
 * Certificates begin a little before they are issued: the clock of the station that gets one may be behind, within
 * what it is allowed.
 */
export const backdateMs = 5 * 60_000;

export interface IssuePurpose {
  readonly kind: 'machine' | 'seal-holder';
  /** 单位 (O). */
  readonly organization: string;
  /** CN: station or seal name. */
  readonly commonName: string;
  readonly at: Date;
  readonly validDays: number;
}
