import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import './status-word.css';

export type Status = 'ok' | 'attention' | 'refused' | 'neutral' | 'waiting';

const icons = {
  ok: CheckCircleFilled,
  attention: ExclamationCircleFilled,
  refused: CloseCircleFilled,
  neutral: MinusCircleOutlined,
  waiting: ClockCircleOutlined,
} as const;

/** The icon of a status alone; a word must stand beside it. */
export function StatusIcon({ status }: { readonly status: Status }) {
  const Shape = icons[status];
  return <Shape className={`sk-status-icon sk-is-${status}`} aria-hidden />;
}

/** Icon and word, always both: a colour alone says nothing to many people. */
export function StatusWord({ status, children }: { readonly status: Status; readonly children: ReactNode }) {
  return (
    <span className={`sk-status sk-is-${status}`}>
      <StatusIcon status={status} />
      <span>{children}</span>
    </span>
  );
}
