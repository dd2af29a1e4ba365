import { StationError } from '#shared/errors/station-error.ts';
import { findAccountByToken } from '../store/account-repository.ts';
import type { AccountRole, AccountTable, StoreTransaction } from '../store/registry-schema.ts';
import { keepRefusal, type Refusal } from './refusal.ts';
import type { RegistryParts } from './registry-parts.ts';

export type AccountAct<Answer> = (account: AccountTable, tx: StoreTransaction) => Promise<Answer | Refusal>;

/**
 * Do something for a person of the issuing side, known by a personal token.
 *
 * @throws REGISTRY_FORBIDDEN without a token, with a wrong one, or when the account has none of the roles
 */
export async function answerAccount<Answer extends object>(
  parts: RegistryParts,
  authorization: string | undefined,
  roles: readonly AccountRole[],
  action: string,
  act: AccountAct<Answer>,
): Promise<Answer> {
  const token = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '')?.[1];
  const account = token === undefined ? undefined : await findAccountByToken(parts.store.read, token);
  if (account === undefined) throw new StationError('REGISTRY_FORBIDDEN', { detail: '@registry.accountNeeded' });
  return keepRefusal(parts, account.account, action, async (tx) => {
    if (!roles.includes(account.role)) {
      throw new StationError('REGISTRY_FORBIDDEN', { detail: '@registry.roleNeeded', roles: roles.join(', ') });
    }
    return act(account, tx);
  });
}
