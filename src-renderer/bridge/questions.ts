import { useCallback, useEffect, useRef, useState } from 'react';
import type { StationEvent } from '#shared/contract/events.ts';
import type { StationQuestion } from '#shared/contract/questions.ts';
import { client } from './client.ts';
import { useStationEvent } from './events.ts';

export interface PinAnswer {
  readonly pin: string;
  readonly confirmedFinalTry: boolean;
}

export interface PinChangeAnswer {
  readonly oldPin: string;
  readonly newPin: string;
  readonly newPinAgain: string;
  readonly confirmedFinalTry: boolean;
}

type Given = { kind: 'cancelled' } | ({ kind: 'pin' } & PinAnswer) | ({ kind: 'pin-change' } & PinChangeAnswer);

/**
 * The question for a PIN that a call of this screen has raised, for as long as it stands. Leaving the page means no.
 *
 * @param isMine whether this page asked for what the question is about
 */
export function usePinQuestion(isMine: (question: StationQuestion) => boolean): {
  readonly question: StationQuestion | null;
  readonly answer: (answer: PinAnswer) => void;
  readonly answerChange: (answer: PinChangeAnswer) => void;
  readonly refuse: () => void;
} {
  const [question, setQuestion] = useState<StationQuestion | null>(null);
  const open = useRef<StationQuestion | null>(null);
  const mine = useRef(isMine);
  mine.current = isMine;

  const show = useCallback((next: StationQuestion | null) => {
    open.current = next;
    setQuestion(next);
  }, []);
  useStationEvent(
    useCallback(
      (event: StationEvent) => {
        if (event.type === 'question.asked' && mine.current(event.question)) show(event.question);
        if (event.type === 'question.withdrawn' && event.questionId === open.current?.questionId) show(null);
      },
      [show],
    ),
  );
  const send = useCallback(
    (answer: Given) => {
      const questionId = open.current?.questionId;
      show(null);
      if (questionId === undefined) return;
      // A question that is over needs no answer; whatever else goes wrong is told by the call that asked.
      void client.questions.answer({ questionId, answer }).catch(() => undefined);
    },
    [show],
  );
  const refuse = useCallback(() => send({ kind: 'cancelled' }), [send]);
  useEffect(() => refuse, [refuse]);
  return {
    question,
    answer: useCallback((given) => send({ kind: 'pin', ...given }), [send]),
    answerChange: useCallback((given) => send({ kind: 'pin-change', ...given }), [send]),
    refuse,
  };
}
