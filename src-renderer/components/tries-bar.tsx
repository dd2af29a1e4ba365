import { LockFilled, WarningFilled } from '@ant-design/icons';
import { useWords } from '../bridge/words.ts';
import { StatusIcon } from './status-word.tsx';
import './tries-bar.css';

export const triesStates = ['normal', 'tried', 'final', 'locked'] as const;
export type TriesWord = (typeof triesStates)[number];

/** The state of a key's PIN as the key's flags say it: four words, one of them current. No number is made up. */
export function TriesBar(props: { readonly state: TriesWord; readonly hasText?: boolean }) {
  const say = useWords();
  const { state, hasText = false } = props;
  const text = hasText && state !== 'normal' ? say(`screen.components.tries.text.${state}`) : '';
  return (
    <div className="sk-tries-box">
      <ol className="sk-plain sk-tries" aria-label={say('screen.components.tries.label')}>
        {triesStates.map((name) => (
          <li
            key={name}
            className={name === state ? `sk-tries-${name}` : ''}
            aria-current={name === state || undefined}
          >
            {name === state && <TriesIcon state={name} />}
            <span>{say(`screen.components.tries.${name}`)}</span>
          </li>
        ))}
      </ol>
      {text !== '' && <p className="sk-tries-text">{text}</p>}
    </div>
  );
}

function TriesIcon({ state }: { readonly state: TriesWord }) {
  if (state === 'final') return <WarningFilled aria-hidden />;
  if (state === 'locked') return <LockFilled aria-hidden />;
  return <StatusIcon status={state === 'normal' ? 'ok' : 'attention'} />;
}
