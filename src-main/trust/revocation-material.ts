import { StationError } from '#shared/errors/station-error.ts';
import { readOcspResponse, type OcspResponse } from './ocsp-response.ts';
import { readRevocationList, type RevocationList } from './revocation-list.ts';

/** Revocation lists and status responses, whoever brought them: each is believed for its signature alone. */
export interface RevocationMaterial {
  readonly lists: readonly RevocationList[];
  readonly responses: readonly OcspResponse[];
  /**
   * Somebody keeps lists here, so a certificate whose issuer is silent is an open question. Without that there is
   * nobody to ask, and saying so is a warning.
   */
  readonly isKept: boolean;
}

/** What a document brings: it keeps nothing. */
export type CarriedMaterial = Omit<RevocationMaterial, 'isKept'>;

export const noMaterial: RevocationMaterial = { lists: [], responses: [], isKept: false };

/** Material out of a document: what cannot be read is passed over, for it proves nothing either way. */
export function materialInDocument(lists: readonly Uint8Array[], responses: readonly Uint8Array[]): CarriedMaterial {
  return {
    lists: lists.flatMap((der) => readOrNothing(der, readRevocationList)),
    responses: responses.flatMap((der) => readOrNothing(der, readOcspResponse)),
  };
}

function readOrNothing<T>(der: Uint8Array, read: (der: Uint8Array) => T): readonly T[] {
  try {
    return [read(der)];
  } catch (error) {
    if (error instanceof StationError) return [];
    throw error;
  }
}

export function joinMaterial(kept: RevocationMaterial, carried: CarriedMaterial): RevocationMaterial {
  return {
    lists: [...kept.lists, ...carried.lists],
    responses: [...kept.responses, ...carried.responses],
    isKept: kept.isKept,
  };
}
