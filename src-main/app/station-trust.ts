import type { Clock } from '#main/platform/clock.ts';
import { trustWordsOf, type TrustWords } from '#main/reader/trust-words.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { keptStatusList, keptTrustList } from '#main/sync/accept-list.ts';
import { soundNow } from '#main/sync/registry-time.ts';
import { fingerprint } from '#main/trust/certificate.ts';
import { readRevocationFolder } from '#main/trust/revocation-folder.ts';
import { emptyTrustList, parseTrustList } from '#main/trust/trust-list.ts';

/**
 * The station's own trust: the signed lists of its registry, and the revocation lists that lie in its folder.
 *
 * @throws TRUST_LIST_UNREADABLE for a list that cannot be read
 */
export function stationTrust(db: ReadableDb, clock: Clock, folder: string): TrustWords {
  const revocation = readRevocationFolder(folder);
  const signed = keptTrustList(db)?.statement;
  if (!signed) return trustWordsOf(emptyTrustList, clock.now(), null, revocation);
  const trust = parseTrustList(signed);
  return trustWordsOf(trust, soundNow(db, clock), statusWords(db, trust.makers.map(fingerprint)), revocation);
}

function statusWords(db: ReadableDb, makers: string[]): TrustWords['status'] {
  const list = keptStatusList(db)?.statement;
  if (!list) return null;
  return {
    number: list.number,
    issuedAt: new Date(list.issuedAt),
    nextUpdate: new Date(list.nextUpdate),
    makers,
    seals: list.seals.map(({ esId, state, since }) => ({ esId, state, since: new Date(since) })),
  };
}
