import { randomInt } from 'node:crypto';
import type { Updateable } from 'kysely';
import { createQueries, run } from '#main/storage/queries.ts';
import { transaction, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import type { Role } from '#shared/model/roles.ts';
import { hashPassword } from './passwords.ts';
import type { StationSchema } from './station-schema.ts';

const queries = createQueries<StationSchema>();

/** Who did it, and who stood beside him. */
export interface AccountChange {
  readonly at: Date;
  readonly by: string;
  readonly consentBy: string | null;
}

/** A password given by somebody else opens nothing but its own change, and that within this time (product value). */
const oneTimeMs = 72 * 3_600_000;
/** Without the characters that are taken for each other when they are read aloud. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * Sets a password that must be changed at the first sign-in, and unlocks the account.
 *
 * @returns the password, once; it is kept only as a hash
 */
export async function resetPassword(
  db: WritableDb,
  account: string,
  change: AccountChange,
): Promise<{ readonly oneTimePassword: string; readonly validUntil: Date }> {
  const groups = Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  );
  const oneTimePassword = groups.join('-');
  const validUntil = new Date(change.at.getTime() + oneTimeMs);
  const hash = await hashPassword(oneTimePassword);
  transaction(db, (tx) => {
    setColumns(tx, account, {
      password_hash: hash,
      must_change: 1,
      one_time_until: validUntil.toISOString(),
      failed_tries: 0,
      locked: 0,
    });
    record(tx, account, 'password-reset', change);
  });
  return { oneTimePassword, validUntil };
}

/** The person's own new password; whoever calls has made sure of the old one. */
export async function setOwnPassword(db: WritableDb, account: string, password: string, at: Date): Promise<void> {
  const hash = await hashPassword(password);
  transaction(db, (tx) => {
    setColumns(tx, account, { password_hash: hash, must_change: 0, one_time_until: null });
    record(tx, account, 'password-changed', { at, by: account, consentBy: null });
  });
}

export function unlockAccount(db: WritableDb, account: string, change: AccountChange): void {
  transaction(db, (tx) => {
    setColumns(tx, account, { failed_tries: 0, locked: 0 });
    record(tx, account, 'unlocked', change);
  });
}

/** The person leaves. The account stays with its name, and nobody signs in with it any more. */
export function endAccount(db: WritableDb, account: string, change: AccountChange, reason: string): void {
  transaction(db, (tx) => {
    setColumns(tx, account, { ended_at: change.at.toISOString() });
    record(tx, account, 'ended', change, reason);
  });
}

/** @param appointmentNo number of the document that appoints the person; empty without one */
export function changeRoles(
  db: WritableDb,
  account: string,
  change: AccountChange,
  wanted: { readonly roles: readonly Role[]; readonly appointmentNo: string },
): void {
  transaction(db, (tx) => {
    setColumns(tx, account, { roles: JSON.stringify(wanted.roles), appointment_no: wanted.appointmentNo });
    record(tx, account, 'roles-changed', change, [wanted.roles.join(','), wanted.appointmentNo].join(' ').trim());
  });
}

type Columns = Partial<Omit<Updateable<StationSchema['people']>, 'account'>>;

function setColumns(tx: WriteTransaction, account: string, columns: Columns): void {
  run(tx, queries.updateTable('people').set(columns).where('account', '=', account));
}

function record(
  tx: WriteTransaction,
  account: string,
  act: StationSchema['account_changes']['act'],
  { at, by, consentBy }: AccountChange,
  detail = '',
): void {
  const row = { at: at.toISOString(), account, act, by_account: by, consent_by: consentBy, detail };
  run(tx, queries.insertInto('account_changes').values(row));
}
