import { Button, Checkbox } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { StationQuestion } from '#shared/contract/questions.ts';
import type { PinAnswer } from '../bridge/questions.ts';
import { useWords } from '../bridge/words.ts';
import { ArmedButton } from './armed-button.tsx';
import { PinFrame } from './pin-frame.tsx';
import { TriesBar } from './tries-bar.tsx';
import './pin-dialog.css';

export interface PinDialogProps {
  readonly question: StationQuestion | null;
  /** What the PIN is for: the document's name, nothing else. */
  readonly about: string;
  /** Names the act: 用印 1 份文件. */
  readonly act: string;
  /** Names the refusal: 不用印了. */
  readonly no: string;
  readonly onAnswer: (answer: PinAnswer) => void;
  readonly onRefuse: () => void;
}

/** Asks the PIN of the key. It lies beside what is agreed to, never over it; closing it is a no. */
export function PinDialog(props: PinDialogProps) {
  const { question, onRefuse } = props;
  const say = useWords();
  // Gone at once when the question is over: a dialog that fades still lies over the page.
  if (question === null) return null;
  return (
    <PinFrame
      title={say('screen.components.pin.title')}
      tokenSerial={question.tokenSerial}
      isBeside
      onRefuse={onRefuse}
    >
      <PinForm key={question.questionId} {...props} question={question} />
    </PinFrame>
  );
}

function PinForm(props: PinDialogProps & { readonly question: StationQuestion }) {
  const { question, about, act, no, onAnswer, onRefuse } = props;
  const say = useWords();
  const { triesState } = question;
  // The PIN stays in the field alone: never in the state of the page, and no longer than until it is sent.
  const field = useRef<HTMLInputElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [isMissing, setMissing] = useState(false);
  const [isConfirmed, setConfirmed] = useState(false);
  const hintId = useId();
  const isFinal = triesState === 'final';
  useEffect(() => {
    const input = field.current;
    return () => {
      if (input) input.value = '';
    };
  }, []);

  function send(): void {
    const pin = field.current?.value ?? '';
    setMissing(pin === '');
    if (pin === '') return field.current?.focus();
    field.current!.value = '';
    onAnswer({ pin, confirmedFinalTry: isFinal && isConfirmed });
  }
  /** Enter presses the button, which does nothing until it is armed. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.repeat || event.nativeEvent.isComposing) return;
    event.preventDefault();
    foot.current?.querySelector<HTMLButtonElement>('.sk-armed button')?.click();
  }

  return (
    <div className="sk-pin">
      <p className="sk-quiet sk-small">{about}</p>
      {question.batch && <p className="sk-small">{say('screen.batch.stamp.pin', { ...question.batch })}</p>}
      <input
        ref={field}
        className="sk-pin-field"
        type="password"
        name="sk-key-secret"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        disabled={isFinal && !isConfirmed}
        maxLength={question.maxLength > 0 ? question.maxLength : 64}
        aria-label={say('screen.components.pin.title')}
        aria-describedby={hintId}
        aria-invalid={isMissing}
        onInput={() => setMissing(false)}
        onKeyDown={onKeyDown}
      />
      <TriesBar state={triesState} />
      <p id={hintId} className="sk-pin-hint" role={isMissing ? 'alert' : undefined}>
        {isMissing ? say('screen.components.pin.missing') : <TriesHint state={triesState} />}
      </p>
      {isFinal && (
        <Checkbox
          checked={isConfirmed}
          onChange={(event) => {
            setConfirmed(event.target.checked);
            if (event.target.checked) requestAnimationFrame(() => field.current?.focus());
          }}
        >
          {say('screen.components.pin.confirmFinal')}
        </Checkbox>
      )}
      <footer ref={foot}>
        <Button onClick={onRefuse}>{no}</Button>
        <ArmedButton
          onAct={send}
          disabledReason={isFinal && !isConfirmed ? say('screen.components.pin.tickFirst') : undefined}
        >
          {act}
        </ArmedButton>
      </footer>
    </div>
  );
}

function TriesHint({ state }: { readonly state: StationQuestion['triesState'] }) {
  const say = useWords();
  if (state === 'normal') return <>{say('screen.components.pin.normal')}</>;
  return (
    <>
      <b>{say(`screen.components.pin.${state}`)}</b>
      {say(`screen.components.pin.${state}Text`)}
    </>
  );
}
