import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/model/roles.ts';
import { accountRefusal, consentingRole, type AccountAct, type AccountQuestion } from '#shared/policy/account-rules.ts';

const holder = (account: string, ...roles: Role[]) => ({ account, roles });
const sys = holder('sys', 'system');
const sec = holder('sec', 'security');
const aud = holder('aud', 'auditor');
const handler = holder('lin', 'handler');
const approver = holder('he', 'approver');
const accounts = [sys, sec, aud, handler, approver];
const ask = (act: AccountAct, by: typeof sys, target: typeof sys, newRoles?: Role[]): AccountQuestion => {
  return { act, by, target, accounts, ...(newRoles && { newRoles }) };
};

describe('care for accounts (three administrators, U-SYS-2, U-SEC-2)', () => {
  it('leaves nobody his own account', () => {
    for (const act of ['reset-password', 'unlock', 'end', 'change-roles'] as const)
      expect(accountRefusal(ask(act, sys, sys, ['custodian']))?.code).toBe('STATION_OWN_ACCOUNT');
  });

  it('is the system administrator, and for his account the security administrator', () => {
    expect(accountRefusal(ask('reset-password', sys, approver))).toBeNull();
    expect(accountRefusal(ask('reset-password', sec, sys))).toBeNull();
    expect(accountRefusal(ask('reset-password', sec, approver))?.code).toBe('RPC_FORBIDDEN');
    expect(accountRefusal(ask('reset-password', aud, sys))?.code).toBe('RPC_FORBIDDEN');
  });

  it.each([
    ['reset-password', handler, null],
    ['reset-password', approver, 'security'],
    ['reset-password', aud, 'security'],
    ['reset-password', sec, 'auditor'],
    ['unlock', approver, null],
    ['end', handler, null],
    ['end', approver, 'security'],
    ['change-roles', handler, 'security'],
    ['change-roles', sec, 'auditor'],
  ] as const)('%s of %o is consented to by %s', (act, target, role) => {
    expect(consentingRole(ask(act, sys, target as typeof sys))).toBe(role);
  });

  it('has the auditor beside the security administrator', () => {
    expect(consentingRole(ask('reset-password', sec, sys))).toBe('auditor');
  });

  it.each([
    [approver, ['custodian', 'auditor']],
    [sec, ['approver']],
    [aud, ['handler']],
    [handler, ['system']],
    [handler, ['system', 'handler']],
  ] as const)('never lets an administrator and a seal meet in one account: %o to %o', (target, newRoles) => {
    const question = ask('change-roles', sys, target as typeof sys, [...newRoles]);
    expect(accountRefusal(question)?.code).toBe('STATION_ROLE_CONFLICT');
  });

  it.each(['end', 'change-roles'] as const)('keeps one of each administrator: %s', (act) => {
    const question = { ...ask(act, sys, aud, ['security']) };
    expect(accountRefusal(question)?.code).toBe('STATION_LAST_ADMINISTRATOR');
    const second = { ...question, accounts: [...accounts, holder('aud2', 'auditor')] };
    expect(accountRefusal(second)).toBeNull();
  });
});
