import { useCallback, useState } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { StationEvent } from '#shared/contract/events.ts';
import type { StampResult } from '#shared/contract/stamping.ts';
import type { StationError } from '#shared/errors/station-error.ts';
import { asStationError, client } from '../../bridge/client.ts';
import { useStationEvent } from '../../bridge/events.ts';
import { noStepYet, stampSteps, type StepState, type StepStates } from '../../components/step-states.ts';
import { whatBecame, type Became } from './what-became.ts';

export type Stamping =
  | { readonly phase: 'idle'; readonly isCancelled: boolean }
  | { readonly phase: 'running' }
  | { readonly phase: 'done'; readonly result: StampResult }
  | { readonly phase: 'failed'; readonly error: StationError; readonly became: Became };

const stateOf = { started: 'running', done: 'done', failed: 'failed' } as const satisfies Record<string, StepState>;

/** One use of the key: its steps as the station tells them, and what became of it. */
export function useStamping(request: RequestView): {
  readonly stamping: Stamping;
  readonly steps: StepStates;
  readonly start: () => void;
  /** Finishes what the key has signed already. */
  readonly takeUpAgain: () => void;
} {
  const { requestId } = request;
  const [stamping, setStamping] = useState<Stamping>({ phase: 'idle', isCancelled: false });
  const [steps, setSteps] = useState<StepStates>(noStepYet);
  useStationEvent(
    useCallback(
      (event: StationEvent) => {
        if (event.type !== 'stamping.stepped' || event.requestId !== requestId) return;
        setSteps((before) => ({ ...before, [event.step]: stateOf[event.state] }));
      },
      [requestId],
    ),
  );
  async function stamp(): Promise<void> {
    setSteps(noStepYet);
    setStamping({ phase: 'running' });
    try {
      const result = await client.stamping.stamp({ requestId });
      setSteps((before) => ({ ...allDone, sync: before.sync }));
      setStamping({ phase: 'done', result });
    } catch (failure) {
      const error = asStationError(failure);
      if (error.code === 'TOKEN_PIN_CANCELLED') return setStamping({ phase: 'idle', isCancelled: true });
      // What the station has kept decides what is said; a station that cannot be asked leaves it open.
      const after = await client.approvals.get({ requestId }).catch(() => null);
      setStamping({ phase: 'failed', error, became: whatBecame(request, after) });
    }
  }
  async function takeUpAgain(): Promise<void> {
    setSteps({ ...noStepYet, intent: 'done', signature: 'done' });
    setStamping({ phase: 'running' });
    try {
      await client.stamping.takeUpAgain({ requestId });
      setStamping({ phase: 'idle', isCancelled: false });
    } catch (failure) {
      const after = await client.approvals.get({ requestId }).catch(() => null);
      // The number is this attempt's own, although it was there before.
      const became = whatBecame({ ...request, entryNo: null }, after);
      setStamping({ phase: 'failed', error: asStationError(failure), became });
    }
  }
  return { stamping, steps, start: () => void stamp(), takeUpAgain: () => void takeUpAgain() };
}

const allDone: StepStates = { ...noStepYet, ...Object.fromEntries(stampSteps.map((step) => [step, 'done'] as const)) };
