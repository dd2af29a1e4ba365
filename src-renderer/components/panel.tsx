import type { ReactNode } from 'react';
import './panel.css';

/** White panel on the ground, with a title and what belongs to its right end. */
export function Panel(props: {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  /** Content runs to the edges: lists and tables. */
  readonly isFlush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { title, note, aside, isFlush = false, className = '', children } = props;
  return (
    <section className={`sk-panel ${className}`}>
      {title !== undefined && (
        <header className="sk-panel-head">
          <h2>{title}</h2>
          {note !== undefined && <span className="sk-panel-note">{note}</span>}
          {aside !== undefined && <div className="sk-panel-aside">{aside}</div>}
        </header>
      )}
      <div className={isFlush ? 'sk-panel-flush' : 'sk-panel-body'}>{children}</div>
    </section>
  );
}

/** Title, one sentence of purpose, actions at the right. `white` is for pages that hold a document or a split. */
export function PageHead(props: {
  readonly title: ReactNode;
  readonly purpose?: ReactNode;
  readonly actions?: ReactNode;
  readonly isWhite?: boolean;
}) {
  const { title, purpose, actions, isWhite = false } = props;
  return (
    <header className={isWhite ? 'sk-page-head sk-page-head-white' : 'sk-page-head'}>
      <div className="sk-page-words">
        <h1 tabIndex={-1}>{title}</h1>
        {purpose !== undefined && <p>{purpose}</p>}
      </div>
      {actions !== undefined && <div className="sk-page-actions">{actions}</div>}
    </header>
  );
}

/** A page of panels on the ground; pages with a document lay out their own space below a white head. */
export function PageBody({ children }: { readonly children: ReactNode }) {
  return <div className="sk-page-body">{children}</div>;
}
