import { readRequest, type StampingRequest } from '#main/approvals/request-repository.ts';
import { leafAt, type EntryLeaf } from '#main/ledger/ledger-repository.ts';
import { readKeptSeal } from '#main/seals/kept-seals.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** What an entry speaks of and the ledger does not repeat. A restored ledger may stand without it. */

export function findRequest(db: ReadableDb, requestId: string): StampingRequest | undefined {
  return orUndefined(() => readRequest(db, requestId));
}

/** The request behind a voided number, which has no entry of its own. */
export function requestOfVoid(db: ReadableDb, leaf: EntryLeaf): StampingRequest | undefined {
  const intent = leafAt(db, leaf.record.body.intentIndex)?.record;
  return intent?.kind === 'intent' ? findRequest(db, intent.body.requestId) : undefined;
}

/** The seal's name, or its identifier where it is not kept here. */
export function sealName(db: ReadableDb, esId: string): string {
  return orUndefined(() => readKeptSeal(db, esId).name) ?? esId;
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StationError) return undefined;
    throw error;
  }
}
