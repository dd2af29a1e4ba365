import { Button } from 'antd';
import { useId, type ReactNode } from 'react';
import { useWords } from '../../bridge/words.ts';

/** Back at the left, on at the right; why one cannot go on stands beside the button. */
export function StepFoot(props: {
  readonly onBack?: (() => void) | undefined;
  readonly onClear?: (() => void) | undefined;
  /** Names what comes; a submit button of the form around it. */
  readonly next?: ReactNode;
  readonly onNext?: () => void;
  readonly isBusy?: boolean;
  readonly reason?: string | undefined;
  /** Above the buttons, where it is seen however long the form is. */
  readonly error?: ReactNode;
  readonly children?: ReactNode;
}) {
  const say = useWords();
  const { onBack, onClear, next, onNext, isBusy = false, reason, error, children } = props;
  const reasonId = useId();
  return (
    <footer className="sk-setup-foot">
      {error && <div className="sk-setup-error">{error}</div>}
      {onBack && <Button onClick={onBack}>{say('screen.setUp.back')}</Button>}
      {onClear && (
        <Button type="text" onClick={onClear}>
          {say('screen.setUp.again')}
        </Button>
      )}
      <span className="sk-setup-space" />
      {reason !== undefined && (
        <span id={reasonId} className="sk-note">
          {reason}
        </span>
      )}
      {next !== undefined && (
        <Button
          type="primary"
          htmlType={onNext ? 'button' : 'submit'}
          loading={isBusy}
          disabled={reason !== undefined}
          aria-describedby={reason === undefined ? undefined : reasonId}
          onClick={onNext}
        >
          {next}
        </Button>
      )}
      {children}
    </footer>
  );
}

/** One step: its question as a title, what one should know before, its form. */
export function StepPanel(props: { readonly title: string; readonly note: string; readonly children: ReactNode }) {
  const { title, note, children } = props;
  const titleId = useId();
  return (
    <section className="sk-panel sk-setup-panel" aria-labelledby={titleId}>
      <header className="sk-setup-head">
        <h2 id={titleId}>{title}</h2>
        <p className="sk-quiet sk-small">{note}</p>
      </header>
      {children}
    </section>
  );
}
