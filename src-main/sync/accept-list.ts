import { canonicalJson } from '#shared/log/canonical-json.ts';
import { StationError } from '#shared/errors/station-error.ts';
import {
  signedStatusListSchema,
  signedTrustListSchema,
  type SignedStatusList,
  type SignedTrustList,
} from '#shared/registry/registry-statements.ts';
import { transaction, type ReadableDb, type WritableDb } from '#main/storage/database.ts';
import { addEvidence, keepList, keptList } from './sync-repository.ts';
import type { EvidenceKind, ListKind } from './sync-schema.ts';

/** A list is issued when it is asked for; one this much older than the registry's clock came from somewhere else. */
const freshnessMs = 10 * 60_000;

export interface ReceivedList {
  readonly kind: ListKind;
  readonly signed: SignedStatusList | SignedTrustList;
}

/**
 * Take a list whose signature has been verified, unless it is older than what is known (ATK-43, U-REG-3):
 *
 * - a lower number is a replay;
 * - the same number with other content means the registry, or whoever holds its key, told two stories: both are kept;
 * - one issued long before the registry's own time of this exchange is an old list shown as a fresh one.
 *
 * @param registryTime from a nonce-bound time answer of the same exchange
 * @returns whether the content is new
 * @throws SYNC_REPLAYED, SYNC_STATEMENT_FORKED
 */
export function acceptList(db: WritableDb, { kind, signed }: ReceivedList, registryTime: Date): boolean {
  const { statement } = signed;
  const known = keptList(db, kind);
  const refuse = (evidenceKind: EvidenceKind, error: StationError): StationError => {
    const kept: unknown = known === undefined ? null : JSON.parse(known.signed);
    transaction(db, (tx) => addEvidence(tx, registryTime, evidenceKind, { list: kind, kept, received: signed }));
    return error;
  };
  if (known !== undefined && statement.number < known.number) {
    const facts = { known: known.number, received: statement.number };
    throw refuse('statement-replayed', new StationError('SYNC_REPLAYED', facts));
  }
  const isSameNumber = known !== undefined && statement.number === known.number;
  if (isSameNumber && contentOf(JSON.parse(known.signed)) !== contentOf(signed)) {
    const facts = { number: statement.number };
    throw refuse('statement-forked', new StationError('SYNC_STATEMENT_FORKED', facts));
  }
  const ageMs = registryTime.getTime() - Date.parse(statement.issuedAt);
  if (ageMs > freshnessMs || Date.parse(statement.nextUpdate) <= registryTime.getTime()) {
    throw new StationError('SYNC_REPLAYED', {
      known: known?.number ?? 0,
      received: statement.number,
      detail: '@registry.statusNotFresh',
      issuedAt: statement.issuedAt,
    });
  }
  if (isSameNumber && statement.issuedAt <= known.issued_at) return false;
  transaction(db, (tx) =>
    keepList(tx, kind, {
      number: statement.number,
      issued_at: statement.issuedAt,
      signed: JSON.stringify(signed),
    }),
  );
  return !isSameNumber;
}

/** What a list says, without when it was said. */
function contentOf(signed: { readonly statement: object }): string {
  const { issuedAt: _issuedAt, nextUpdate: _nextUpdate, ...content } = signed.statement as Record<string, unknown>;
  return canonicalJson(content);
}

/** The kept status list, or undefined before the first exchange. */
export function keptStatusList(db: ReadableDb): SignedStatusList | undefined {
  const list = keptList(db, 'status');
  if (list === undefined) return undefined;
  if (lastStatus?.signed !== list.signed) {
    lastStatus = { signed: list.signed, list: signedStatusListSchema.parse(JSON.parse(list.signed)) };
  }
  return lastStatus.list;
}

/** The status list read last, by its very text: a batch asks for it at every file. */
let lastStatus: { readonly signed: string; readonly list: SignedStatusList } | undefined;

/** The kept trust list, or undefined before the first exchange. */
export function keptTrustList(db: ReadableDb): SignedTrustList | undefined {
  const list = keptList(db, 'trust');
  return list && signedTrustListSchema.parse(JSON.parse(list.signed));
}
