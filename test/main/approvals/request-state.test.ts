import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextState, type RequestEvent } from '#main/approvals/request-state.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { requestStates, type RequestState } from '#shared/model/request.ts';

/** The table of lifecycles C.3, written out once more. */
const table: Readonly<Record<string, RequestState>> = {
  'in-review approve-step': 'in-review',
  'in-review approve-last': 'approved',
  'in-review refuse': 'refused',
  'in-review withdraw': 'withdrawn',
  'in-review invalidate': 'invalidated',
  'approved withdraw': 'withdrawn',
  'approved invalidate': 'invalidated',
  'approved expire': 'expired',
  'approved start': 'executing',
  'executing finish': 'consumed',
  'executing abort': 'approved',
  'executing lose-track': 'unsettled',
  'unsettled finish': 'consumed',
  'unsettled settle-void': 'invalidated',
};
const events: readonly RequestEvent[] = [
  'approve-step',
  'approve-last',
  'refuse',
  'withdraw',
  'invalidate',
  'expire',
  'start',
  'finish',
  'abort',
  'lose-track',
  'settle-void',
];

function next(state: RequestState, event: RequestEvent): RequestState | 'APPROVAL_STATE' {
  try {
    return nextState(state, event);
  } catch (error) {
    if (error instanceof StationError && error.code === 'APPROVAL_STATE') return error.code;
    throw error;
  }
}

const pairs = requestStates.flatMap((state) => events.map((event) => [state, event] as const));

describe('the states of a request', () => {
  it.each(pairs)('%s, %s', (state, event) => {
    expect(next(state, event)).toBe(table[`${state} ${event}`] ?? 'APPROVAL_STATE');
  });

  it('say in which state they refused what', () => {
    const said = { state: '@states.request.consumed', action: '@approvals.actions.start' };
    expect(() => nextState('consumed', 'start')).toThrow(`APPROVAL_STATE ${JSON.stringify(said)}`);
  });

  it.each(['refused', 'withdrawn', 'invalidated', 'expired', 'consumed'] as const)('%s is the end', (state) => {
    expect(events.filter((event) => next(state, event) !== 'APPROVAL_STATE')).toEqual([]);
  });

  it('never stamp without the last approval, whatever happens in whatever order', () => {
    assert(
      property(array(constantFrom(...events), { maxLength: 40 }), (happening) => {
        let state: RequestState = 'in-review';
        let approvals = 0;
        let starts = 0;
        let finishes = 0;
        for (const event of happening) {
          const after = next(state, event);
          if (after === 'APPROVAL_STATE') continue;
          if (event === 'approve-last') approvals += 1;
          if (event === 'start') starts += 1;
          if (event === 'finish') finishes += 1;
          state = after;
        }
        expect(approvals).toBeLessThanOrEqual(1);
        expect(finishes).toBeLessThanOrEqual(1);
        expect(starts === 0 || approvals === 1).toBe(true);
        expect(finishes === 0 || starts > 0).toBe(true);
      }),
    );
  });
});
