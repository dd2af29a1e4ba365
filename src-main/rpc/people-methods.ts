import {
  changeRoles,
  endAccount,
  resetPassword,
  unlockAccount,
  type AccountChange,
} from '#main/station/account-care.ts';
import { addPerson, authenticate, findPerson, listAccounts, listPeople } from '#main/station/people.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { Role } from '#shared/model/roles.ts';
import { accountRefusal, consentingRole, type AccountAct, type AccountQuestion } from '#shared/policy/account-rules.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

interface Order {
  readonly account: string;
  readonly consent?: { readonly account: string; readonly password: string } | undefined;
}

/** Accounts of this station: the system administrator cares for them, and for some he needs a second person. */
export function peopleMethods({ station: { people } }: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, sessions } = parts;
  return {
    add: people.add.handler(({ input }) => addPerson(db, input, clock.now())),
    list: people.list.handler(() => listAccounts(db)),
    resetPassword: people.resetPassword.handler(async ({ input, context }) => {
      const change = await permitAct(parts, 'reset-password', input, signedIn(context));
      const { oneTimePassword, validUntil } = await resetPassword(db, input.account, change);
      sessions.closeOf(input.account);
      return { oneTimePassword, validUntil: officeTime(validUntil) };
    }),
    unlock: people.unlock.handler(async ({ input, context }) => {
      unlockAccount(db, input.account, await permitAct(parts, 'unlock', input, signedIn(context)));
      return listAccounts(db);
    }),
    end: people.end.handler(async ({ input, context }) => {
      const change = await permitAct(parts, 'end', input, signedIn(context));
      endAccount(db, input.account, change, input.reason);
      sessions.closeOf(input.account);
      return listAccounts(db);
    }),
    changeRoles: people.changeRoles.handler(async ({ input, context }) => {
      const { roles, appointmentNo } = input;
      const change = await permitAct(parts, 'change-roles', input, signedIn(context), roles);
      changeRoles(db, input.account, change, { roles, appointmentNo });
      // What the person may do was decided when he signed in.
      sessions.closeOf(input.account);
      return listAccounts(db);
    }),
  };
}

/**
 * Whether this administrator may do this to this account, and who consents. The consent is looked at last, so that
 * nobody types a password for something that is refused anyway.
 *
 * @throws STATION_PERSON_UNKNOWN, STATION_OWN_ACCOUNT, STATION_ROLE_CONFLICT, STATION_LAST_ADMINISTRATOR, RPC_FORBIDDEN;
 *   STATION_CONSENT_NEEDED without the right second person; RPC_SIGN_IN_FAILED, RPC_ACCOUNT_LOCKED about his password
 */
async function permitAct(
  { db, clock }: StationParts,
  act: AccountAct,
  { account, consent }: Order,
  by: SignedInPerson,
  newRoles?: readonly Role[],
): Promise<AccountChange> {
  const accounts = listPeople(db);
  const target = accounts.find((one) => one.account === account);
  if (!target || !findPerson(db, account)) throw new StationError('STATION_PERSON_UNKNOWN', { account });
  const question: AccountQuestion = { act, by, target, accounts, ...(newRoles && { newRoles }) };
  const refusal = accountRefusal(question);
  if (refusal) throw new StationError(refusal.code, refusal.facts);
  const wanted = consentingRole(question);
  if (wanted === null) return { at: clock.now(), by: by.account, consentBy: null };
  const needed = new StationError('STATION_CONSENT_NEEDED', { role: `@states.role.${wanted}` });
  if (!consent) throw needed;
  const consenting = await authenticate(db, consent.account, consent.password, clock.now());
  const isOther = consenting.account !== by.account && consenting.account !== account;
  if (!isOther || !consenting.roles.includes(wanted)) throw needed;
  return { at: clock.now(), by: by.account, consentBy: consenting.account };
}
