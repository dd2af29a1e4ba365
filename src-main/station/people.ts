import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { transaction, type ReadableDb, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { Role } from '#shared/model/roles.ts';
import { roleConflict } from '#shared/policy/role-conflicts.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { StationSchema } from './station-schema.ts';

const queries = createQueries<StationSchema>();

/** Five failures in a row lock the account (lifecycles C.7; product value). */
const allowedFailures = 5;

export interface NewPerson extends SignedInPerson {
  readonly password: string;
}

/** Somebody who may be added, the password hashed: slow work that has no place in a transaction. */
export interface CheckedPerson extends SignedInPerson {
  readonly passwordHash: string;
}

/** @throws STATION_ROLE_CONFLICT, RPC_INVALID_INPUT for a password that is too short */
export async function checkPerson({ password, ...person }: NewPerson): Promise<CheckedPerson> {
  const conflict = roleConflict(person.roles);
  if (conflict) {
    const [held, wanted] = conflict.map((role) => `@states.role.${role}`);
    throw new StationError('STATION_ROLE_CONFLICT', { detail: '@details.roleConflict', held: held!, wanted: wanted! });
  }
  return { ...person, passwordHash: await hashPassword(password) };
}

/** @throws STATION_PERSON_EXISTS */
export function insertPerson(tx: WriteTransaction, person: CheckedPerson, at: Date): void {
  if (findRow(tx, person.account)) throw new StationError('STATION_PERSON_EXISTS', { account: person.account });
  run(
    tx,
    queries.insertInto('people').values({
      account: person.account,
      name: person.name,
      post: person.post,
      dept_name: person.deptName,
      roles: JSON.stringify(person.roles),
      password_hash: person.passwordHash,
      failed_tries: 0,
      locked: 0,
      created_at: at.toISOString(),
    }),
  );
}

/** @throws STATION_PERSON_EXISTS, STATION_ROLE_CONFLICT, RPC_INVALID_INPUT */
export async function addPerson(db: WritableDb, person: NewPerson, at: Date): Promise<SignedInPerson> {
  const checked = await checkPerson(person);
  transaction(db, (tx) => insertPerson(tx, checked, at));
  return findPerson(db, person.account)!;
}

export function findPerson(db: ReadableDb, account: string): SignedInPerson | undefined {
  const row = findRow(db, account);
  return row && toPerson(row);
}

export function listPeople(db: ReadableDb): readonly SignedInPerson[] {
  return all(db, queries.selectFrom('people').selectAll().orderBy('account')).map(toPerson);
}

/**
 * The person whose password this is. Failures are counted on disk before the answer, so a crash gives no free try.
 *
 * @throws RPC_SIGN_IN_FAILED (the same for an unknown account and a wrong password), RPC_ACCOUNT_LOCKED
 */
export async function authenticate(db: WritableDb, account: string, password: string): Promise<SignedInPerson> {
  const row = findRow(db, account);
  if (row?.locked) throw new StationError('RPC_ACCOUNT_LOCKED', {});
  if (!row) {
    // The same work as for a real account, so that the time says nothing about which accounts exist.
    await hashPassword(`${password}        `);
    throw new StationError('RPC_SIGN_IN_FAILED', { detail: '' });
  }
  const failures = row.failed_tries + 1;
  countTries(db, account, failures, failures >= allowedFailures);
  if (!(await isPassword(password, row.password_hash))) {
    const left = allowedFailures - failures;
    if (left <= 0) throw new StationError('RPC_ACCOUNT_LOCKED', {});
    throw new StationError('RPC_SIGN_IN_FAILED', { detail: '@details.wrongPassword', left });
  }
  countTries(db, account, 0, false);
  return toPerson(row);
}

function countTries(db: WritableDb, account: string, failures: number, isLocked: boolean): void {
  const change = queries
    .updateTable('people')
    .set({ failed_tries: failures, locked: isLocked ? 1 : 0 })
    .where('account', '=', account);
  transaction(db, (tx) => run(tx, change));
}

type PersonRow = StationSchema['people'];

function findRow(db: ReadableDb, account: string): PersonRow | undefined {
  return get(db, queries.selectFrom('people').selectAll().where('account', '=', account));
}

function toPerson(row: PersonRow): SignedInPerson {
  const held = JSON.parse(row.roles) as readonly Role[];
  return { account: row.account, name: row.name, post: row.post, deptName: row.dept_name, roles: held };
}
