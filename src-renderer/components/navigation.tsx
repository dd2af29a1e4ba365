import {
  AuditOutlined,
  BookOutlined,
  FileAddOutlined,
  HomeOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Role } from '#shared/model/roles.ts';
import { StampIcon } from './icons.tsx';

export interface NavItem {
  /** Name in the catalogue below `screen.frame.nav`. */
  readonly name: string;
  readonly path:
    | '/desk'
    | '/request'
    | '/approve'
    | '/stamp'
    | '/verify'
    | '/ledger'
    | '/seals'
    | '/settings'
    | '/set-up';
  readonly Icon: ComponentType<{ readonly 'aria-hidden'?: boolean }>;
  /** Who sees it; `anyone` also without signing in, `signed-in` every role. */
  readonly roles: 'anyone' | 'signed-in' | readonly Role[];
}

/** In the order of the screen. Who may do what is decided by the station; this only hides what would be refused. */
const allItems: readonly NavItem[] = [
  { name: 'desk', path: '/desk', Icon: HomeOutlined, roles: 'signed-in' },
  { name: 'request', path: '/request', Icon: FileAddOutlined, roles: ['handler', 'approver', 'head'] },
  { name: 'approve', path: '/approve', Icon: AuditOutlined, roles: ['approver', 'head'] },
  { name: 'stamp', path: '/stamp', Icon: StampIcon, roles: ['custodian'] },
  { name: 'verify', path: '/verify', Icon: SafetyCertificateOutlined, roles: 'anyone' },
  {
    name: 'ledger',
    path: '/ledger',
    Icon: BookOutlined,
    roles: ['custodian', 'approver', 'head', 'auditor', 'exporter'],
  },
  { name: 'seals', path: '/seals', Icon: KeyOutlined, roles: ['custodian', 'head', 'security'] },
  { name: 'settings', path: '/settings', Icon: SettingOutlined, roles: 'signed-in' },
  { name: 'set-up', path: '/set-up', Icon: ToolOutlined, roles: ['system'] },
];

export function itemsFor(roles: readonly Role[] | null, isSetUp: boolean): readonly NavItem[] {
  return allItems.filter((item) => {
    if (item.name === 'set-up' && isSetUp) return false;
    if (item.roles === 'anyone') return true;
    if (roles === null) return false;
    return item.roles === 'signed-in' || item.roles.some((role) => roles.includes(role));
  });
}
