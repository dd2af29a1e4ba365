import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { SignatureProfile } from '#shared/model/signature-profile.ts';
import type { StationSchema } from './station-schema.ts';

const queries = createQueries<StationSchema>();

/**
 * The form an application begins with, by the newest decision of the office; the seal before the first. It changes no
 * application that was made: the form is what an application asks for, and what is approved (ADR 0024).
 */
export function readSignatureForm(db: ReadableDb): SignatureProfile {
  const newest = queries.selectFrom('signature_forms').select('profile').orderBy('change_no', 'desc').limit(1);
  return get(db, newest)?.profile ?? 'seal';
}

/** Earlier decisions stay. */
export function changeSignatureForm(
  tx: WriteTransaction,
  profile: SignatureProfile,
  by: { readonly account: string; readonly at: Date },
): void {
  run(tx, queries.insertInto('signature_forms').values({ profile, account: by.account, at: by.at.toISOString() }));
}
