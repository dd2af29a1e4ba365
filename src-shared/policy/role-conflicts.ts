import type { Role } from '../model/roles.ts';

const administrators: ReadonlySet<Role> = new Set(['system', 'security', 'auditor']);
const business: ReadonlySet<Role> = new Set(['custodian', 'approver', 'exporter']);

/**
 * The three administrators are three persons, and none of them keeps a seal, approves or exports (GB/T 22239 level 3;
 * lifecycles, "separation").
 *
 * @returns the first pair that must not meet in one person, or null
 */
export function roleConflict(held: readonly Role[]): readonly [Role, Role] | null {
  for (const first of held) {
    if (!administrators.has(first)) continue;
    for (const second of held) {
      if (second === first) continue;
      if (administrators.has(second) || business.has(second)) return [first, second];
    }
  }
  return null;
}
