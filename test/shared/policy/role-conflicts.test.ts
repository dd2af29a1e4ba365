import { describe, expect, it } from 'vitest';
import { roles, type Role } from '#shared/model/roles.ts';
import { roleConflict } from '#shared/policy/role-conflicts.ts';

const administrators: readonly Role[] = ['system', 'security', 'auditor'];
const business: readonly Role[] = ['custodian', 'approver', 'exporter'];

function mustBeTwoPersons(a: Role, b: Role): boolean {
  const isBoth = (group: readonly Role[]): boolean => group.includes(a) && group.includes(b);
  const isMixed = administrators.includes(a)
    ? business.includes(b)
    : business.includes(a) && administrators.includes(b);
  return isBoth(administrators) || isMixed;
}

const pairs = roles.flatMap((a) => roles.filter((b) => a !== b).map((b) => [a, b] as const));

describe('roles in one person (C.8, GB/T 22239 level 3, U-SEC-2)', () => {
  it.each(pairs)('%s and %s: refused exactly where the separation demands two persons', (a, b) => {
    const conflict = roleConflict([a, b]);
    expect(conflict !== null).toBe(mustBeTwoPersons(a, b));
    if (conflict) expect([...conflict].toSorted()).toEqual([a, b].toSorted());
  });

  it.each(roles)('%s alone is no conflict, nor named twice', (role) => {
    expect(roleConflict([role])).toBeNull();
    expect(roleConflict([role, role])).toBeNull();
    expect(roleConflict([])).toBeNull();
  });

  it('finds the conflict among many', () => {
    expect(roleConflict(['handler', 'head', 'custodian', 'auditor'])).toEqual(['auditor', 'custodian']);
  });
});
