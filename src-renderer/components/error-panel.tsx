import { CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords, type ErrorText } from '../bridge/words.ts';
import './error-panel.css';

/** An error in three parts: what, why, what to do now; the code small, for support. */
export function ErrorPanel(props: {
  /** What to do may be several lines. */
  readonly error: Omit<ErrorText, 'next'> & { readonly next: ReactNode };
  readonly onAgain?: (() => void) | undefined;
  readonly actions?: ReactNode;
  /** Evidence between why and what to do, such as two digests beside each other. */
  readonly children?: ReactNode;
}) {
  const say = useWords();
  const { error, onAgain, actions, children } = props;
  return (
    <section className="sk-error" role="alert">
      <CloseCircleFilled className="sk-error-icon" aria-hidden />
      <div className="sk-error-words">
        <h2 className="sk-serif">{error.what}</h2>
        {error.why && <p>{error.why}</p>}
        {children}
        <h3>{say('screen.components.error.next')}</h3>
        <div>{error.next}</div>
        <div className="sk-error-foot">
          {actions}
          {onAgain && <Button onClick={onAgain}>{say('screen.components.error.again')}</Button>}
          <code className="sk-error-code">{error.code}</code>
        </div>
      </div>
    </section>
  );
}

/** The same three parts below a field or a button. */
export function ErrorLine({ error }: { readonly error: ErrorText }) {
  return (
    <p className="sk-error-line" role="alert">
      <CloseCircleFilled aria-hidden />
      <span>
        <b>{error.what}</b>
        {error.why} {error.next} <code className="sk-error-code">{error.code}</code>
      </span>
    </p>
  );
}
