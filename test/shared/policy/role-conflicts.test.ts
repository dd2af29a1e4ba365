import { describe, expect, it } from 'vitest';
import { roles, type Role } from '#shared/model/roles.ts';
import { roleConflict } from '#shared/policy/role-conflicts.ts';

const administrators: ReadonlySet<Role> = new Set(['system', 'security', 'auditor']);
const business: ReadonlySet<Role> = new Set(['custodian', 'approver', 'exporter']);

function mustBeTwoPersons(a: Role, b: Role): boolean {
  const isMixed = (administrators.has(a) && business.has(b)) || (business.has(a) && administrators.has(b));
  return (administrators.has(a) && administrators.has(b)) || isMixed;
}

const pairs = roles.flatMap((a) => roles.filter((b) => a !== b).map((b) => [a, b] as const));

describe('roles in one person (C.8, GB/T 22239 level 3, U-SEC-2)', () => {
  it.each(pairs)('%s and %s: refused exactly where the separation demands two persons', (a, b) => {
    const conflict = roleConflict([a, b])?.toSorted() ?? null;
    expect(conflict).toEqual(mustBeTwoPersons(a, b) ? [a, b].toSorted() : null);
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
