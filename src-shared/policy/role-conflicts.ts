import type { Role } from '../model/roles.ts';

const administrators: readonly Role[] = ['system', 'security', 'auditor'];
const business: readonly Role[] = ['custodian', 'approver', 'exporter'];

/**
 * The three administrators are three persons, and none of them keeps a seal, approves or exports (GB/T 22239 level 3;
 * lifecycles, "separation").
 *
 * @returns the first pair that must not meet in one person, or null
 */
export function roleConflict(held: readonly Role[]): readonly [Role, Role] | null {
  for (const first of held) {
    if (!administrators.includes(first)) continue;
    for (const second of held) {
      if (second === first) continue;
      if (administrators.includes(second) || business.includes(second)) return [first, second];
    }
  }
  return null;
}
