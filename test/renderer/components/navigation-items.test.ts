import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/model/roles.ts';
import { itemsFor } from '../../../src-renderer/components/navigation-items.ts';

const names = (roles: readonly Role[] | null, isSetUp = true): string =>
  itemsFor(roles, isSetUp)
    .map(({ name }) => name)
    .join(' ');

describe('the navigation (lifecycles C.8)', () => {
  it('gives a custodian neither requests nor approvals', () => {
    expect(names(['custodian'])).toBe('desk stamp verify ledger seals statistics settings');
  });

  it('gives a handler requests, and no register of the unit', () => {
    expect(names(['handler'])).toBe('desk request verify settings');
  });

  it('gives an approver approvals, and no stamping', () => {
    expect(names(['approver'])).toBe('desk request approve verify ledger settings');
  });

  it('keeps administrators away from documents', () => {
    expect(names(['system'])).toBe('desk verify settings');
    expect(names(['security'])).toBe('desk verify seals settings');
    expect(names(['auditor'])).toBe('desk verify ledger statistics settings');
  });

  it('lets anybody verify without signing in', () => {
    expect(names(null)).toBe('verify');
  });

  it('shows the set-up only while it is to be done', () => {
    expect(names(null, false)).toBe('verify set-up');
  });
});
