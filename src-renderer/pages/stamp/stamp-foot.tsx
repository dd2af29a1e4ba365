import { KeyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../../bridge/words.ts';
import { FiveSteps } from '../../components/five-steps.tsx';
import { type StepStates } from '../../components/step-states.ts';
import { StatusWord } from '../../components/status-word.tsx';

/** Below the checks: the act, or how far it is. */
export function StampFoot(props: {
  readonly phase: 'idle' | 'running' | 'done' | 'failed';
  readonly isAsked: boolean;
  readonly isCancelled: boolean;
  readonly steps: StepStates;
  /** Why it cannot be done now. */
  readonly reason: string | null;
  readonly onStart: () => void;
}) {
  const { phase, isAsked, isCancelled, steps, reason, onStart } = props;
  const say = useWords();
  const begin = useRef<HTMLButtonElement>(null);
  // The dialog that was closed had the focus.
  useEffect(() => {
    if (isCancelled) begin.current?.focus();
  }, [isCancelled]);
  if (phase === 'idle') {
    return (
      <div className="sk-stamp-foot">
        <Button ref={begin} type="primary" disabled={reason !== null} onClick={onStart}>
          {say('screen.stamp.begin')}
        </Button>
        <span className="sk-small sk-quiet" role="status">
          {isCancelled ? (
            <StatusWord status="neutral">{say('screen.stamp.cancelled')}</StatusWord>
          ) : (
            (reason ?? say('screen.stamp.thenPin'))
          )}
        </span>
      </div>
    );
  }
  return (
    <div className="sk-stamp-foot" aria-live="polite">
      {isAsked && (
        <b className="sk-stamp-asked">
          <KeyOutlined aria-hidden /> {say('screen.stamp.waitsForPin')}
        </b>
      )}
      <FiveSteps states={steps} />
    </div>
  );
}
