import type { RevocationMaterial } from '#main/trust/revocation-material.ts';
import type { TrustList } from '#main/trust/trust-list.ts';
import type { SealState } from '#shared/model/seal.ts';

/** What the registry says of one seal. */
export interface SealStatus {
  readonly state: SealState;
  readonly since: Date;
}

/** A signed status list this station holds. */
export interface StatusSource {
  readonly number: number;
  readonly issuedAt: Date;
  readonly nextUpdate: Date;
  /** Does this list speak for seals of this maker (SM3 of its certificate, hex)? */
  speaksFor(makerSm3: string): boolean;
  statusOf(esId: string): SealStatus | undefined;
}

/** Everything a verdict rests on besides the file. */
export interface TrustContext {
  readonly trust: TrustList;
  readonly now: Date;
  /**
   * Lists and responses kept here; a document's own are added to them. Left out where nobody keeps any and a
   * certificate nothing is known of needs no word.
   */
  readonly revocation?: RevocationMaterial;
  /** Null where no registry is known, as with a trust folder. */
  readonly status: StatusSource | null;
}
