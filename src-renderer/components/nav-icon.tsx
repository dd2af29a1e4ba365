import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  FileAddOutlined,
  HomeOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import { StampIcon } from './icons.tsx';
import type { NavName } from './navigation-items.ts';

const icons = {
  desk: HomeOutlined,
  request: FileAddOutlined,
  approve: AuditOutlined,
  stamp: StampIcon,
  verify: SafetyCertificateOutlined,
  ledger: BookOutlined,
  seals: KeyOutlined,
  statistics: BarChartOutlined,
  settings: SettingOutlined,
  'set-up': ToolOutlined,
} as const satisfies Record<NavName, unknown>;

/** The icon beside an item of the navigation; the word beside it says everything. */
export function NavIcon({ name }: { readonly name: NavName }) {
  const Shape = icons[name];
  return <Shape aria-hidden />;
}
