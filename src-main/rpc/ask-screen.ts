import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ids } from '#main/platform/ids.ts';
import type { PinAnswer, PinEntry } from '#main/token/pin-entry.ts';
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
  /** @throws RPC_QUESTION_OVER for a question that is over, unknown, or another session's */
  answer(session: string, questionId: string, answer: PinAnswer): void;
}

interface OpenQuestion {
  readonly session: string;
  settle(answer: PinAnswer): void;
}

const no: PinAnswer = { kind: 'cancelled' };

/**
 * Questions to a screen. Refusal is the default: nobody subscribed, the last screen gone, the session ended or the
 * question no longer wanted are all a no.
 */
export function createScreenQuestions({ events, ids }: { events: StationEvents; ids: Ids }): ScreenQuestions {
  const open = new Map<string, OpenQuestion>();
  events.onDeserted((session) => {
    for (const question of open.values()) if (question.session === session) question.settle(no);
  });

  return {
    pinEntry: {
      askPin: (question, signal) => {
        const { session, requestId = null } = running.getStore() ?? {};
        if (session === undefined || signal.aborted) return Promise.resolve(no);
        const questionId = ids.uuid();
        return new Promise<PinAnswer>((resolve) => {
          const settle = (answer: PinAnswer): void => {
            if (!open.delete(questionId)) return;
            events.emitTo(session, { type: 'question.withdrawn', questionId });
            resolve(answer);
          };
          open.set(questionId, { session, settle });
          signal.addEventListener('abort', () => settle(no), { once: true });
          const { documentName = null, batch = null, ...facts } = question;
          const wire = { kind: 'pin', questionId, requestId, documentName, batch, ...facts } as const;
          if (!events.emitTo(session, { type: 'question.asked', question: wire })) settle(no);
        });
      },
    },
    answer: (session, questionId, answer) => {
      const question = open.get(questionId);
      if (question?.session !== session) throw new StationError('RPC_QUESTION_OVER', {});
      question.settle(answer);
    },
  };
}
