import type { Selectable } from 'kysely';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
import { transaction, type ReadableDb, type WritableDb, type WriteTransaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { AccountView } from '#shared/contract/people.ts';
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
  /** Number of the document that appoints the person. */
  readonly appointmentNo?: string | undefined;
}

/** Somebody who may be added, the password hashed: slow work that has no place in a transaction. */
export interface CheckedPerson extends SignedInPerson {
  readonly passwordHash: string;
  readonly appointmentNo?: string | undefined;
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
      one_time_until: null,
      ended_at: null,
      appointment_no: person.appointmentNo ?? '',
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

/** Everybody who may still sign in. */
export function listPeople(db: ReadableDb): readonly SignedInPerson[] {
  const here = queries.selectFrom('people').selectAll().where('ended_at', 'is', null);
  return all(db, here.orderBy('account')).map(toPerson);
}

/** Every account, those that were ended included. */
export function listAccounts(db: ReadableDb): readonly AccountView[] {
  return all(db, queries.selectFrom('people').selectAll().orderBy('account')).map((row) =>
    Object.assign(toPerson(row), { state: stateOf(row), appointmentNo: row.appointment_no }),
  );
}

/** Number of the document that appointed this person; empty where none was named. */
export function appointmentOf(db: ReadableDb, account: string): string {
  return findRow(db, account)?.appointment_no ?? '';
}

/** Whose password it is, and whether it was given by an administrator and must be changed before anything else. */
export interface Authenticated {
  readonly person: SignedInPerson;
  readonly mustChangePassword: boolean;
}

/**
 * The person whose password this is, for one act that needs it once more. A password somebody else has given proves
 * nothing yet.
 *
 * @throws as {@link authenticateAtDoor}; RPC_PASSWORD_MUST_CHANGE
 */
export async function authenticate(
  db: WritableDb,
  account: string,
  password: string,
  at: Date,
): Promise<SignedInPerson> {
  const { person, mustChangePassword } = await authenticateAtDoor(db, account, password, at);
  if (mustChangePassword) throw new StationError('RPC_PASSWORD_MUST_CHANGE', {});
  return person;
}

/**
 * The person whose password this is. Failures are counted on disk before the answer, so a crash gives no free try.
 *
 * @throws RPC_SIGN_IN_FAILED (the same for an unknown account, an ended one and a wrong password), RPC_ACCOUNT_LOCKED,
 *   RPC_ONE_TIME_PASSWORD_OVER
 */
export async function authenticateAtDoor(
  db: WritableDb,
  account: string,
  password: string,
  at: Date,
): Promise<Authenticated> {
  const row = findRow(db, account);
  if (row?.locked && row.ended_at === null) throw new StationError('RPC_ACCOUNT_LOCKED', {});
  if (!row || row.ended_at !== null) {
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
  if (row.one_time_until !== null && at.toISOString() > row.one_time_until) {
    throw new StationError('RPC_ONE_TIME_PASSWORD_OVER', {});
  }
  return { person: toPerson(row), mustChangePassword: row.must_change === 1 };
}

function countTries(db: WritableDb, account: string, failures: number, isLocked: boolean): void {
  const change = queries
    .updateTable('people')
    .set({ failed_tries: failures, locked: isLocked ? 1 : 0 })
    .where('account', '=', account);
  transaction(db, (tx) => run(tx, change));
}

type PersonRow = Selectable<StationSchema['people']>;

function stateOf(row: PersonRow): AccountView['state'] {
  if (row.ended_at !== null) return 'ended';
  if (row.locked) return 'locked';
  return row.must_change ? 'must-change' : 'active';
}

function findRow(db: ReadableDb, account: string): PersonRow | undefined {
  return get(db, queries.selectFrom('people').selectAll().where('account', '=', account));
}

function toPerson(row: PersonRow): SignedInPerson {
  const held = JSON.parse(row.roles) as readonly Role[];
  return { account: row.account, name: row.name, post: row.post, deptName: row.dept_name, roles: held };
}
