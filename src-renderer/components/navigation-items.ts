import type { Role } from '#shared/model/roles.ts';

export type NavName =
  | 'desk'
  | 'request'
  | 'approve'
  | 'stamp'
  | 'verify'
  | 'ledger'
  | 'seals'
  | 'statistics'
  | 'settings'
  | 'set-up';

export interface NavItem {
  /** Its words are below `screen.frame.nav`. */
  readonly name: NavName;
  readonly path: `/${NavName}`;
  /** Who sees it; `anyone` also without signing in, `signed-in` every role. */
  readonly roles: 'anyone' | 'signed-in' | readonly Role[];
}

/**
 * In the order of the screen. Who may do what is decided by the station (lifecycles C.8); this only hides what would be
 * refused.
 */
const allItems: readonly NavItem[] = [
  { name: 'desk', path: '/desk', roles: 'signed-in' },
  { name: 'request', path: '/request', roles: ['handler', 'approver', 'head'] },
  { name: 'approve', path: '/approve', roles: ['approver', 'head'] },
  { name: 'stamp', path: '/stamp', roles: ['custodian'] },
  { name: 'verify', path: '/verify', roles: 'anyone' },
  { name: 'ledger', path: '/ledger', roles: ['custodian', 'approver', 'head', 'auditor', 'exporter'] },
  { name: 'seals', path: '/seals', roles: ['custodian', 'head', 'security'] },
  { name: 'statistics', path: '/statistics', roles: ['custodian', 'head', 'auditor'] },
  { name: 'settings', path: '/settings', roles: 'signed-in' },
  { name: 'set-up', path: '/set-up', roles: 'anyone' },
];

/** @param roles null while nobody is signed in */
export function itemsFor(roles: readonly Role[] | null, isSetUp: boolean): readonly NavItem[] {
  return allItems.filter((item) => {
    if (item.name === 'set-up' && isSetUp) return false;
    if (item.roles === 'anyone') return true;
    if (roles === null) return false;
    return item.roles === 'signed-in' || item.roles.some((role) => roles.includes(role));
  });
}
