import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { EntryTimestamp } from '#shared/contract/ledger-views.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { officeTime, type RegisterEntry } from '#shared/model/register-entry.ts';

/**
 * The timestamp of a use as the register keeps it. It is told, not judged: whether the token is good is a matter of
 * verifying the file.
 *
 * @returns null where none was asked for
 */
export function entryTimestamp(
  entry: Pick<RegisterEntry, 'timestampToken' | 'timestampFailure'>,
): EntryTimestamp | null {
  const { timestampToken, timestampFailure } = entry;
  if (timestampToken === undefined) {
    return timestampFailure === undefined ? null : { genTime: null, authority: null, failure: timestampFailure };
  }
  try {
    const { genTime, authorityCertificate } = readTimestampToken(Buffer.from(timestampToken, 'base64'));
    const authority = authorityCertificate && readCertificate(authorityCertificate).commonName;
    return { genTime: officeTime(genTime), authority, failure: null };
  } catch (error) {
    if (error instanceof StationError) return { genTime: null, authority: null, failure: 'timestampUnreadable' };
    throw error;
  }
}
