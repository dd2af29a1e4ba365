import { readRevocationFolder } from '#main/trust/revocation-folder.ts';
import { readTrustFolder } from '#main/trust/trust-list.ts';
import { trustWordsOf, type TrustWords } from './trust-words.ts';

/**
 * Trust out of a folder given by hand: roots, intermediates and makers, and beside them revocation lists (`.crl`) and
 * status responses (`.ocsp`). Alone: it is not mixed with the lists of a station.
 *
 * @throws TRUST_LIST_UNREADABLE
 */
export function folderTrust(folder: string, now: Date): TrustWords {
  return trustWordsOf(readTrustFolder(folder), now, null, readRevocationFolder(folder));
}
