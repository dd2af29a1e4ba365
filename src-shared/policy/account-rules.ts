import type { ErrorCode } from '../errors/error-codes.ts';
import type { ErrorFacts } from '../errors/station-error.ts';
import type { Role } from '../model/roles.ts';
import { roleConflict } from './role-conflicts.ts';

/** What an administrator does to somebody else's account. */
export type AccountAct = 'reset-password' | 'unlock' | 'end' | 'change-roles';

interface Holder {
  readonly account: string;
  readonly roles: readonly Role[];
}

export interface AccountQuestion {
  readonly act: AccountAct;
  readonly by: Holder;
  readonly target: Holder;
  /** Of `change-roles` only. */
  readonly newRoles?: readonly Role[];
  /** Every account that is not ended, the target included. */
  readonly accounts: readonly Holder[];
}

const administrators = ['system', 'security', 'auditor'] as const satisfies readonly Role[];
const isAdministrator = (role: Role): boolean => administrators.some((one) => one === role);
/** Whoever signs in as one of these decides, stamps or watches. */
const weighty: ReadonlySet<Role> = new Set(['custodian', 'approver', 'head', ...administrators]);

/**
 * Whose password must stand beside the administrator's own, or null. Whoever can set a password can sign in as that
 * person, so nobody does it alone for an account that decides, stamps or watches; roles are granted by the security
 * administrator (lifecycles C.7, C.8). His own account is watched by the auditor.
 */
export function consentingRole({ act, by, target }: AccountQuestion): Role | null {
  if (act === 'unlock') return null;
  const isWeighty = act === 'change-roles' || target.roles.some((role) => weighty.has(role));
  if (!isWeighty) return null;
  return target.roles.includes('security') || by.roles.includes('security') ? 'auditor' : 'security';
}

/** Why an act is refused whoever consents, or null. */
export function accountRefusal(
  question: AccountQuestion,
): { readonly code: ErrorCode; readonly facts: ErrorFacts } | null {
  const { act, by, target, newRoles = [], accounts } = question;
  if (by.account === target.account) return { code: 'STATION_OWN_ACCOUNT', facts: {} };
  const isEntitled = by.roles.includes('system') || (by.roles.includes('security') && target.roles.includes('system'));
  if (!isEntitled) return { code: 'RPC_FORBIDDEN', facts: { roles: '@states.role.system' } };
  if (act === 'change-roles') {
    const conflict = roleConflict(newRoles) ?? crossing(target.roles, newRoles);
    if (conflict) {
      const [held, wanted] = conflict;
      const facts = { detail: '@details.roleConflict', held: `@states.role.${held}`, wanted: `@states.role.${wanted}` };
      return { code: 'STATION_ROLE_CONFLICT', facts };
    }
  }
  const kept = act === 'end' ? [] : act === 'change-roles' ? newRoles : target.roles;
  const missing = administrators.find(
    (role) =>
      target.roles.includes(role) &&
      !kept.includes(role) &&
      !accounts.some((one) => one.account !== target.account && one.roles.includes(role)),
  );
  return missing ? { code: 'STATION_LAST_ADMINISTRATOR', facts: { role: `@states.role.${missing}` } } : null;
}

/** An administrator's account never becomes one that stamps, decides or handles, nor the other way round. */
function crossing(held: readonly Role[], wanted: readonly Role[]): readonly [Role, Role] | null {
  for (const before of held) {
    const across = wanted.find((role) => isAdministrator(role) !== isAdministrator(before));
    if (across) return [before, across];
  }
  return null;
}
