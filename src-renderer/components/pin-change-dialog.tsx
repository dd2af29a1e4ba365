import { Button, Checkbox } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { StationQuestion } from '#shared/contract/questions.ts';
import type { PinChangeAnswer } from '../bridge/questions.ts';
import { useWords } from '../bridge/words.ts';
import { ArmedButton } from './armed-button.tsx';
import { PinFrame } from './pin-frame.tsx';
import { TriesBar } from './tries-bar.tsx';
import './pin-dialog.css';

export interface PinChangeDialogProps {
  readonly question: StationQuestion | null;
  /** Whose key it is. */
  readonly about: string;
  readonly onAnswer: (answer: PinChangeAnswer) => void;
  readonly onRefuse: () => void;
}

/** Asks the old PIN and the new one, twice. Nothing typed is kept by the page; closing it is a no. */
export function PinChangeDialog(props: PinChangeDialogProps) {
  const { question, onRefuse } = props;
  const say = useWords();
  if (question === null) return null;
  return (
    <PinFrame
      title={say('screen.components.pinChange.title')}
      tokenSerial={question.tokenSerial}

      onRefuse={onRefuse}
    >
      <ChangeForm key={question.questionId} {...props} question={question} />
    </PinFrame>
  );
}

type Trouble = 'missing' | 'notRepeated' | 'short' | 'same';

function ChangeForm(props: PinChangeDialogProps & { readonly question: StationQuestion }) {
  const { question, about, onAnswer, onRefuse } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.components.pinChange.${key}`, facts);
  const { triesState, minLength: min, maxLength: max } = question;
  // What is typed stays in the fields alone, and no longer than until it is sent.
  const [oldPin, newPin, again] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const foot = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const hintId = useId();
  const isFinal = triesState === 'final';
  useEffect(() => {
    const fields = [oldPin.current, newPin.current, again.current];
    return () => {
      for (const field of fields) if (field) field.value = '';
    };
  }, [oldPin, newPin, again]);

  function send(): void {
    const [old, fresh, repeated] = [oldPin, newPin, again].map(({ current }) => current?.value ?? '') as [
      string,
      string,
      string,
    ];
    const found = troubleOf(old, fresh, repeated, min);
    setTrouble(found);
    if (found !== null) return (found === 'notRepeated' ? again : newPin).current?.focus();
    for (const { current } of [oldPin, newPin, again]) current!.value = '';
    onAnswer({ oldPin: old, newPin: fresh, newPinAgain: repeated, confirmedFinalTry: isFinal && isConfirmed });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.repeat || event.nativeEvent.isComposing) return;
    event.preventDefault();
    foot.current?.querySelector<HTMLButtonElement>('.sk-armed button')?.click();
  }
  const field = (name: string, ref: RefObject<HTMLInputElement | null>, isFirst = false) => (
    <label className="sk-pin-label">
      <span>{word(name)}</span>
      <input
        ref={ref}
        className="sk-pin-field"
        type="password"
        name={`sk-key-secret-${name}`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={isFirst}
        disabled={isFinal && !isConfirmed}
        maxLength={max > 0 ? max : 64}
        aria-describedby={hintId}
        onInput={() => setTrouble(null)}
        onKeyDown={onKeyDown}
      />
    </label>
  );

  return (
    <div className="sk-pin">
      <p className="sk-quiet sk-small">{about}</p>
      {field('old', oldPin, true)}
      <TriesBar state={triesState} hasText />
      {isFinal && (
        <Checkbox
          checked={isConfirmed}
          onChange={(event) => {
            setConfirmed(event.target.checked);
            if (event.target.checked) requestAnimationFrame(() => oldPin.current?.focus());
          }}
        >
          {say('screen.components.pin.confirmFinal')}
        </Checkbox>
      )}
      {field('new', newPin)}
      {field('again', again)}
      <p id={hintId} className="sk-pin-hint" role={trouble === null ? undefined : 'alert'}>
        {trouble === null ? word(max > 0 ? 'rules' : 'rulesFrom', { min, max }) : <b>{word(trouble, { min })}</b>}
      </p>
      <footer ref={foot}>
        <Button onClick={onRefuse}>{word('no')}</Button>
        <ArmedButton
          onAct={send}
          disabledReason={isFinal && !isConfirmed ? say('screen.components.pin.tickFirst') : undefined}
        >
          {word('act')}
        </ArmedButton>
      </footer>
    </div>
  );
}

/** What can be seen here already; the station looks at all of it again. */
function troubleOf(old: string, fresh: string, repeated: string, min: number): Trouble | null {
  if (old === '' || fresh === '' || repeated === '') return 'missing';
  if (fresh.length < min) return 'short';
  if (fresh !== repeated) return 'notRepeated';
  return fresh === old ? 'same' : null;
}
