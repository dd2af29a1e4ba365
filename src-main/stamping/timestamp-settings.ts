import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import { registryTimestampPath } from '#shared/registry/timestamp-path.ts';
import { noTimestamps, type TimestampSettings } from '#shared/model/timestamp-settings.ts';
import type { StampingSchema } from './job-schema.ts';

const queries = createQueries<StampingSchema>();

/** The newest decision of the office; off before the first. */
export function readTimestampSettings(db: ReadableDb): TimestampSettings {
  const newest = queries.selectFrom('timestamp_settings').selectAll().orderBy('change_no', 'desc').limit(1);
  const row = get(db, newest);
  if (!row) return noTimestamps;
  return { source: row.source, url: row.url, isRequired: row.is_required === 1 };
}

/** Earlier decisions stay: what held when a document was stamped can be read later. */
export function changeTimestampSettings(
  tx: WriteTransaction,
  { source, url, isRequired }: TimestampSettings,
  by: { readonly account: string; readonly at: Date },
): void {
  const row = { source, url, is_required: isRequired ? 1 : 0, account: by.account, at: by.at.toISOString() };
  run(tx, queries.insertInto('timestamp_settings').values(row));
}

/** @returns null while timestamps are off */
export function timestampAddress(
  { source, url }: TimestampSettings,
  { registryUrl }: { readonly registryUrl: string },
): string | null {
  if (source === 'registry') return new URL(registryTimestampPath, registryUrl).href;
  return source === 'address' ? url : null;
}
