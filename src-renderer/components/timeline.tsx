import type { ReactNode } from 'react';
import './timeline.css';

export interface TimelineItem {
  readonly key: string;
  /** `done` filled, `stopped` a ring (refused, stopped), `now` an ink ring. */
  readonly state: 'done' | 'stopped' | 'now';
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly time: ReactNode;
  /** A line below, such as an opinion. */
  readonly note?: ReactNode;
}

/** What happened, in order; the time at the right. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <ol className="sk-plain sk-timeline">
      {items.map(({ key, state, title, text, time, note }) => (
        <li key={key} className={`sk-time-${state}`}>
          <div className="sk-time-line">
            <span>
              <b>{title}</b> {text}
            </span>
            <time>{time}</time>
          </div>
          {note !== undefined && <p>{note}</p>}
        </li>
      ))}
    </ol>
  );
}
