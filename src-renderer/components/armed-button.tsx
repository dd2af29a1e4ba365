import { Button } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { constants } from '../styles/tokens.ts';
import { useWords } from '../bridge/words.ts';
import './armed-button.css';

/** The protection lasts this long in every theme; it is no decoration, so less motion does not shorten it. */
export const armMs = Number.parseInt(constants.arm, 10);

export interface ArmedButtonProps {
  readonly onAct: () => void;
  /** Names the act: 用印 1 份文件. */
  readonly children: ReactNode;
  readonly isDanger?: boolean;
  readonly isBusy?: boolean;
  /** Why it cannot be pressed now; said beside it. */
  readonly disabledReason?: string | undefined;
  readonly isBlock?: boolean;
  readonly className?: string;
}

/**
 * A button that uses the key: becomes active a moment after it appears or becomes possible, so that neither a stray
 * Enter nor a double click answers a question that has just opened. While it is arming nothing presses it.
 */
export function ArmedButton(props: ArmedButtonProps) {
  const say = useWords();
  const { onAct, children, isDanger = false, isBusy = false, disabledReason, isBlock = false, className = '' } = props;
  const isPossible = disabledReason === undefined;
  const [isArmed, setArmed] = useState(false);
  const reasonId = useId();
  useEffect(() => {
    setArmed(false);
    if (!isPossible) return undefined;
    const timer = setTimeout(() => setArmed(true), armMs);
    return () => clearTimeout(timer);
  }, [isPossible]);

  const isArming = isPossible && !isArmed;
  const reason = disabledReason ?? (isArming ? say('screen.components.arming') : undefined);
  return (
    <span className={`sk-armed ${isBlock ? 'sk-armed-block' : ''} ${className}`}>
      <Button
        type="primary"
        htmlType="button"
        danger={isDanger}
        block={isBlock}
        loading={isBusy}
        disabled={!isPossible}
        aria-disabled={isArming || !isPossible}
        aria-describedby={reason === undefined ? undefined : reasonId}
        className={isArming ? 'sk-arming' : ''}
        onKeyDown={ignoreRepeats}
        onClick={() => {
          if (isArmed && isPossible && !isBusy) onAct();
        }}
      >
        {children}
      </Button>
      {reason !== undefined && (
        <span id={reasonId} className={disabledReason === undefined ? 'sk-unseen' : 'sk-armed-reason'}>
          {reason}
        </span>
      )}
    </span>
  );
}

/** A key that is held down since before repeats; it was not pressed for this button. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
