import { eventIterator, type } from '@orpc/contract';
import type { StampStep } from './stamping.ts';
import { method } from './procedure.ts';
import type { StationQuestion } from './questions.ts';

/** Why a session is over: signed out, the computer locked, idle for too long, or the same account signed in elsewhere. */
export type SessionEnd = 'signed-out' | 'locked' | 'idle' | 'replaced';

/**
 * What a station tells its screens. Events say that something changed, never what it holds now: a screen asks again,
 * and is answered within its permissions.
 */
export type StationEvent =
  | { readonly type: 'token.changed' }
  | {
      readonly type: 'stamping.stepped';
      readonly requestId: string;
      readonly step: StampStep;
      readonly state: 'started' | 'done' | 'failed';
    }
  | { readonly type: 'stamping.completed'; readonly requestId: string; readonly entryNo: string }
  | { readonly type: 'entry.appended'; readonly entryNo: string }
  | { readonly type: 'request.changed'; readonly requestId: string }
  /** A batch was submitted, decided, withdrawn, or a run of it is over. */
  | { readonly type: 'batch.changed'; readonly batchId: string }
  /** A run of a batch has come further; told a few times a second. */
  | { readonly type: 'batch.moved'; readonly batchId: string }
  | { readonly type: 'seals.changed' }
  | { readonly type: 'sync.changed' }
  /** The check of the ledger found something else than the one before. */
  | { readonly type: 'ledger.checked' }
  /** Only to the session whose call asks. */
  | { readonly type: 'question.asked'; readonly question: StationQuestion }
  /** The question is over, whoever ended it. */
  | { readonly type: 'question.withdrawn'; readonly questionId: string }
  /** The last event of a subscription. */
  | { readonly type: 'session.ended'; readonly reason: SessionEnd };

export const eventsContract = {
  /**
   * Events from now on, in the order they happened, until the session ends or the subscriber leaves. A subscription
   * that ends without `session.ended` was cut because its reader fell behind: subscribe again and ask for everything.
   */
  subscribe: method.output(eventIterator(type<StationEvent>())),
};
