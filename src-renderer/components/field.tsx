import type { ReactNode } from 'react';
import { useWords } from '../bridge/words.ts';
import { StatusWord } from './status-word.tsx';
import './field.css';

/**
 * A label with its field. The tag at the right of the label marks what the regulation asks for; what it does not ask
 * for says 选填. There is no red asterisk.
 */
export function Field(props: {
  readonly label: string;
  readonly tag?: ReactNode;
  readonly isOptional?: boolean;
  /** What is wrong with it, or what would be better. */
  readonly hint?: { readonly status: 'attention' | 'refused'; readonly text: string } | undefined;
  readonly children: ReactNode;
}) {
  const say = useWords();
  const { label, tag, isOptional = false, hint, children } = props;
  return (
    <div className="sk-field">
      <div className="sk-field-head">
        <span>{label}</span>
        {tag}
        {isOptional && <span className="sk-field-optional">{say('screen.components.optional')}</span>}
      </div>
      {/* The tag is a button of its own, so the label that names the field is an unseen one around it. */}
      <label>
        <span className="sk-unseen">{label}</span>
        {children}
      </label>
      {hint && (
        <div className="sk-field-hint" role={hint.status === 'refused' ? 'alert' : 'status'}>
          <StatusWord status={hint.status}>{hint.text}</StatusWord>
        </div>
      )}
    </div>
  );
}
