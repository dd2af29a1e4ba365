import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ids } from '#main/platform/ids.ts';
import type { PinChangeAnswer, PinChangeEntry } from '#main/token/pin-change.ts';
import type { PinAnswer, PinEntry } from '#main/token/pin-entry.ts';
import type { StationQuestion } from '#shared/contract/questions.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { StationEvents } from './station-events.ts';

/** Whose call is running: a question that comes up on the way goes to that session and to nobody else. */
export interface RunningCall {
  readonly session?: string | undefined;
  /** What the call is about, when it is about one request or one batch. */
  readonly requestId?: string | undefined;
}

const running = new AsyncLocalStorage<RunningCall>();

/** Runs a method so that everything it starts knows whose call it is. */
export function duringCall<T>(call: RunningCall, act: () => T): T {
  return running.run(call, act);
}

export interface ScreenQuestions {
  /** Asks the PIN on the screen of the session whose call is running. */
  readonly pinEntry: PinEntry;
  /** Asks for the old and the new PIN, in the same way. */
  readonly pinChangeEntry: PinChangeEntry;
  /** @throws RPC_QUESTION_OVER for a question that is over, unknown, another session's, or of another kind */
  answer(session: string, questionId: string, answer: Answer): void;
}

type Answer = PinAnswer | PinChangeAnswer;

interface OpenQuestion {
  readonly session: string;
  readonly kind: StationQuestion['kind'];
  settle(answer: Answer): void;
}

const no = { kind: 'cancelled' } as const;

/**
 * Questions to a screen. Refusal is the default: nobody subscribed, the last screen gone, the session ended or the
 * question no longer wanted are all a no.
 */
export function createScreenQuestions({ events, ids }: { events: StationEvents; ids: Ids }): ScreenQuestions {
  const open = new Map<string, OpenQuestion>();
  events.onDeserted((session) => {
    for (const question of open.values()) if (question.session === session) question.settle(no);
  });

  type Facts = Omit<StationQuestion, 'questionId' | 'requestId'>;
  function ask<Given extends Answer>(facts: Facts, signal: AbortSignal): Promise<Given | typeof no> {
    const { session, requestId = null } = running.getStore() ?? {};
    if (session === undefined || signal.aborted) return Promise.resolve(no);
    const questionId = ids.uuid();
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        if (!open.delete(questionId)) return;
        events.emitTo(session, { type: 'question.withdrawn', questionId });
        resolve(answer as Given | typeof no);
      };
      open.set(questionId, { session, kind: facts.kind, settle });
      signal.addEventListener('abort', () => settle(no), { once: true });
      const question = { ...facts, questionId, requestId };
      if (!events.emitTo(session, { type: 'question.asked', question })) settle(no);
    });
  }

  return {
    pinEntry: {
      askPin: ({ documentName = null, batch = null, ...facts }, signal) =>
        ask({ kind: 'pin', documentName, batch, ...facts }, signal),
    },
    pinChangeEntry: {
      askPinChange: (facts, signal) =>
        ask({ kind: 'pin-change', purpose: 'pin-change', documentName: null, batch: null, ...facts }, signal),
    },
    answer: (session, questionId, answer) => {
      const question = open.get(questionId);
      const fits = answer.kind === 'cancelled' || answer.kind === question?.kind;
      if (question?.session !== session || !fits) throw new StationError('RPC_QUESTION_OVER', {});
      question.settle(answer);
    },
  };
}
