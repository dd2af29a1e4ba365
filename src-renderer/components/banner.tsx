import type { ReactNode } from 'react';
import { StatusIcon } from './status-word.tsx';
import './banner.css';

/** One per page, above the list it speaks of. */
export function Banner(props: {
  readonly status: 'ok' | 'attention' | 'refused';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const { status, title, children, action } = props;
  return (
    <div className={`sk-banner sk-banner-${status}`} role={status === 'ok' ? 'status' : 'alert'}>
      <StatusIcon status={status} />
      <p>
        {title !== undefined && <b>{title}</b>}
        {children}
      </p>
      {action !== undefined && <div className="sk-banner-action">{action}</div>}
    </div>
  );
}
