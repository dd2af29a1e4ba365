import type { Clock } from '#main/platform/clock.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { keptStatusList, keptTrustList } from '#main/sync/accept-list.ts';
import { soundNow } from '#main/sync/registry-time.ts';
import { fingerprint } from '#main/trust/certificate.ts';
import { emptyTrustList, parseTrustList } from '#main/trust/trust-list.ts';
import type { StatusSource, TrustContext } from '#main/verification/trust-context.ts';

/** The station's own trust: the signed lists of its registry. */
export function stationTrust(db: ReadableDb, clock: Clock): TrustContext {
  const signed = keptTrustList(db)?.statement;
  if (!signed) return { trust: emptyTrustList, now: clock.now(), status: null };
  const trust = parseTrustList(signed);
  return { trust, now: soundNow(db, clock), status: statusSource(db, new Set(trust.makers.map(fingerprint))) };
}

function statusSource(db: ReadableDb, makers: ReadonlySet<string>): StatusSource | null {
  const list = keptStatusList(db)?.statement;
  if (!list) return null;
  const states = new Map(list.seals.map((seal) => [seal.esId, { state: seal.state, since: new Date(seal.since) }]));
  return {
    number: list.number,
    issuedAt: new Date(list.issuedAt),
    nextUpdate: new Date(list.nextUpdate),
    speaksFor: (makerSm3) => makers.has(makerSm3),
    statusOf: (esId) => states.get(esId),
  };
}
