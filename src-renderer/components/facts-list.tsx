import type { ReactNode } from 'react';
import './facts-list.css';

export interface FactRow {
  /** Needed where two rows have the same label. */
  readonly key?: string;
  readonly label: string;
  readonly value: ReactNode;
  /** At the right end: a tag, how long it lasts, a link. */
  readonly aside?: ReactNode;
}

/** Label, value, hairline; one column of labels, set by the longest. */
export function FactsList({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className="sk-facts">
      {rows.map(({ key, label, value, aside }) => (
        <div key={key ?? label}>
          <dt>{label}</dt>
          <dd>
            <span className="sk-facts-value">{value}</span>
            {aside !== undefined && <span className="sk-facts-aside">{aside}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
